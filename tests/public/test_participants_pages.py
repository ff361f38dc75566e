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


def test_an_organization_stands_between_what_it_is_part_of_and_its_own_parts(publish, read):
    department = cast.organization("us-commerce", "Department of Commerce")
    noaa = cast.organization("us-noaa", "NOAA", parent=department)
    publish(department, noaa, cast.organization(parent=noaa))
    family = read("/organizations/us-noaa/").select_one("#family")
    assert words(family.select_one(".above")) == "Part of Department of Commerce"
    assert [words(part) for part in family.select(".below li")] == ["Office of Space Commerce"]
    assert [words(part) for part in read("/organizations/us-commerce/").select("#family .below li")] == [
        "NOAA"
    ]
    assert words(read("/organizations/us-osc/").select_one("#family .above")) == (
        "Part of NOAA part of Department of Commerce"
    )


def test_a_body_that_only_a_draft_makes_part_of_it_is_not_named(publish, read):
    noaa = cast.organization("us-noaa", "NOAA")
    publish(noaa)
    cast.organization(parent=noaa)
    assert read("/organizations/us-noaa/").select_one("#family") is None


def test_a_line_of_predecessors_is_told_with_the_years_that_are_known(publish, read):
    first = cast.organization("us-1", "First office")
    second = cast.organization("us-2", "Second office", predecessor=first, exists_until="2015")
    third = cast.organization(
        "us-3", "Third office", predecessor=second, exists_from="2015", exists_until="2019"
    )
    publish(first, second, third, cast.organization("us-4", "Fourth office", predecessor=third))
    line = [words(stop) for stop in read("/organizations/us-3/").select("#family .chain li")]
    assert line == [
        "Before that First office",
        "until 2015 Second office Predecessor",
        "2015 to 2019 Third office This organization",
        "dates not recorded Fourth office Successor",
    ]


def test_sitting_on_a_side_that_is_not_its_own_is_said(publish, read):
    meeting = cast.meeting()
    esa = cast.organization("esa", "ESA", party=None)
    meeting.participations.create(organization=esa, party=cast.party("FR"), role="participant", order=1)
    osc = cast.organization()
    meeting.participations.create(organization=osc, party=cast.party("US"), role="participant", order=2)
    publish(meeting)
    assert words(read("/organizations/esa/").select_one(".did")) == (
        "Participant on the side of France No source recorded"
    )
    assert words(read("/organizations/us-osc/").select_one(".did")) == "Participant No source recorded"


def test_each_part_leads_by_a_number_to_the_source_that_says_so(one, read):
    page = read("/organizations/us-osc/")
    organizer, opening, *_more = page.select("#meetings .did li")
    assert organizer.select_one(".src a")["href"] == "#s1"
    assert "No source recorded" in words(opening)
    assert [words(entry.select_one(".t")) for entry in page.select("#sources li")] == [
        "Release of the office"
    ]


def test_the_outcomes_and_topics_of_an_organization_are_counted(one, read):
    page = read("/organizations/us-osc/")
    assert [words(status) for status in page.select("#outcomes .stand li")] == ["Open 1"]
    assert page.select_one("#outcomes .stand a")["href"] == "/outcomes/?organization=us-osc&status=open"
    assert words(page.select_one("#topics")).endswith("Space situational awareness 1")
    assert page.select_one("#topics a")["href"] == (
        "/meetings/?organization=us-osc&status=held&status=inferred&topic=ssa"
    )


def sat(person, slug, organization, party, **fields):
    """A meeting at which a person sat for an organization on a side, under a title."""
    title = {name: fields.pop(name) for name in ("title_en", "title_ja") if name in fields}
    made = cast.meeting(slug, title_en=slug, edition=None, **fields)
    made.participations.create(
        person=person, organization=organization, party=cast.party(party), role="co_chair", order=1, **title
    )
    return made


@pytest.fixture
def career(publish):
    """One person who changed title, organization and side."""
    graves, osc = cast.person(), cast.organization()
    esa = cast.organization("esa", "ESA", party=None)
    publish(
        sat(graves, "m-1", osc, "US", title_en="Deputy", date="2019-05"),
        sat(graves, "m-2", osc, "US", title_en="Director", date="2020-05"),
        sat(graves, "m-3", osc, "US", title_en="Director", date="2021-05"),
        sat(graves, "m-4", esa, "FR", title_en="Director", date="2022-05"),
        sat(graves, "m-5", esa, "FR", date="2023-05"),
    )


def test_titles_over_time_are_told_each_with_its_meetings(career, read):
    assert [words(post) for post in read("/people/don-graves/").select(".posts li")] == [
        "Director, ESA Side: FR May 2022 No source recorded",
        "Director, Office of Space Commerce Side: US May 2021 No source recorded May 2020 No source recorded",
        "Deputy, Office of Space Commerce Side: US May 2019 No source recorded",
    ]


def test_the_sides_that_a_person_represented_are_counted(career, read):
    rows = [words(row) for row in read("/people/don-graves/").select("#sides tbody tr")]
    assert rows == ["Office of Space Commerce United States US 3 meetings", "ESA France FR 2 meetings"]


