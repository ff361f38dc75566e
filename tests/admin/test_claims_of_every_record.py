"""Dialogues, organizations and people: sources are cited on their forms as on a meeting's, and disputes are settled."""

import re

import pytest
from bs4 import BeautifulSoup

from dialogues.models import DialogueName, OrganizationClaim
from participants.models import Organization, OrganizationAlias, Person
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page
from tests.clearing import publish

# A fact of each kind that the form can take over, two values of it, and how the form says them.
KINDS = {
    "dialogue": (cast.dialogue, "established", ("2013-03-11", "2013"), ("March 11, 2013", "2013")),
    "organization": (cast.organization, "exists_from", ("2003", "2004-04"), ("2003", "April 2004")),
    "person": (cast.person, "wikidata", ("Q1", "Q2"), ("Q1", "Q2")),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def words(part):
    return re.sub(r"\s+", " ", part.text).strip()


def save(client, record, data):
    response = client.post(address(record), data | {"_continue": "Save"})
    assert errors(response) == {}
    assert response.status_code == 302
    record.refresh_from_db()


def soup_of(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def marks(record):
    return list(record.claims.values_list("field", "value", "preferred", "reason"))


def disputed(kind):
    make, fact, values, _said = KINDS[kind]
    record = make()
    return record, fact, [cast.claim(record, fact, value) for value in values]


@every_kind
def test_two_sources_are_cited_and_the_dispute_is_settled_on_the_form(editing, db, kind):
    make, fact, values, said = KINDS[kind]
    record = make()
    soup = page(editing, address(record))
    data = filled(soup)
    for value in values:
        add_row(data, soup, "claims", field=fact, value=value, source=cast.source().pk, where="page 2")
    save(editing, record, data)
    assert marks(record) == [(fact, value, False, "") for value in values]

    soup = page(editing, address(record))
    rows = [words(row) for row in soup.select("#claims-group .has_original .inline_label")]
    assert [row.split(": ")[-1] for row in rows] == list(said)
    assert "_" not in "".join(rows)
    shown = soup.find(id=f"dispute-{fact}")
    assert f"field-{fact}" in shown.find_previous_sibling()["class"]
    assert shown.has_attr("open")
    labels = [words(label) for label in shown.select(".dispute-values > li > label")]
    assert labels == [*said, "None is preferred yet"]
    assert words(soup.select_one(".in-dispute li")).endswith("≠ needs a decision")

    chosen = record.claims.get(value=values[1])
    choice = {f"_prefer:{fact}": str(chosen.pk), f"_why:{fact}": "It is newer.", f"_take:{fact}": "on"}
    save(editing, record, filled(soup) | choice)
    assert marks(record) == [(fact, values[0], False, ""), (fact, values[1], True, "It is newer.")]
    assert getattr(record, fact) == values[1]
    assert words(page(editing, address(record)).select_one(".in-dispute li")).endswith("✓ settled")


@every_kind
def test_the_lists_of_the_desk_lead_to_the_dispute_until_it_is_settled(editing, clearing, kind):
    record, fact, claims = disputed(kind)
    where = f"{address(record)}#dispute-{fact}"
    soup = page(editing, f"/admin/work/disputes/?kind={kind}")
    assert [link["href"] for link in soup.select(".work-entries a")] == [where]
    said = KINDS[kind][3]
    assert words(soup.select_one(".entry-reason")).endswith(f": sources say {said[0]} or {said[1]}.")
    assert where in [link["href"] for link in page(editing, "/admin/").select("a")]
    review = page(clearing, address(record, "changes"))
    assert [link["href"] for link in review.select(".open-disputes > ul > li > a")] == [where]
    type(claims[0]).objects.filter(pk=claims[0].pk).update(preferred=True, reason="The statute.")
    assert page(editing, "/admin/work/disputes/").select(".work-entries") == []
    assert page(clearing, address(record, "changes")).select(".open-disputes") == []


def test_a_dispute_of_one_record_is_none_of_another(editing):
    cast.claim(cast.organization(), "sector", "industry")
    cast.claim(cast.organization("us-other", "Other"), "sector", "academia")
    cast.claim(cast.dialogue(), "status", "active")
    cast.claim(cast.person(), "status", "ended")
    assert page(editing, "/admin/work/disputes/").select(".work-entries") == []


def test_parties_differ_at_their_rows_and_other_names_do_not_differ(editing):
    dialogue, office = cast.dialogue(), cast.organization()
    DialogueName.objects.create(dialogue=dialogue, name="Japan-U.S. Dialogue", order=1)
    OrganizationAlias.objects.create(organization=office, name="OSC", order=1)
    for n in (1, 2):
        cast.claim(dialogue, "parties", f"Party {n}")
        cast.claim(dialogue, "other_names", f"Dialogue {n}")
        cast.claim(office, "aliases", f"Office {n}")
    soup = page(editing, address(dialogue))
    assert [shown["id"] for shown in soup.select(".dispute")] == ["dispute-parties"]
    assert soup.select_one(".dispute").find_parent(class_="inline-group")["id"] == "party_places-group"
    assert page(editing, address(office)).select(".dispute") == []
    [entry] = page(editing, "/admin/work/disputes/").select(".work-entries li")
    assert words(entry).endswith("Parties: sources say Party 1 or Party 2.")


def test_the_field_is_told_not_to_be_the_preferred_value(editing):
    office = cast.organization(exists_from="2003")
    cast.claim(office, "exists_from", "2004", preferred=True, reason="The statute.")
    shown = page(editing, address(office)).find(id="dispute-exists_from")
    assert (
        words(shown.select_one(".dispute-warning")) == "⚠ The field says 2003; the preferred value is 2004."
    )


def test_dates_of_claims_are_typed_in_words_and_stay_dates(editing):
    office = cast.organization()
    soup = page(editing, address(office))
    data = filled(soup)
    for field, value in (("exists_from", "April 2003"), ("exists_until", "2012"), ("abbreviation", "2012")):
        add_row(data, soup, "claims", field=field, value=value, source=cast.source().pk)
    save(editing, office, data)
    assert marks(office) == [
        ("exists_from", "2003-04", False, ""),
        ("exists_until", "2012", False, ""),
        ("abbreviation", 2012, False, ""),
    ]


def test_one_claim_about_a_fact_is_preferred_and_the_mark_may_move(editing):
    record, _fact, (first, second) = disputed("organization")
    data = filled(page(editing, address(record)))
    response = editing.post(
        address(record), data | {"claims-0-preferred": "on", "claims-1-preferred": "on", "_save": "Save"}
    )
    assert errors(response) == {
        "claims-1-preferred": "Another claim about the same fact is marked as preferred already."
    }
    for marked, other in ((first, 1), (second, 0)):
        record.claims.update(preferred=False)
        record.claims.filter(pk=marked.pk).update(preferred=True)
        data = filled(page(editing, address(record)))
        del data[f"claims-{1 - other}-preferred"]
        save(editing, record, data | {f"claims-{other}-preferred": "on"})
        assert [preferred for _field, _value, preferred, _why in marks(record)] == [other == 0, other == 1]


def test_a_record_is_entered_with_its_claims_and_a_choice_on_the_form_that_came_back(editing):
    soup = page(editing, address(Person(), "add"))
    data = filled(soup) | {"name_en": "Don Graves", "wikidata": "wrong"}
    for value in ("Q1", "Q2"):
        add_row(data, soup, "claims", field="wikidata", value=value, source=cast.source().pk)
    back = soup_of(editing.post(address(Person(), "add"), data | {"_continue": "Save"}))
    second = back.find(id="dispute-wikidata").select("[type=radio]")[1]
    choice = {"_prefer:wikidata": second["value"], "_why:wikidata": "Looked up.", "_take:wikidata": "on"}
    assert (
        editing.post(address(Person(), "add"), filled(back) | choice | {"_save": "Save"}).status_code == 302
    )
    person = Person.objects.get()
    assert person.wikidata == "Q2"
    assert marks(person) == [("wikidata", "Q1", False, ""), ("wikidata", "Q2", True, "Looked up.")]


def test_claims_that_another_saved_meanwhile_are_met_row_by_row(editing, clearing):
    office = cast.organization()
    first = cast.claim(office, "website", "https://example.gov", where="top")
    mine, theirs = (page(client, address(office)) for client in (editing, clearing))
    data = filled(theirs) | {"claims-0-where": "foot"}
    add_row(data, theirs, "claims", field="sector", value="industry", source=cast.source().pk)
    save(clearing, office, data)
    response = editing.post(address(office), filled(mine) | {"claims-0-where": "middle", "_continue": "Save"})
    told = [words(one) for one in soup_of(response).select("[aria-labelledby=newer-heading] li")]
    assert told == [
        "Claim #1, Where: both of you changed it; yours stands in the field",
        "Claim #2: they added this row; it is on the form now",
    ]
    save(editing, office, filled(soup_of(response)))
    first.refresh_from_db()
    assert (first.where, office.claims.count()) == ("middle", 2)


def test_a_form_that_is_sent_twice_makes_its_claims_once(editing):
    soup = page(editing, address(Organization(), "add"))
    data = filled(soup) | {"name_en": "Space Agency"}
    add_row(data, soup, "claims", field="sector", value="industry", source=cast.source().pk)
    for _time in range(2):
        assert editing.post(address(Organization(), "add"), data | {"_continue": "Save"}).status_code == 302
    assert OrganizationClaim.objects.count() == 1


def test_a_pop_up_has_no_claims(editing):
    soup = page(editing, f"{address(Organization(), 'add')}?_popup=1")
    assert (soup.select("#claims-group"), soup.select("#aliases-group") != []) == ([], True)


@every_kind
def test_the_review_page_tells_the_difference_of_a_claim(clearing, kind):
    record, fact, (first, second) = disputed(kind)
    publish(record)
    type(first).objects.filter(pk=first.pk).update(where="page 3")
    second.delete()
    record.refresh_from_db()
    rows = page(clearing, address(record, "changes")).select(".desk-table tbody tr")
    called, said = fact.replace("_", " "), KINDS[kind][3]
    assert [[words(cell) for cell in row.select("th, td")] for row in rows] == [
        [f"Claim: {called}, {said[0]}, Release of the office: where", "nothing", "page 3"],
        [
            f"Removed: Claim: {called}, {said[1]}, Release of the office",
            f"field: {called}, value: {said[1]}, source: Release of the office",
            "nothing",
        ],
        ["Facts about which sources differ", called, "nothing"],
    ]
