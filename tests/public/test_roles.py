"""Roles by year: a row for each role, a column for each year, and every number leads to the meetings of its year."""

import pytest

from dialogues.public.counts.roles import matrix
from dialogues.public.counts.tallies import Tallied
from tests import cast
from tests.public.conftest import words


def told(*counts):
    """Role, year and number, as they are counted."""
    return [Tallied(role, year, count, "", "", "", "") for role, year, count in counts]


def table(found):
    return {row.role: [cell.count for cell in row.cells] for row in found.rows}


def test_years_stand_without_a_gap_and_roles_in_their_usual_order():
    found = matrix(told(("participant", "2021", 2), ("co_chair", "2019", 1)), organization="us-osc")
    assert [column.label for column in found.columns] == ["2019", "2020", "2021"]
    assert list(table(found).items()) == [("co_chair", [1, 0, 0]), ("participant", [0, 0, 2])]


def test_years_long_before_the_last_are_told_together_and_nothing_is_left_out():
    counted = told(("host", "1957", 1), ("host", "2004", 2), ("host", "2005", 3), ("host", "2024", 4))
    found = matrix(counted, organization="us-osc")
    assert len(found.columns) == 21
    assert found.columns[0].label == "Before 2005"
    assert found.columns[0].address == "/meetings/?organization=us-osc&date_to=2004-12-31"
    assert table(found)["host"] == [3, 3, *[0] * 18, 4]


def test_meetings_whose_year_is_not_known_have_a_column_of_their_own():
    found = matrix(told(("host", "unknown", 1)), person="don-graves")
    assert [(column.label, column.address) for column in found.columns] == [
        ("Year not known", "/meetings/?person=don-graves&year=unknown")
    ]
    assert table(found) == {"host": [1]}


def test_a_role_without_words_stands_last():
    found = matrix(told(("juggler", "2020", 1), ("witness", "2020", 1)), person="don-graves")
    assert [row.role for row in found.rows] == ["witness", "juggler"]


def rows(page):
    return {
        words(row.th): {
            words(link.select_one(".y")).rstrip(": "): words(link.b) for link in row.select("td a")
        }
        for row in page.select("table.roles tbody tr")
    }


def sat(office, slug, role="co_chair", **fields):
    made = cast.meeting(slug, **{"title_en": slug, "edition": None} | fields)
    made.participations.create(organization=office, party=cast.party("US"), role=role, order=1)
    return made


def test_a_meeting_counts_once_a_role_and_for_whatever_the_body_is_part_of(publish, read):
    ministry = cast.organization("us-commerce", "Department of Commerce")
    office = cast.organization(parent=ministry)
    one = sat(office, "one", date="2019-05")
    one.participations.create(organization=ministry, party=cast.party("US"), role="co_chair", order=2)
    publish(one, sat(ministry, "two", date="2019-06"), sat(office, "three", date="", role="host"))
    assert rows(read("/organizations/us-commerce/")) == {
        "Co-chair": {"2019": "2"}, "Host": {"Year not known": "1"},
    }  # fmt: skip
    link = read("/organizations/us-osc/").select_one("table.roles td a")
    assert link["href"] == "/meetings/one/"
    link = read("/organizations/us-commerce/").select_one("table.roles td a")
    assert link["href"] == "/meetings/?organization=us-commerce&status=held&status=inferred&year=2019"
    assert [words(one) for one in read(link["href"]).select(".held .what > a")] == ["two", "one"]


def test_what_others_did_at_the_same_meeting_is_not_counted(publish, read):
    office, other = cast.organization(), cast.organization("jp-jaxa", "JAXA")
    one = sat(office, "one", date="2019-05")
    one.participations.create(organization=other, party=cast.party("JP"), role="host", order=2)
    publish(one)
    assert rows(read("/organizations/us-osc/")) == {"Co-chair": {"2019": "1"}}


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_a_cell_without_a_meeting_says_so_to_whoever_hears_the_page(publish, read, prefix):
    office = cast.organization()
    publish(sat(office, "one", date="2019-05"), sat(office, "two", date="2021-05"))
    cells = read(f"{prefix}/organizations/us-osc/").select("table.roles tbody td")
    assert words(cells[1]) == ("記録なし" if prefix else "none recorded")


def test_a_planned_meeting_is_no_role_that_anybody_had(publish, read):
    publish(sat(cast.organization(), "one", date="2999", status="planned"))
    page = read("/organizations/us-osc/")
    assert page.select_one("table.roles") is None
    assert "Meetings held None recorded" in words(page.select_one("dl.facts"))
    assert [words(meeting) for meeting in page.select("#meetings h3")] == ["one"]
