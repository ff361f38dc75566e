"""Which facts of dialogues and organizations need a source, and what is one; people and names need none."""

import pytest

from dialogues.admin.work.unsourced import of_form
from tests import cast
from tests.admin.desk import address, page


def without(record):
    return [where for where, _words in of_form(record)]


def above(make):
    return {"dialogue": cast.dialogue, "organization": cast.organization}[make](
        "above", "Above", name_ja="上"
    )


OF_A_DIALOGUE = {
    "established": ("2013-03-11", ["2013-03-11/2013-03-11"], ["2013"]),
    "parent": (above, ["Above", "上"], ["Below"]),
    "predecessor": (above, ["Above", "上"], ["Below"]),
}
OF_AN_ORGANIZATION = {
    "exists_from": ("2003-10", ["2003-10"], ["2003"]),
    "exists_until": ("2012", ["2012"], ["2013"]),
    "parent": (above, ["Above", "上"], ["Below"]),
    "predecessor": (above, ["Above", "上"], ["Below"]),
}
FACTS = [
    (kind, make, fact, *values)
    for kind, make, facts in (
        ("dialogue", cast.dialogue, OF_A_DIALOGUE),
        ("organization", cast.organization, OF_AN_ORGANIZATION),
    )
    for fact, values in facts.items()
]


@pytest.mark.parametrize(("kind", "make", "fact", "recorded", "same", "other"), FACTS)
def test_a_fact_has_a_source_where_a_claim_gives_its_value_or_is_preferred(
    db, kind, make, fact, recorded, same, other
):
    record = make(**{fact: recorded(kind) if callable(recorded) else recorded})
    assert without(record) == [f"id_{fact}"]
    for value, preferred, sourced in (
        *((value, False, True) for value in same),
        *((value, False, False) for value in other),
        *((value, True, True) for value in other),
    ):
        claim = cast.claim(record, fact, value, preferred=preferred)
        assert (value, without(record)) == (value, [] if sourced else [f"id_{fact}"])
        claim.delete()
    cast.claim(record, "name", "Another", preferred=True)
    assert without(record) == [f"id_{fact}"]


def test_the_sources_that_a_dialogue_names_are_those_of_its_facts(db):
    dialogue = cast.dialogue(established="2013")
    dialogue.sources.add(cast.source())
    assert without(dialogue) == []


def test_a_dialogue_that_states_nothing_is_listed_until_it_cites_something(db):
    dialogue = cast.dialogue()
    assert without(dialogue) == ["id_sources"]
    cast.claim(dialogue, "level", "Directors general")
    assert without(dialogue) == []


def test_names_ids_and_what_the_register_decides_need_no_source(db):
    office = cast.organization(
        abbreviation="OSC", website="https://example.gov", wikidata="Q1", sector="industry"
    )
    office.aliases.create(name="Office", order=1)
    assert without(office) == without(cast.person(wikidata="Q2")) == []


def test_the_lists_lead_to_the_fields(editing):
    office = cast.organization(exists_from="2003", parent=above("organization"))
    soup = page(editing, address(office))
    assert [link["href"] for link in soup.select(".unsourced a")] == ["#id_exists_from", "#id_parent"]
    assert [link.text for link in soup.select(".unsourced a")] == ["Existed from", "Part of"]
    listed = page(editing, "/admin/work/unsourced/?kind=organization").select(".work-entries li")
    form = address(office)
    assert [(one.a["href"], one.select_one(".entry-reason").text) for one in listed] == [
        (f"{form}#id_exists_from", "Existed from: no source recorded."),
        (f"{form}#id_parent", "Part of: no source recorded."),
    ]
    assert page(editing, address(above("organization"))).select(".unsourced") == []
