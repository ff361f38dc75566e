"""When the values of claims are the same, and when they differ: by what they mean, not by how they are written."""

import pytest

from dialogues.disputes import differ, same
from dialogues.documents import disputed
from tests import cast


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (9, "9"),
        ("0009", 9),
        ("2024", 2024),
        ("2024-08-26/2024-08-26", "2024-08-26"),
        ("[2024-08-26]", "2024-08-26"),
        ("{2024-08-27, 2024-08-26}", "{2024-08-26,2024-08-27}"),
        (" Tokyo,  Japan", "Tokyo, Japan"),
        ("e\u0301", "\u00e9"),
        (["9", "Tokyo"], [9, "Tokyo"]),
        ({"from": 1, "to": 2}, {"to": 2, "from": 1}),
    ],
)
def test_what_means_the_same_is_no_dispute(one, other):
    assert (same(one, other), differ("date", [one, other])) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024-08-26", "2024-08"),
        ("2024-08-26/2024-08-27", "2024-09-26/2024-09-27"),
        ("2022-06-29?", "2022-06-29"),
        ("2024-08-26/", "2024-08-26/.."),
        ("[2024-08-26,2024-08-27]", "{2024-08-26,2024-08-27}"),
        ("[..2024-08-26]", "2024-08-26"),
        (1, True),
        ("Tokyo", "tokyo"),
        ("9" * 40, "9" * 41),
        ("Wednesday", "2022-06-29"),
    ],
)
def test_what_means_something_else_is_one(one, other):
    assert (same(one, other), differ("date", [one, other])) == (False, True)


def test_a_claim_without_a_value_disputes_nothing():
    assert differ("date", [None, "2024", None]) is False


@pytest.mark.parametrize(("fact", "disputed"), [("aliases", False), ("other_names", False), ("name", True)])
def test_a_source_that_gives_one_other_name_does_not_deny_another(fact, disputed):
    assert differ(fact, ["NASDA", "Space agency"]) is disputed


def test_documents_and_pages_hold_to_the_same_rule(db):
    meeting = cast.meeting()
    cast.claim(meeting, "edition", 9)
    cast.claim(meeting, "edition", "9")
    cast.claim(meeting, "date", "2024-08-26/2024-08-26")
    cast.claim(meeting, "date", "2024-08-26")
    assert disputed(meeting) == set()
    cast.claim(meeting, "date", "2024-08-27")
    assert disputed(meeting) == {"date"}