def test_the_list_of_people_shows_the_title_at_the_last_meeting_that_was_held(career, publish, read):
    publish(
        sat(cast.person(), "m-6", cast.organization(), "US", title_en="Chair", date="2999", status="planned")
    )
    sat(cast.person(), "draft", cast.organization(), "US", title_en="Secret", date="2024-05")
    row = read("/people/").select_one("table.people tbody tr")
    assert words(row) == "Don Graves ESA Side: FR 5 meetings last May 2023"


def test_whoever_made_a_statement_is_listed_with_the_title_given_there(publish, read):
    meeting = cast.meeting(date="2024-05")
    meeting.statements.create(person=cast.person(), title_en="Minister", kind="message", order=1)
    publish(meeting)
    assert (
        words(read("/people/").select_one("table.people tbody tr"))
        == "Don Graves Minister 1 meeting May 2024"
    )


def test_the_list_of_organizations_counts_the_meetings_of_their_parts(one, publish, read):
    publish(cast.organization("us-commerce", "Department of Commerce"), cast.organization("jp-jaxa", "JAXA"))
    lines = {
        words(row.a): words(row.find_all("td")[-1]) for row in read("/organizations/").select("tbody tr")
    }
    assert lines == {
        "Department of Commerce": "None recorded",
        "JAXA": "None recorded",
        "Office of Space Commerce": "1 meeting Aug 26–27, 2024",
    }
    office = cast.organization()
    office.parent = cast.organization("us-commerce")
    office.save()
    publish(office)
    lines = {
        words(row.a): words(row.find_all("td")[-1]) for row in read("/organizations/").select("tbody tr")
    }
    assert lines["Department of Commerce"] == "1 meeting Aug 26–27, 2024"


def test_a_name_in_one_script_is_marked_and_noted(publish, read):
    publish(cast.person("matsuo", "", name_ja="松尾剛彦"))
    heading = read("/people/matsuo/").h1
    assert heading.select_one("[lang=ja]").text == "松尾剛彦"
    assert words(heading.select_one(".lnote")) == "Name in Japanese only"
    assert words(read("/ja/people/matsuo/").h1) == "松尾剛彦"


def test_other_names_are_told_by_their_kinds_and_languages(publish, read):
    graves = cast.person()
    graves.aliases.create(name="ドン・グレーブス", lang="ja", kind="transliteration")
    graves.aliases.create(name="D. Graves", lang="en", kind="alias")
    publish(graves)
    names = words(read("/people/don-graves/").select_one("dl.more"))
    assert "Transliteration ドン・グレーブス Japanese" in names
    assert "Also called D. Graves English" in names


def test_the_people_who_sat_for_an_organization_or_its_parts_are_counted(one, publish, read):
    ministry = cast.organization("us-commerce", "Department of Commerce")
    office = cast.organization()
    office.parent = ministry
    office.save()
    other = cast.meeting("m-2")
    other.participations.create(
        person=cast.person(), organization=ministry, party=cast.party("US"), role="speaker", order=1
    )
    other.participations.create(
        person=cast.person("b-c", "Other Body"), organization=cast.organization("jp-jaxa", "JAXA"),
        party=cast.party("JP"), role="speaker", order=2,
    )  # fmt: skip
    publish(ministry, office, other)
    assert [words(person) for person in read("/organizations/us-commerce/").select("#people li")] == [
        "Don Graves 2"
    ]
    assert [words(person) for person in read("/organizations/us-osc/").select("#people li")] == [
        "Don Graves 1"
    ]


@pytest.mark.parametrize("address", ["/organizations/us-osc/", "/people/don-graves/", "/topics/ssa/"])
def test_the_meetings_of_a_record_are_to_be_had_as_a_list_a_feed_a_calendar_and_a_table(
    one, publish, client, read, address
):
    publish(cast.meeting("m-2", title_en="Of others"))
    links = [link["href"] for link in read(address).select("#meetings .acts a")]
    assert len(links) == 4
    for link in links:
        answer = client.get(link)
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert answer.status_code == 200
        assert ("Ninth meeting" in text, "Of others" in text) == (True, False), link


def test_one_title_on_two_sides_is_told_twice_and_a_statement_adds_none(publish, read):
    graves, esa = cast.person(), cast.organization("esa", "ESA", party=None)
    spoke = cast.meeting("m-3", title_en="m-3", date="2023-05")
    spoke.statements.create(person=graves, organization=esa, title_en="Director", kind="message", order=1)
    publish(
        sat(graves, "m-1", esa, "US", title_en="Director", date="2019-05"),
        sat(graves, "m-2", esa, "FR", title_en="Director", date="2020-05"),
        spoke,
    )
    told = [
        words(post).replace(" No source recorded", "")
        for post in read("/people/don-graves/").select(".posts li")
    ]
    assert told == ["Director, ESA Side: FR May 2023 May 2020", "Director, ESA Side: US May 2019"]
