"""Where sources differ, the field shows every value, and staff prefer one and say why: with and without scripts."""

import re

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Participation, Session, Track
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page

AUGUST, SEPTEMBER = "2024-08-26/2024-08-27", "2024-09-26/2024-09-27"


def words(part):
    return re.sub(r"\s+", " ", part.text).strip()


def dispute(soup, fact="date"):
    return soup.find(id=f"dispute-{fact}")


def save(client, meeting, data):
    response = client.post(address(meeting), data | {"_continue": "Save"})
    assert errors(response) == {}
    meeting.refresh_from_db()


def marks(meeting):
    return list(meeting.claims.values_list("value", "preferred", "reason"))


@pytest.fixture
def meeting(db):
    return cast.full_meeting()


def test_every_value_stands_at_the_field_with_its_sources(editing, meeting):
    cast.claim(meeting, "date", AUGUST, where="banner")
    shown = dispute(page(editing, address(meeting)))
    assert "field-date" in shown.find_previous_sibling()["class"]
    assert words(shown.summary) == "✓ The date: sources differ, settled"
    labels = [words(label) for label in shown.select(".dispute-values > li > label")]
    assert labels == ["August 26–27, 2024", "September 26–27, 2024", "None is preferred yet"]
    assert [words(line) for line in shown.select(".dispute-said li")] == [
        "“August 26-27”, Release of the office",
        "Release of the office, banner",
        "“September 26-27, 2024”, Release of the office",
    ]
    assert [radio.has_attr("checked") for radio in shown.select("[type=radio]")] == [True, False, False]


def test_a_dispute_is_open_until_a_value_is_preferred_with_a_reason(editing, meeting):
    soup = page(editing, address(meeting))
    assert (dispute(soup).has_attr("open"), words(soup.select_one(".in-dispute li"))) == (
        False,
        "The date ✓ settled",
    )
    for change in ({"reason": ""}, {"preferred": False, "reason": "Most sources."}):
        meeting.claims.filter(value=AUGUST).update(**change)
        soup = page(editing, address(meeting))
        assert dispute(soup).has_attr("open")
        assert words(dispute(soup).summary) == "≠ The date: sources differ, not settled"
        assert words(soup.select_one(".in-dispute li")) == "The date ≠ needs a decision"


def test_claims_that_mean_the_same_are_no_dispute(editing):
    meeting = cast.meeting()
    cast.claim(meeting, "edition", 9)
    cast.claim(meeting, "edition", "9")
    cast.claim(meeting, "date", None, as_stated="recently")
    assert page(editing, address(meeting)).select(".dispute, .in-dispute") == []


def test_choosing_marks_the_claim_and_moves_the_reason(editing, meeting):
    other = meeting.claims.get(value=SEPTEMBER)
    data = filled(page(editing, address(meeting)))
    save(editing, meeting, data | {"_prefer:date": str(other.pk), "_why:date": "The text says so."})
    assert marks(meeting) == [(AUGUST, False, ""), (SEPTEMBER, True, "The text says so.")]
    assert meeting.date == AUGUST


def test_the_old_reason_is_not_given_to_the_new_choice(editing, meeting):
    other = meeting.claims.get(value=SEPTEMBER)
    save(editing, meeting, filled(page(editing, address(meeting))) | {"_prefer:date": str(other.pk)})
    assert marks(meeting) == [(AUGUST, False, ""), (SEPTEMBER, True, "")]


def test_preferring_none_opens_the_dispute_again(editing, meeting):
    save(editing, meeting, filled(page(editing, address(meeting))) | {"_prefer:date": ""})
    assert marks(meeting) == [(AUGUST, False, ""), (SEPTEMBER, False, "")]


def test_a_reason_is_written_where_the_choice_stands(editing, meeting):
    save(editing, meeting, filled(page(editing, address(meeting))) | {"_why:date": "Both ministries."})
    assert marks(meeting) == [(AUGUST, True, "Both ministries."), (SEPTEMBER, False, "")]


def test_the_rows_of_claims_still_decide_where_nothing_was_chosen_at_the_field(editing, meeting):
    data = filled(page(editing, address(meeting)))
    del data["claims-0-preferred"]
    save(editing, meeting, data | {"claims-1-preferred": "on", "claims-1-reason": "By the row."})
    assert marks(meeting) == [(AUGUST, False, "Most sources."), (SEPTEMBER, True, "By the row.")]


def test_the_field_is_set_to_the_preferred_value_when_asked_for(editing, meeting):
    other = meeting.claims.get(value=SEPTEMBER)
    data = filled(page(editing, address(meeting)))
    save(editing, meeting, data | {"_prefer:date": str(other.pk), "_why:date": "So.", "_take:date": "on"})
    assert (meeting.date, str(meeting.date_earliest)) == (SEPTEMBER, "2024-09-26")


def test_the_form_warns_where_the_field_is_not_the_preferred_value(editing, meeting):
    meeting.claims.filter(value=SEPTEMBER).delete()
    assert page(editing, address(meeting)).select(".dispute") == []
    meeting.date = "2024-08"
    meeting.save()
    shown = dispute(page(editing, address(meeting)))
    assert shown.has_attr("open")
    assert words(shown.summary) == "! The date: the field is not the preferred value"
    assert (
        words(shown.select_one(".dispute-warning"))
        == "⚠ The field says August 2024; the preferred value is August 26–27, 2024."
    )


