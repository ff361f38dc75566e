"""Lists and forms take the same number of queries with one row and with three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.models import (
    AgendaItem,
    Claim,
    Dialogue,
    Meeting,
    Outcome,
    Participation,
    Revision,
    Source,
    Topic,
)
from participants.models import Organization, Party, Person
from tests import cast
from tests.admin.desk import address, filled, page
from tests.clearing import publish


def queries(client, where, data=None):
    with CaptureQueriesContext(connection) as found:
        response = client.post(where, data) if data else client.get(where)
        assert response.status_code in (200, 302)
    return len(found)


def three_of_each():
    """Two more of every record, public ones and edited ones, in review."""
    for n in (2, 3):
        series = cast.dialogue(f"series-{n}", f"Series {n}")
        publish(series)
        cast.organization(f"us-{n}", f"Office {n}", parent=cast.organization("us-above", "Above"))
        cast.person(f"person-{n}", f"Person {n}")
        cast.topic(f"topic-{n}", f"Topic {n}", parent=cast.topic())
        cast.source(f"src-{n}")
        cast.party({2: "FR", 3: "DE"}[n])
        publish(cast.full_meeting(slug=f"meeting-{n}", series=series))
    Meeting.objects.filter(slug="meeting-3").update(title_en="Edited")


@pytest.mark.parametrize(
    ("model", "number"),
    [
        (Meeting, 8), (Dialogue, 9), (Organization, 8), (Person, 7), (Party, 7), (Topic, 8), (Source, 8), (Outcome, 8),
        (Revision, 6),
    ],
)  # fmt: skip
def test_lists(model, number, editor, editing):
    series = cast.dialogue()
    publish(series)
    publish(cast.full_meeting(series=series))
    where = address(model(), "changelist")
    editing.get(where)
    one = queries(editing, where)
    three_of_each()
    assert (one, queries(editing, where)) == (number, number)


def fill_up(meeting, rows):
    """Gives a meeting this many of the rows that name most."""
    session = meeting.sessions.get()
    for n in range(2, rows + 1):
        part = Participation.objects.create(
            meeting=meeting, session=session, order=n, organization=cast.organization(f"us-{n}", f"Office {n}"),
            person=cast.person(f"person-{n}"), party=cast.party("JP"),
        )  # fmt: skip
        part.sources.add(cast.source(f"src-{n}"))
        item = AgendaItem.objects.create(
            meeting=meeting, session=session, order=n, text_en="x", presenter=part.organization
        )
        item.topics.add(cast.topic(f"topic-{n}", f"Topic {n}"))
        outcome = Outcome.objects.create(meeting=meeting, order=n, text_en="x")
        outcome.parties.add(cast.party("JP"))
        outcome.organizations.add(part.organization)
        Claim.objects.create(
            meeting=meeting, order=n, field="host", value="x", source=cast.source(f"src-{n}")
        )


def test_the_form_of_a_meeting(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    editing.get(address(meeting))
    one = queries(editing, address(meeting))
    fill_up(meeting, 5)
    assert (one, queries(editing, address(meeting))) == (37, 37)


@pytest.mark.parametrize(
    ("make", "number"), [(cast.dialogue, 18), (cast.organization, 14), (cast.person, 12)]
)
def test_a_form_with_claims(editing, make, number):
    record = make()
    asked = []
    for claims in (1, 5):
        for n in range(record.claims.count(), claims):
            cast.claim(record, "name", f"Name {n}", source=cast.source(f"src-{n}"))
        editing.get(address(record))
        asked.append(queries(editing, address(record)))
    assert asked == [number, number]


def test_saving_a_meeting_in_which_one_word_changed(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    saving = []
    for rows in (1, 5):
        fill_up(meeting, rows)
        data = filled(page(editing, address(meeting)))
        saving.append(queries(editing, address(meeting), data | {"note": f"{rows} rows", "_save": "Save"}))
    assert saving == [53, 53]
