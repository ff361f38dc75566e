"""Topics are a tree with what was counted under each; the page of one says when, by whom, and what came of it."""

import pytest

from dialogues.models import AgendaItem, MeetingParty
from tests import cast
from tests.public.conftest import words


@pytest.fixture
def tree(db):
    """Safety above awareness above its military view, and security apart."""
    safety = cast.topic("safety", "Space safety", name_ja="宇宙の安全")
    awareness = cast.topic(
        "awareness", "Knowing", parent=safety, definition_en="Knowing the objects in space."
    )
    return safety, awareness, cast.topic("sda", "Space domain awareness", parent=awareness)


def about(topic, slug="one", **fields):
    made = cast.full_meeting(slug, **{"title_en": slug, "edition": None} | fields)
    made.topics.set([topic])
    AgendaItem.objects.get(meeting=made).topics.clear()
    return made


def branches(page):
    return {words(branch.p.a): words(branch.p.select_one(".n")) for branch in page.select(".tree li")}


def test_a_meeting_on_a_topic_counts_for_those_above_it_and_for_none_beside_it(tree, publish, read):
    safety, _awareness, military = tree
    publish(*tree, cast.topic("security", "Space security"), about(military), about(safety, "two"))
    page = read("/topics/")
    assert branches(page) == {
        "Space safety": "2 meetings 2 outcomes",
        "Knowing": "1 meeting 1 outcome",
        "Space domain awareness": "1 meeting 1 outcome",
        "Space security": "no meeting",
    }
    assert [words(top.p.a) for top in page.select(".tree > li")] == ["Space safety", "Space security"]
    assert page.select_one(".tree > li > ul > li > ul a")["href"] == "/topics/sda/"


def test_what_a_number_of_the_tree_says_its_link_finds(tree, publish, read):
    publish(*tree, about(tree[2]), about(tree[0], "two"))
    meetings, outcomes = read("/topics/").select(".tree > li > p .n a")
    assert len(read(meetings["href"]).select(".held > li")) == 2
    assert len(read(outcomes["href"]).select("article.commit")) == 2


def test_a_draft_counts_for_nothing(tree, publish, read):
    publish(*tree, about(tree[1]))
    about(tree[1], "draft")
    assert branches(read("/topics/"))["Knowing"] == "1 meeting 1 outcome"
    assert [words(link) for link in read("/topics/awareness/").select("#meetings .what a")] == ["one"]


def test_a_topic_that_is_found_without_those_above_it_names_its_parent(tree, publish, read):
    publish(*tree)
    page = read("/topics/?q=domain")
    assert words(page.select_one(".tree > li > p")).startswith("Space domain awareness part of Knowing")
    read("/topics/?topic=none", 400)
    read("/topics/?page=2", 404)


def test_a_topic_stands_between_those_above_and_below_it(tree, publish, read):
    publish(*tree, about(tree[2]))
    page = read("/topics/awareness/")
    assert words(page.select_one(".title .lead")) == "Knowing the objects in space."
    assert words(page.select_one("#tree .above")) == "Above it Space safety"
    assert words(page.select_one("#tree .below")) == "Below it Space domain awareness 1"
    assert [link["href"] for link in page.select(".crumb a")] == ["/topics/", "/topics/safety/"]


def test_the_page_of_a_topic_tells_when_who_and_what_came_of_it(tree, publish, read):
    publish(*tree, about(tree[1], date="2023-05-01"), about(tree[1], "two", date="2025-06"))
    page = read("/topics/awareness/")
    facts = words(page.select_one("dl.facts"))
    assert (
        "Meetings held 2 First meeting recorded May 1, 2023 Sources differ on the date Last meeting June 2025"
        in facts
    )
    assert [words(year).split(":")[0] for year in page.select(".yrs .none")] == ["2024", "2026"]
    assert [words(link) for link in page.select("#meetings .what a")] == ["two", "one"]
    assert [words(status) for status in page.select("#outcomes .stand li")] == ["Open 2"]
    pairs, organizations = page.select("#who ol")
    assert words(pairs) == "Japan and United States 2"
    assert words(organizations) == "Office of Space Commerce 2"
    assert pairs.a["href"] == "/pairs/jp-us/"


def test_a_meeting_of_three_makes_no_pairs_that_talk_about_its_topic(tree, publish, read):
    meeting = about(tree[1])
    MeetingParty.objects.create(meeting=meeting, party=cast.party("FR"), order=3)
    publish(*tree, meeting)
    assert words(read("/topics/awareness/").select_one("#who .facing-lists > div")) == (
        "Pairs that met as two No meeting of two parties is recorded"
    )


def test_a_planned_meeting_is_listed_and_not_counted_as_held(tree, publish, read):
    publish(*tree, about(tree[1], status="planned", date="2999"))
    page = read("/topics/awareness/")
    assert "Meetings held None recorded" in words(page.select_one("dl.facts"))
    assert [words(link) for link in page.select("#meetings .what a")] == ["one"]
    assert page.select_one("#who") is None


def test_an_organization_on_two_sides_is_named_once(tree, publish, read):
    meeting = about(tree[1])
    office = cast.organization()
    meeting.participations.create(organization=office, party=cast.party("JP"), order=9)
    publish(*tree, meeting)
    assert words(read("/topics/awareness/").select("#who ol")[1]) == "Office of Space Commerce 1"


def test_a_name_in_one_language_says_so_on_pages_of_the_other(tree, publish, read):
    publish(*tree)
    heading = read("/ja/topics/awareness/").h1
    assert heading.select_one("[lang=en]").text == "Knowing"
    assert words(heading.select_one(".lnote")) == "英語名のみ"
    assert words(read("/ja/topics/safety/").h1) == "宇宙の安全"


def test_a_topic_is_to_be_had_as_json(tree, publish, read):
    publish(*tree)
    assert read("/topics/awareness/").select_one("#record .acts a")["href"] == "/api/v1/topics/awareness/"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/topics/", 3), ("/topics/awareness/", 3)])
def test_pages_of_topics_cost_the_same_with_three_meetings_as_with_one(
    tree, publish, client, django_assert_num_queries, count, address, queries
):
    publish(*tree, *(about(tree[1], f"m-{n}") for n in range(count)))
    publish(*(cast.topic(f"t-{n}", f"Topic {n}", parent=tree[1]) for n in range(count)))
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
