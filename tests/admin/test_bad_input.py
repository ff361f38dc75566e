"""Bad input gets a clear message beside the field, and loses nothing that was typed."""

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Meeting, Session, Track
from participants.models import Organization, Person
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page

LONG = "あ" * 10_000


@pytest.fixture
def form(editing):
    soup = page(editing, address(Meeting(), "add"))
    data = filled(soup) | {"title_en": "Kept title", "note": "Kept note"}
    add_row(data, soup, "places", city_en="Kept city")
    return soup, data


def refused(client, data, record=None):
    """The messages, after a look that nothing typed is lost and nothing is saved."""
    count = Meeting.objects.count()
    response = client.post(address(record) if record else address(Meeting(), "add"), data | {"_save": "Save"})
    assert response.status_code == 200
    assert Meeting.objects.count() == count

    shown = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    # The key by which a dispute names a claim that is not saved yet is the form's own: nobody types it.
    entered = [name for name in data if not (name.startswith("claims-") and name.endswith("-key"))]
    assert {name: shown.get(name) for name in entered if shown.get(name) != typed(data[name])} == {}
    return errors(response)


def typed(value):
    return [str(one) for one in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-02-30", "No calendar has the date “2024-02-30”."),
        ("2024-08-27/2024-08-26", "“2024-08-27/2024-08-26” ends before it starts."),
    ],
)
def test_an_impossible_date(editing, form, date, said):
    assert refused(editing, form[1] | {"date": date}) == {"date": said}


def test_words_where_a_date_is_wanted(editing, form):
    said = refused(editing, form[1] | {"date": "last summer"})
    assert said["date"].startswith(
        "“last summer” cannot be read as a date, because of “last”. Examples: 26-27 Aug"
    )


def test_ten_thousand_characters_in_a_name(editing, form):
    assert refused(editing, form[1] | {"title_ja": LONG}) == {
        "title_ja": "Ensure this value has at most 500 characters (it has 10000)."
    }


@pytest.mark.parametrize(
    ("record", "field", "most"),
    [(Organization(), "name", 500), (Meeting(), "title", 500), (Meeting(), "summary", 20_000)],
)
def test_a_text_in_another_language_is_as_long_as_the_english_may_be(editing, record, field, most):
    other = f"{field}_other"
    data = filled(page(editing, address(record, "add"))) | {f"{field}_en": "Kept name"}
    fits, too_long = (f"ko: 둘\nfr: {'é' * count}" for count in (most, most + 1))
    response = editing.post(address(record, "add"), data | {other: too_long})
    assert errors(response) == {
        other: f"The text in “fr” is too long: at most {most} characters (it has {most + 1})."
    }
    shown = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    assert (shown[other], shown[f"{field}_en"]) == (too_long, "Kept name")
    assert editing.post(address(record, "add"), data | {other: fits}).status_code == 302


def test_rows_hold_other_languages_to_the_same_length(editing, form):
    soup, data = form
    add_row(data, soup, "places", city_other=f"fr: {LONG}")
    assert refused(editing, data) == {
        "places-1-city_other": "The text in “fr” is too long: at most 200 characters (it has 10000)."
    }


@pytest.mark.parametrize("code", ["202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069"])
def test_no_invisible_character_turns_a_name_around(editing, form, code):
    turned = f"Ninth {chr(int(code, 16))}meeting"
    said = (
        f"An invisible character in it (U+{code}) turns the direction of the text around it. "
        "Empty the field and type the words instead of pasting them."
    )
    soup, data = form
    add_row(data, soup, "claims", field="host", value=turned, source=cast.source().pk)
    data |= {"title_ja": turned, "title_other": f"ar: {turned}", "places-0-venue_en": turned}
    assert refused(editing, data) == {
        "title_ja": said, "title_other": said, "places-0-venue_en": said, "claims-0-value": said,
    }  # fmt: skip


