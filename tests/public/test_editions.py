"""A dialogue's meetings stand in a row: numbered ones by number, others by day."""

from dialogues.public.facts.editions import row


def meeting(slug, edition=None, latest=None):
    return {
        "type": "meeting",
        "id": slug,
        "edition": edition,
        "date": {"latest": latest},
        "title": {"en": slug, "ja": None},
    }


def test_before_and_after_are_the_neighbors_by_number():
    eighth, ninth, tenth = meeting("m8", 8, "2023-03-24"), meeting("m9", 9, "2024-08-27"), meeting("m10", 10)
    found = row(ninth, [tenth, ninth, eighth])
    assert (found.before["id"], found.after["id"], found.expected) == ("m8", "m10", None)
    assert [(edition.number, edition.current) for edition in found.editions] == [
        (8, False),
        (9, True),
        (10, False),
    ]


def test_the_last_names_the_number_to_come():
    found = row(meeting("m9", 9), [meeting("m1", 1)])
    assert (found.after, found.expected, found.recorded, found.highest) == (None, 10, 2, 9)


def test_a_meeting_without_a_number_stands_by_its_day():
    one = meeting("prep", None, "2022-05-01")
    found = row(one, [meeting("a", 1, "2020-01-01"), meeting("b", 2, "2023-01-01"), one])
    assert (found.before["id"], found.after["id"], found.expected) == ("a", "b", None)


def test_meetings_without_a_number_are_named_beside_the_row():
    found = row(meeting("m1", 1), [meeting("side"), meeting("m1", 1)])
    assert [one["id"] for one in found.unnumbered] == ["side"]


def test_two_meetings_that_claim_one_number_break_nothing():
    found = row(meeting("m2a", 2), [meeting("m2b", 2), meeting("m1", 1)])
    assert [edition.meeting["id"] for edition in found.editions] == ["m1", "m2a"]
    assert found.before["id"] == "m1"
