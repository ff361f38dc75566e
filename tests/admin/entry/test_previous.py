"""The delegation of the previous edition: the right edition, all its rows, and titles that come marked as its own."""

import pytest

from dialogues.models import Meeting, Participation
from tests import cast

AT = "/admin/entry/previous/"


@pytest.fixture
def series(db):
    return cast.dialogue()


def asked(client, **what):
    return client.get(AT, what).json()


def test_the_rows_come_with_role_body_person_side_and_title(editing, series):
    cast.full_meeting("us-jp-cds-08", series, edition=8, date="2023-03-20")
    answer = asked(editing, dialogue=series.pk, edition=9)
    assert (answer["meeting"], answer["check"]) == (
        "meeting no. 8 (March 20, 2023)",
        "From meeting no. 8 (March 20, 2023): check.",
    )
    assert [side["text"] for side in answer["sides"]] == ["United States (US)", "Japan (JP)"]
    first, second = answer["rows"]
    assert first["label"] == (
        "Opening remarks · Don Graves · Office of Space Commerce, US · Deputy Secretary"
    )
    assert (first["role"], first["title_en"], first["track"]) == ("opening_remarks", "Deputy Secretary", "")
    assert [first[name]["text"] for name in ("person", "organization", "party")] == [
        "Don Graves",
        "Office of Space Commerce, US",
        "United States (US)",
    ]
    assert (second["role"], second["person"], second["track"]) == (
        "organizer",
        None,
        str(Participation.objects.get(role="organizer").session.track_id),
    )


def test_the_edition_before_is_told_by_number_then_by_day_then_by_what_is_latest(editing, series):
    for slug, edition, date in (
        ("a", 7, "2021-01-01"),
        ("b", 8, "2020-01-01"),
        ("c", None, "2022-05"),
        ("d", 10, "2025"),
    ):
        cast.full_meeting(slug, series, edition=edition, date=date)
    names = {meeting.pk: meeting.slug for meeting in Meeting.objects.all()}
    mine = next(pk for pk, slug in names.items() if slug == "d")

    def before(**what):
        return asked(editing, dialogue=series.pk, **what)["meeting"]

    assert before(edition=9) == "meeting no. 8 (January 1, 2020)"
    assert before(date="August 26, 2024") == "Ninth meeting (May 2022)"
    assert before(date="2021-06") == "meeting no. 7 (January 1, 2021)"
    assert before() == "meeting no. 10 (2025)"
    assert before(meeting=mine) == "Ninth meeting (May 2022)"
    assert before(edition=10, meeting=mine) == "meeting no. 8 (January 1, 2020)"


def test_it_is_said_why_there_is_nobody(editing, series):
    assert asked(editing) == {"none": "Choose the dialogue first."}
    assert asked(editing, dialogue="x") == {"none": "Choose the dialogue first."}
    assert asked(editing, dialogue=series.pk) == {"none": "No earlier edition of this dialogue is recorded."}
    cast.meeting("us-jp-cds-08", series, edition=8, date="")
    assert asked(editing, dialogue=series.pk, edition=9) == {
        "none": "Nobody is recorded as taking part in meeting no. 8."
    }


def test_it_writes_nothing_and_answers_staff_alone(client, editing, series):
    assert client.get(AT, {"dialogue": series.pk}).status_code == 302
    assert editing.post(AT, {"dialogue": series.pk}).status_code == 405