def test_a_dispute_among_rows_not_saved_yet_is_settled_when_the_form_comes_back(editing):
    meeting = cast.meeting()
    soup = page(editing, address(meeting))
    data = filled(soup) | {"date": "2024-02-30"}
    for value in (9, 8):
        add_row(data, soup, "claims", field="edition", value=str(value), source=cast.source().pk)
    response = editing.post(address(meeting), data | {"_continue": "Save"})
    back = BeautifulSoup(response.content.decode(), "html.parser")
    shown = dispute(back, "edition")
    assert words(shown.summary) == "≠ The number in the series: sources differ, not settled"
    ninth, eighth, _none = shown.select("[type=radio]")
    assert (words(ninth.find_next_sibling()), words(eighth.find_next_sibling())) == ("Ninth", "Eighth")
    data = filled(back) | {"date": "2024"} | {"_prefer:edition": eighth["value"], "_why:edition": "Counted."}
    save(editing, meeting, data | {"_take:edition": "on"})
    assert (marks(meeting), meeting.edition) == ([(9, False, ""), (8, True, "Counted.")], 8)


def test_each_fact_is_shown_where_it_is_told(editing, meeting):
    session = meeting.sessions.get()
    graves = cast.person()
    for value in (1, 2):
        cast.claim(meeting, "ordinal", value, session=session)
        cast.claim(meeting, "title", f"Title {value}", person=graves)
        cast.claim(meeting, "places", f"City {value}")
        cast.claim(meeting, "host", f"Host {value}")
        cast.claim(meeting, "nations", value)
    soup = page(editing, address(meeting))
    person = Participation.objects.get(person=graves)
    where = {}
    for shown in soup.select(".dispute"):
        row = shown.find_parent(class_="inline-related")
        where[shown["id"]] = row["id"] if row else (shown.find_parent(class_="inline-group") or {}).get("id")
        assert row is None or row.details.has_attr("open")
    assert where == {
        "dispute-date": None,
        f"dispute-ordinal-s{session.pk}": "sessions-0",
        f"dispute-title-p{graves.pk}": "participations-0",
        "dispute-places": "places-group",
        "dispute-host": "participations-group",
        "dispute-nations": "claims-group",
    }
    assert str(person.pk) == filled(soup)["participations-0-id"]


def test_a_session_takes_over_its_own_value_only(editing, meeting):
    session = meeting.sessions.get()
    Session.objects.create(meeting=meeting, order=2, track=Track.objects.get(slug="2.0"), ordinal=7)
    first, second = (cast.claim(meeting, "ordinal", value, session=session) for value in (1, 2))
    fact = f"ordinal-s{session.pk}"
    data = filled(page(editing, address(meeting)))
    choice = {f"_prefer:{fact}": str(second.pk), f"_why:{fact}": "Counted.", f"_take:{fact}": "on"}
    save(editing, meeting, data | choice)
    assert list(meeting.sessions.values_list("ordinal", flat=True)) == [2, 7]
    first.refresh_from_db()
    assert first.preferred is False


def test_a_choice_among_claims_that_are_gone_changes_nothing(editing, meeting):
    data = filled(page(editing, address(meeting)))
    meeting.claims.filter(value=SEPTEMBER).delete()
    response = editing.post(address(meeting), data | {"_prefer:nothing": "12", "_continue": "Save"})
    assert response.status_code == 200  # somebody changed the record meanwhile
    assert marks(meeting) == [(AUGUST, True, "Most sources.")]


def open_disputes(client, meeting):
    """What the review page lists: each open dispute with its link, and its values with who gives them."""
    found = {}
    for link in page(client, address(meeting, "changes")).select(".open-disputes > ul > li > a"):
        values = [words(value) for value in link.parent.select("li")]
        found[link.text, link["href"]] = values
    return found


def test_the_review_page_lists_what_is_not_settled_and_leads_to_the_field(clearing, editing, meeting):
    assert open_disputes(clearing, meeting) == {}
    meeting.claims.filter(value=AUGUST).update(reason="")
    session = meeting.sessions.get()
    for of, field, value in ((session, "ordinal", 1), (session, "ordinal", 2), (None, "edition", 9)):
        cast.claim(meeting, field, value, session=of, where="banner")
    cast.claim(meeting, "edition", "9")
    found = open_disputes(clearing, meeting)
    of_session = f"dispute-ordinal-s{session.pk}"
    form = address(meeting)
    assert list(found) == [
        ("The date", f"{form}#dispute-date"),
        (f"The number on the track, {session}", f"{form}#{of_session}"),
    ]
    assert list(found.values()) == [
        [
            "August 26–27, 2024 preferred, without a reason“August 26-27”, Release of the office",
            "September 26–27, 2024“September 26-27, 2024”, Release of the office",
        ],
        ["1Release of the office, banner", "2Release of the office, banner"],
    ]
    soup = page(editing, form)
    assert [soup.find(id=name) is not None for name in ("dispute-date", of_session)] == [True, True]
    topic = cast.topic()
    assert page(clearing, address(topic, "changes")).select(".open-disputes") == []
