"""The page of an organization or a person says where it appeared, in which role, with which title on the day."""

import pytest

from tests import cast
from tests.public.conftest import words


@pytest.fixture
def one(publish):
    one = cast.full_meeting(series=cast.dialogue())
    publish(one.dialogue, one)
    return one


def test_a_person_is_shown_with_the_title_of_the_day(one, read):
    text = words(read("/people/don-graves/").select_one("#meetings"))
    assert "Ninth meeting August 26–27, 2024" in text
    assert "Opening remarks, Deputy Secretary, Office of Space Commerce" in text


def test_an_organization_is_shown_with_its_roles_its_people_and_its_promises(one, read):
    text = words(read("/organizations/us-osc/").select_one("#meetings"))
    assert "Organizer Track 1.5" in text
    assert "Opening remarks, Don Graves, Deputy Secretary" in text
    assert "Responsible for: Draw up a roadmap" in text


def test_a_ministry_shows_the_meetings_of_its_offices_at_any_depth(publish, read):
    ministry = cast.organization("us-commerce", "Department of Commerce")
    bureau = cast.organization("us-bureau", "A bureau", parent=ministry)
    cast.organization(parent=bureau)
    publish(cast.full_meeting())
    text = words(read("/organizations/us-commerce/").select_one("#meetings"))
    assert "Organizer Track 1.5, Office of Space Commerce" in text


def test_a_successor_is_named_on_the_page_of_its_predecessor(publish, read):
    old = cast.organization("us-old", "Office of Space Commercialization")
    publish(cast.organization(predecessor=old))
    page = read("/organizations/us-old/")
    assert words(page.select_one("#family .after")) == "dates not recorded Office of Space Commerce Successor"
    assert words(page.select_one(".title .note")) == "Succeeded by Office of Space Commerce"
    assert words(read("/organizations/us-osc/").select_one("#family .before")) == (
        "dates not recorded Office of Space Commercialization Predecessor"
    )


def test_a_statement_is_read_on_the_page_of_who_made_it(one, publish, read):
    graves = one.participations.get(role="opening_remarks").person
    for order, title in enumerate(("Deputy Secretary", "Chair of the day"), 1):
        one.statements.create(
            person=graves, title_en=title, kind="speech", text_en=f"Words {order}.", order=order
        )
    publish(one)
    page = read("/people/don-graves/")
    did = [words(line) for line in page.select("#meetings .did li")]
    assert did[1:] == ["Statement, Speech", "Statement, Speech, Chair of the day"]
    said = [words(article) for article in page.select("#statements article")]
    assert said == [
        f"Speech, Ninth meeting, August 26–27, 2024 No source recorded Words {order}." for order in (1, 2)
    ]
    assert page.select_one("#statements a")["href"] == "/meetings/us-jp-cds-09/#statements"


@pytest.mark.parametrize(
    ("prefix", "order"), [("", ["us-b", "us-a", "us-c"]), ("/ja", ["us-a", "us-b", "us-c"])]
)
def test_lists_stand_in_the_order_of_the_titles_that_they_show(publish, read, prefix, order):
    publish(
        cast.organization("us-a", "B", name_ja="A"),
        cast.organization("us-b", "A", name_ja="B"),
        cast.organization("us-c", "C"),
    )
    links = read(f"{prefix}/organizations/").select("table.list th a")
    assert [link["href"].split("/")[-2] for link in links] == order


def test_long_lists_of_meetings_come_in_pages(publish, read):
    office = cast.organization()
    for n in range(51):
        meeting = cast.meeting(f"m-{n}", title_en=f"Meeting {n}")
        meeting.participations.create(organization=office, party=cast.party("US"))
        publish(meeting)
    assert len(read("/organizations/us-osc/").select(".appears > li")) == 50
    assert len(read("/organizations/us-osc/?page=2").select(".appears > li")) == 1
    read("/organizations/us-osc/?page=3", 404)
    assert len(read("/meetings/").select(".held > li")) == 50
    assert "Page 2 of 2" in words(read("/meetings/?page=2"))