def test_every_error_is_listed_above_with_a_way_to_its_field(editing):
    meeting = cast.full_meeting()
    data = filled(page(editing, address(meeting)))
    data |= {"date": "2024-02-30", "sessions-0-DELETE": "on", "claims-1-preferred": "on"}
    soup = BeautifulSoup(
        editing.post(address(meeting), data | {"_save": "Save"}).content.decode(), "html.parser"
    )
    links = soup.select(".desk-faults .error-links a")
    assert [(link.text, link["href"]) for link in links] == [
        ("Date", "#id_date"),
        ("Participation #2, Session", "#id_participations-1-session"),
        ("Agenda item #1, Session", "#id_agenda-0-session"),
        ("Claim #2, Preferred", "#id_claims-1-preferred"),
    ]
    for link in links:
        field = soup.select_one(link["href"])
        folded = field.find_parent("details")
        assert folded is None or folded.has_attr("open")
    assert soup.title.text.startswith("Error: ")


def test_an_error_of_a_whole_row_leads_to_the_row(editing, form):
    soup, data = form
    add_row(data, soup, "participations", role="host")
    soup = BeautifulSoup(editing.post(address(Meeting(), "add"), data).content.decode(), "html.parser")
    (link,) = soup.select(".error-links a")
    assert (link.text, link["href"]) == ("Participation #1", "#participations-0")
    assert soup.select_one("#participations-0 > .errorlist") is not None


def test_no_box_cuts_what_is_pasted(editing):
    for record in (Meeting(), Organization(), Person()):
        assert page(editing, address(record, "add")).select("[maxlength]") == []


def test_a_session_of_another_meeting(editing, form):
    soup, data = form
    other = cast.full_meeting(slug="other").sessions.get()
    place = add_row(data, soup, "statements", organization=cast.organization().pk, text_en="Kept words")
    response = editing.post(
        address(Meeting(), "add"), data | {f"statements-{place}-session": other.pk, "_save": "Save"}
    )
    assert errors(response) == {
        "statements-0-session": "This is a session of another meeting, or one that was removed. "
        "Choose a session of this meeting."
    }

    assert (
        filled(BeautifulSoup(response.content.decode(), "html.parser"))["statements-0-text_en"]
        == "Kept words"
    )


def test_a_part_of_a_session_that_is_being_deleted(editing):
    meeting = cast.full_meeting()
    said = refused(editing, filled(page(editing, address(meeting))) | {"sessions-0-DELETE": "on"}, meeting)
    words = "This session is marked to be deleted. Choose another, or delete this row as well."
    assert said == {"participations-1-session": words, "agenda-0-session": words}
    assert Session.objects.count() == 1


def test_a_session_without_a_track(editing, form):
    soup, data = form
    add_row(data, soup, "sessions", key="new-1")
    add_row(data, soup, "participations", organization=cast.organization().pk, session="new-1")
    assert refused(editing, data) == {
        "participations-0-session": "Nothing is entered for this session yet. Choose its track first."
    }


def test_new_sessions_are_still_offered_when_the_form_comes_back(editing, form):
    soup, data = form
    track = Track.objects.get(slug="1.5").pk
    add_row(data, soup, "sessions", track=track, key="new-1", title_en="Industry session")
    add_row(data, soup, "participations", organization=cast.organization().pk, session="new-1")
    assert refused(editing, data | {"date": "2024-02-30"}) == {
        "date": "No calendar has the date “2024-02-30”."
    }


def test_two_preferred_claims_about_one_fact(editing, form):
    soup, data = form
    for value in ("2024-08", "2024-09"):
        add_row(data, soup, "claims", field="date", value=value, source=cast.source().pk, preferred="on")
    assert refused(editing, data) == {
        "claims-1-preferred": "Another claim about the same fact is marked as preferred already."
    }


def test_a_claim_about_a_new_session_and_a_person(editing, form):
    soup, data = form
    add_row(data, soup, "sessions", track=Track.objects.get(slug="1.5").pk, key="new-1")
    add_row(
        data,
        soup,
        "claims",
        field="title",
        value="x",
        source=cast.source().pk,
        session="new-1",
        person=cast.person().pk,
    )
    assert refused(editing, data) == {
        "claims-0-person": "A claim is about the session or the person, not both."
    }


