"""A meeting's page shows every fact of its document, in English and in Japanese."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from dialogues.models import (
    Attendance,
    Image,
    MeetingRelation,
    Participation,
    Place,
    Publication,
    Session,
    Statement,
    Track,
)
from dialogues.public.words import dates, vocabulary
from tests import cast
from tests.public.conftest import words

# Codes are shown as words and dates as words; ids of other records as links. Each is checked below.
NOT_TEXT = {
    "shape",
    "type",
    "id",
    "kind",
    "status",
    "status_recorded",
    "role",
    "format",
    "relation",
    "track_basis",
    "qualifier",
    "reliability",
    "language",
    "alt_basis",
    "edtf",
    "earliest",
    "latest",
    "session",
    "source",
    "sources",
    "country",
    "url",
    "archived_url",
    "field",
    "readout_of",
    "value",
    "disputed",
    "accessed",
    "unit",
}


@pytest.fixture
def rich(publish):
    """A meeting with every field of every part filled in its own words."""
    series = cast.dialogue(name_ja="日米宇宙対話")
    before = cast.meeting("us-jp-cds-08", series, edition=8, title_en="Eighth meeting", date="2023-03-24")
    one = cast.full_meeting(
        series=series,
        edition_stated="Ninth in words",
        summary_en="A summary in English.",
        summary_ja="日本語の要約。",
        note="A note of the meeting.",
        format="in_person",
    )
    session = one.sessions.get()
    session.ordinal, session.ordinal_stated, session.note, session.date = (
        2,
        "second-ever",
        "A note of the session.",
        "2024-08-26",
    )
    session.save()
    release = cast.source()
    first = Session.objects.create(
        meeting=one, order=0, track=Track.objects.get(slug="1.0"), title_en="Government session"
    )
    item = first.agenda.create(
        meeting=one, order=1, text_en="Readout of industry", presenter=cast.organization(), readout_of=session
    )
    item.sources.add(release)
    Place.objects.create(
        meeting=one, city_en="Washington, DC", country="US", venue_en="A hall", note="A note of the place."
    )
    Attendance.objects.create(
        meeting=one,
        session=session,
        value=40,
        qualifier="at_least",
        unit="companies",
        as_stated="at least 40 firms",
        source=release,
    )
    Statement.objects.create(
        meeting=one,
        session=session,
        person=cast.person(),
        organization=cast.organization(),
        title_en="Deputy, on the day",
        kind="speech",
        text_en="What he said.",
        url="https://example.gov/speech",
        link_label="View his remarks",
        source=release,
    )
    Image.objects.create(
        meeting=one,
        session=session,
        alt_en="A long table.",
        caption="A caption.",
        credit="A photographer",
        url="https://example.gov/picture.jpg",
        source=release,
    )
    Participation.objects.create(
        meeting=one,
        session=session,
        party=cast.party("JP"),
        role="observer",
        title_en="The Ambassador",
        role_stated="looked on",
    )
    outcome = one.outcomes.get()
    outcome.due, outcome.due_words = "2025-03", "by the spring"
    outcome.save()
    MeetingRelation.objects.create(meeting=one, kind="follows_up", other=before)
    earlier = before.outcomes.create(text_en="An earlier promise", kind="commitment")
    cast.report(earlier, one, source=release)
    cast.claim(
        one,
        "host",
        "Somebody else",
        as_stated="hosted by",
        where="second paragraph",
        reason="A caption says so.",
    )
    cast.claim(one, "date", None, as_stated="le mois dernier", as_rendered="last month")
    cast.claim(one, "ordinal", 2, session=session, as_stated="the second ever", preferred=True)
    publish(series, before, one)
    return Publication.public.get_queryset().get(kind="meeting", slug=one.slug).document


def texts(value, key=""):
    """Every text of a document that a reader should find; of a multilingual one the English."""
    if isinstance(value, dict):
        if {"en", "ja"} <= value.keys():
            yield from filter(None, [value["en"]])
        else:
            for name, inner in value.items():
                yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str) and key not in NOT_TEXT:
        yield value


def every(document, key):
    """Every value of a key anywhere in a document."""
    if isinstance(document, dict):
        for name, inner in document.items():
            if name == key and isinstance(inner, str):
                yield inner
            yield from every(inner, key)
    elif isinstance(document, list):
        for inner in document:
            yield from every(inner, key)


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_every_text_of_the_document_is_on_the_page(rich, read, prefix):
    shown = words(read(f"{prefix}/meetings/us-jp-cds-09/").main)
    # In Japanese the Japanese name stands for the English one, which is then a second line or nowhere.
    translated = {
        "A summary in English.",
        "United States",
        "Japan",
        "U.S.-Japan Comprehensive Dialogue",
        "Track 1.5",
        "Track 1.0",
    }
    expected = [text for text in texts(rich) if not (prefix and text in translated)]
    assert [text for text in expected if text not in shown] == []
    assert len(expected) > 40


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ja", "ja")])
def test_every_date_of_the_document_is_on_the_page_in_words(rich, read, prefix, language):
    shown = words(read(f"{prefix}/meetings/us-jp-cds-09/").main)
    assert [edtf for edtf in every(rich, "edtf") if dates.in_words(edtf, language) not in shown] == []


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ja", "ja")])
def test_every_code_of_the_document_is_on_the_page_in_words(rich, read, prefix, language):
    shown = words(read(f"{prefix}/meetings/us-jp-cds-09/").main).casefold()
    with override(language):
        labels = [
            vocabulary.label(vocabulary.MEETING_KIND, rich["kind"]),
            vocabulary.label(vocabulary.MEETING_STATUS, rich["status"]),
            vocabulary.label(vocabulary.FORMAT, rich["format"]),
            *(vocabulary.label(vocabulary.ROLE, part["role"]) for part in rich["participations"]),
            *(vocabulary.label(vocabulary.OUTCOME_KIND, outcome["kind"]) for outcome in rich["outcomes"]),
            *(vocabulary.label(vocabulary.OUTCOME_STATUS, outcome["status"]) for outcome in rich["outcomes"]),
            *(
                vocabulary.label(vocabulary.STATEMENT_KIND, statement["kind"])
                for statement in rich["statements"]
            ),
            *(
                vocabulary.label(vocabulary.SESSION_RELATION, session["relation"])
                for session in rich["sessions"]
            ),
            *(
                vocabulary.label(vocabulary.TRACK_BASIS, session["track_basis"])
                for session in rich["sessions"]
            ),
            *(vocabulary.label(vocabulary.ALT_BASIS, image["alt_basis"]) for image in rich["images"]),
            *(vocabulary.label(vocabulary.RELATION, relation["kind"]) for relation in rich["relations"]),
            *(vocabulary.label(vocabulary.SOURCE_KIND, source["kind"]) for source in rich["sources"]),
            *(vocabulary.label(vocabulary.RELIABILITY, source["reliability"]) for source in rich["sources"]),
            vocabulary.present("at_least", 40, "companies"),
        ]
    assert [label for label in labels if label.casefold() not in shown] == []


def test_every_address_of_the_document_is_a_link(rich, client):
    answer = client.get("/meetings/us-jp-cds-09/").content
    links = {link["href"] for link in BeautifulSoup(answer, "html.parser").main.find_all("a")}
    addresses = [*every(rich, "url"), *every(rich, "archived_url")]
    assert len(addresses) == 3
    assert [address for address in addresses if address not in links] == []


def test_each_source_mark_leads_to_the_numbered_list(rich, read):
    html = read("/meetings/us-jp-cds-09/")
    marks = html.select("sup.src a")
    assert len(marks) > 5
    assert [mark["href"] for mark in marks if html.select_one(mark["href"]) is None] == []
    assert marks[0]["aria-label"].startswith("Source 1: ")


def test_what_has_no_source_says_so(rich, read):
    html = read("/meetings/us-jp-cds-09/")
    assert "In person No source recorded" in words(html.select_one("dl.facts"))


def test_the_value_shown_of_a_disputed_date_leads_to_the_claims(rich, read):
    html = read("/meetings/us-jp-cds-09/")
    value = html.select_one("dl.facts a.dis")
    assert value.get_text() == "August 26–27, 2024"
    claims = words(html.select_one(value["href"]))
    assert claims.index("August 26–27, 2024") < claims.index("September 26–27, 2024")
    assert "Why this value is shown: Most sources." in claims


def test_the_reporting_meeting_and_the_promise_name_each_other(rich, read):
    later = words(read("/meetings/us-jp-cds-09/").select_one("#outcomes"))
    earlier = words(read("/meetings/us-jp-cds-08/").select_one("#outcomes"))
    assert "Promised at Eighth meeting" in later
    assert "Ninth meeting, August 26–27, 2024: Done. Reported done." in earlier


def test_a_relation_can_be_read_from_both_meetings(rich, read):
    assert "This meeting follows up Eighth meeting" in words(
        read("/meetings/us-jp-cds-09/").select_one("#relations")
    )
    assert "This meeting was followed up by Ninth meeting" in words(
        read("/meetings/us-jp-cds-08/").select_one("#relations")
    )
