"""Facts without a source: the desk lists exactly those of which readers are told “No source recorded”."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dialogues.admin.work.unsourced import of_form
from dialogues.models import Attendance, Image, OutcomeReport, Place, Session, Statement, Track
from tests import cast
from tests.admin.desk import address, page
from tests.clearing import publish


@pytest.fixture
def bare(db):
    """A meeting that states nothing yet, and names a source as a whole."""
    made = cast.meeting(date="", edition=None)
    made.sources.add(cast.source())
    return made


def session(of, **fields):
    return Session.objects.create(meeting=of, order=1, track=Track.objects.get(slug="1.5"), **fields)


def row(name, **fields):
    """A fact that is a row with sources of its own, and how it gets one."""

    def state(meeting):
        rows = getattr(meeting, name)
        made = rows.create(
            order=1, **{key: value() if callable(value) else value for key, value in fields.items()}
        )

        def cite():
            if hasattr(made, "sources"):
                made.sources.add(cast.source())
            else:
                made.source = cast.source()
                made.save()

        return cite, made.pk

    return state


def fact(name, recorded, **fields):
    """A fact of the meeting itself, supported by a claim."""

    def state(meeting):
        for field, value in fields.items():
            setattr(meeting, field, value)
        meeting.save()
        return lambda: cast.claim(meeting, name, recorded), None

    return state


def of_a_place(meeting):
    first = Place.objects.create(meeting=meeting, order=1, city_en="Tokyo")
    Place.objects.create(meeting=meeting, order=2, city_en="Kyoto")
    return lambda: cast.claim(meeting, "places", "Tokyo; Kyoto"), first.pk


def of_a_session(name, recorded, **fields):
    def state(meeting):
        made = session(meeting, **fields)
        return lambda: cast.claim(meeting, name, recorded, session=made), made.pk

    return state


def of_an_agenda(meeting):
    of = session(meeting)
    first, second = (meeting.agenda.create(session=of, order=n, text_en=f"Item {n}") for n in (1, 2))
    return lambda: second.sources.add(cast.source()), first.pk


def of_a_report(meeting):
    earlier = cast.meeting(slug="earlier", date="", edition=None)
    promise = earlier.outcomes.create(order=1, text_en="A roadmap")
    promise.sources.add(cast.source())
    publish(earlier)
    made = OutcomeReport.objects.create(outcome=promise, meeting=meeting, status="done")

    def cite():
        made.source = cast.source()
        made.save()

    return cite, made.pk


STATED = {
    "id_date": fact("date", "2024-08-26", date="2024-08-26"),
    "id_edition": fact("edition", "9", edition=9),
    "id_format": fact("format", "virtual", format="virtual"),
    "places-of-{}-city_en": of_a_place,
    "sessions-of-{}-date": of_a_session("date", "2024-08", date="2024-08"),
    "sessions-of-{}-ordinal": of_a_session("ordinal", 2, ordinal=2),
    "participations-of-{}-sources": row("participations", organization=cast.organization, role="participant"),
    "attendance-of-{}-source": row("attendance", value=40, unit="companies"),
    "statements-of-{}-source": row("statements", person=cast.person, kind="quote", text_en="Words"),
    "outcomes-of-{}-sources": row("outcomes", text_en="A roadmap"),
    "images-of-{}-source": row("images", alt_en="Two flags", alt_basis="curator"),
    "agenda-of-{}-sources": of_an_agenda,
    "outcome_reports-of-{}-source": of_a_report,
}


def told_to_readers(meeting):
    publish(meeting)
    html = Client().get(f"/meetings/{meeting.slug}/").content.decode()
    return len(BeautifulSoup(html, "html.parser").select(".nosrc"))


@pytest.mark.parametrize("anchor", STATED)
def test_a_fact_is_listed_as_long_as_readers_are_told_that_it_has_no_source(bare, anchor):
    assert (of_form(bare), told_to_readers(bare)) == ([], 0)
    cite, pk = STATED[anchor](bare)
    assert [where for where, _words in of_form(bare)] == [anchor.format(pk)]
    assert told_to_readers(bare) == 1
    cite()
    assert (of_form(bare), told_to_readers(bare)) == ([], 0)


@pytest.mark.parametrize(
    ("claim", "sourced"),
    [
        ({"value": "2024-08-26/2024-08-26"}, True),
        ({"value": "2024-09-26"}, False),
        ({"value": "2024-09-26", "preferred": True}, True),
        ({"value": None, "as_stated": "recently"}, False),
        ({"value": "2024-08-26", "session": session}, False),
        ({"value": "2024-08-26", "person": lambda _of: cast.person()}, False),
    ],
)
def test_a_claim_is_a_source_for_the_value_that_is_recorded(bare, claim, sourced):
    bare.date = "2024-08-26"
    bare.save()
    cast.claim(
        bare, "date", **{name: value(bare) if callable(value) else value for name, value in claim.items()}
    )
    facts = [where for where, _words in of_form(bare)]
    assert (facts, told_to_readers(bare)) == (([], 0) if sourced else (["id_date"], 1))


def test_a_meeting_that_names_no_source_at_all_is_listed_for_that(db):
    meeting = cast.meeting(date="", edition=None)
    assert of_form(meeting) == [("id_sources", "Sources")]
    Attendance.objects.create(meeting=meeting, order=1, value=1, unit="people", source=cast.source())
    assert of_form(meeting) == []


def test_the_form_lists_its_facts_without_a_source_and_leads_to_each(editing):
    meeting = cast.full_meeting()
    Statement.objects.create(meeting=meeting, order=1, person=cast.person(), kind="quote", text_en="Words")
    Image.objects.create(meeting=meeting, order=1, alt_en="Two flags", alt_basis="curator")
    soup = page(editing, address(meeting))
    listed = soup.select_one(".unsourced")
    assert listed.summary.text == "6 facts without a source"
    assert [link.text for link in listed.select("a")] == [
        "Number in the series",
        "Participation: Don Graves",
        "Outcome: Draw up a roadmap",
        "Statement: Don Graves",
        "Picture: Two flags",
        "Agenda item: Traffic coordination",
    ]
    for link in listed.select("a"):
        assert soup.find(id=link["href"].removeprefix("#")) is not None
    assert page(editing, address(type(meeting)(), "add")).select(".unsourced") == []


def test_the_list_of_the_desk_is_narrowed_by_kind_and_leads_to_the_fields(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    soup = page(editing, "/admin/work/unsourced/")
    assert soup.h1.text == "Facts without a source"
    kinds = [link["href"] for link in soup.select(".kinds a")][1:]
    assert {"?kind=meeting", "?kind=session", "?kind=participation", "?kind=dialogue"} <= set(kinds)
    soup = page(editing, "/admin/work/unsourced/?kind=participation")
    found = [line.get_text("|", strip=True) for line in soup.select(".work-entries li")]
    assert found == ["Don Graves|Participation · Ninth meeting|·|Participation: no source recorded."]
    part = meeting.participations.get(person=cast.person())
    assert (
        soup.select_one(".work-entries a")["href"]
        == f"{address(meeting)}#participations-of-{part.pk}-sources"
    )
    soup = page(editing, "/admin/work/unsourced/?kind=dialogue")
    assert soup.select_one(".work-entries a")["href"] == f"{address(meeting.dialogue)}#id_sources"