def test_a_participation_of_nobody(editing, form):
    soup, data = form
    add_row(data, soup, "participations", role="host")
    assert refused(editing, data) == {"": "Name an organization, a person, a side, or at least an office."}


def test_a_name_in_no_language(editing):
    data = filled(page(editing, address(Organization(), "add")))
    response = editing.post(address(Organization(), "add"), data)
    assert errors(response) == {"name_en": "Write this in at least one language."}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Agence spatiale",
            "Begin each line with the tag of its language, as in “fr: Agence spatiale” or “ko: 우주청”.",
        ),
        ("en: Space agency", "English and Japanese have fields of their own."),
        ("fr: un\nfr: deux", "“fr” is given twice."),
        ("fr:", "The text in “fr” is empty or not a text."),
        ("fr: a\x00b", "Null characters are not allowed."),
    ],
)
def test_other_languages_that_cannot_be_kept(editing, written, said):
    data = filled(page(editing, address(Organization(), "add"))) | {
        "name_en": "Agency",
        "name_other": written,
    }
    assert errors(editing.post(address(Organization(), "add"), data)) == {"name_other": said}


def test_an_organization_that_ends_before_it_began(editing):
    data = filled(page(editing, address(Organization(), "add")))
    data |= {"name_en": "Agency", "exists_from": "2016", "exists_until": "2012"}
    assert errors(editing.post(address(Organization(), "add"), data)) == {
        "exists_until": "The organization ends before it began."
    }


def test_an_organization_above_itself(editing):
    child = cast.organization(parent=cast.organization("us-doc", "Department of Commerce"))
    data = filled(page(editing, address(child.parent))) | {"parent": child.pk}
    assert errors(editing.post(address(child.parent), data)) == {
        "parent": "This closes a circle: it leads back to “Department of Commerce”."
    }


def test_a_choice_that_does_not_exist(editing, form):
    said = errors(editing.post(address(Meeting(), "add"), form[1] | {"dialogue": "9" * 40, "topics": ["x"]}))
    assert said == {
        "dialogue": "Select a valid choice. That choice is not one of the available choices.",
        "topics": "Select a valid choice. x is not one of the available choices.",
    }


HTML = "<script>alert(1)</script>日本語がé"


def test_html_is_shown_as_text_wherever_it_is_typed(editing, form):
    soup, data = form
    for name in list(data):
        if name.endswith(("_en", "_ja", "note", "_stated")):
            data[name] = HTML
    add_row(data, soup, "sessions", track=Track.objects.get(slug="1.5").pk, key="new-1", title_en=HTML)
    add_row(data, soup, "agenda", session="new-1", text_en=HTML)
    add_row(
        data, soup, "statements", organization=cast.organization("us-x", HTML).pk, text_en=HTML, title_en=HTML
    )
    add_row(data, soup, "outcomes", text_en=HTML)
    add_row(data, soup, "images", alt_en=HTML, caption=HTML)
    add_row(data, soup, "claims", field="host", value=HTML, source=cast.source("src-x", HTML).pk)
    assert errors(editing.post(address(Meeting(), "add"), data | {"_save": "Save"})) == {}
    meeting = Meeting.objects.get()
    for name in ("change", "changes", "delete", "history", "changelist"):
        response = editing.get(address(meeting, name))
        assert response.status_code == 200
        assert response.content.decode().count("<script>alert(1)") == 0
    assert filled(page(editing, address(meeting)))["title_en"] == HTML


def test_a_title_that_was_refused_is_no_heading(editing):
    meeting = cast.full_meeting()
    data = filled(page(editing, address(meeting))) | {"title_en": "Typed and refused", "date": "2024-02-30"}
    soup = BeautifulSoup(
        editing.post(address(meeting), data | {"_save": "Save"}).content.decode(), "html.parser"
    )
    heads = [
        soup.select_one(place).text for place in ("title", "#content h2", "ol.breadcrumbs li[aria-current]")
    ]
    assert [("Ninth meeting" in head, "Typed" in head) for head in heads] == [(True, False)] * 3
    assert soup.select_one("#id_title_en")["value"] == "Typed and refused"
