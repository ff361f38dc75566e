"""Pages of dialogues, organizations and people set the values that sources give side by side, as a meeting's does."""

import pytest

from tests import cast
from tests.public.conftest import words

OWNERS = pytest.mark.parametrize(
    ("owner", "address"),
    [
        (cast.dialogue, "/dialogues/us-jp-cds/"),
        (cast.organization, "/organizations/us-osc/"),
        (cast.person, "/people/don-graves/"),
    ],
)
OTHER = {"language": "ja", "publisher": "外務省", "kind": "report"}


def disputed(record):
    """A record about whose name two sources differ; of its note the value is shown, of its id in Wikidata it is not."""
    other = cast.source("src-mofa", "外務省の発表", **OTHER)
    cast.claim(record, "name", "Right", preferred=True, reason="Its own words.", as_stated="we, Right")
    cast.claim(record, "name", "Wrong", source=other, as_stated="ライト", where="見出し")
    cast.claim(record, "note", "Taken over", preferred=True)
    cast.claim(record, "wikidata", "Q999")
    return record


@OWNERS
def test_every_value_that_a_source_gives_stands_with_its_source(publish, read, owner, address):
    publish(disputed(owner()))
    page = read(address)
    assert [words(part.h2) for part in page.select("#differ, #stated, #not-taken-over, #sources")] == [
        "Where sources differ",
        "What sources state",
        "Stated by a source, not taken over",
        "Sources",
    ]
    fact = page.select_one("#differ #fact-name")
    assert words(fact.h3).startswith("Name")
    assert [words(row) for row in fact.select("tbody tr")] == [
        "Right shown on this page",
        "we, Right Not recorded Release of the office \u2060 1",
        "Wrong not the value shown",
        "ライト 見出し 外務省 \u2060 2",
    ]
    assert fact.select("tbody tr")[3].q["lang"] == "ja"
    assert words(fact.select_one(".because")) == "Why this value is shown: Its own words."
    assert [words(fact.h3) for fact in page.select("#stated .fact")] == ["Note"]
    assert [words(fact.h3) for fact in page.select("#not-taken-over .fact")] == ["Wikidata"]
    cited = [link["href"] for link in page.select("#sources .t a")]
    assert cited == ["/sources/src-osc/", "/sources/src-mofa/"]
    marks = [link["href"][1:] for link in page.select("sup.src a")]
    assert [mark for mark in marks if page.find(id=mark)] == marks != []


@OWNERS
def test_a_record_without_claims_has_no_section_of_them(publish, read, owner, address):
    publish(owner())
    page = read(address)
    assert page.select("#differ, #stated, #not-taken-over, table.claims") == []
    assert page.select(".nosrc") == []


@OWNERS
def test_they_are_read_in_japanese(publish, read, owner, address):
    publish(disputed(owner()))
    page = read(f"/ja{address}")
    assert words(page.select_one("#differ h2")) == "出典により異なる事実"
    assert [words(row.th) for row in page.select("#fact-name tbody tr") if row.th] == [
        "Right このページで示す値",
        "Wrong このページでは示さない値",
    ]


def test_a_value_beside_which_sources_differ_is_marked_where_it_stands(publish, read):
    series = cast.dialogue(established="2013-03-11", level="minister")
    cast.claim(series, "established", "2013-03-11")
    cast.claim(series, "established", "2013-03", source=cast.source("src-other", "Other"))
    cast.claim(series, "level", "minister")
    publish(series)
    page = read("/dialogues/us-jp-cds/")
    facts = {words(row.dt): row.dd for row in page.select("dl.more > div")}
    assert words(facts["Established"].select_one(".dis")) == "March 11, 2013"
    assert words(facts["Established"].select_one(".disn")).startswith("Sources differ; also: March 2013")
    assert facts["Established"].select_one(".disn a")["href"] == "#fact-established"
    assert facts["Level"].select(".dis, .disn") == []
    assert facts["Level"].select_one("sup.src a")["href"] == "#s1"


def test_nothing_is_called_not_stated_that_a_source_states(publish, read):
    series = cast.dialogue()
    cast.claim(series, "established", "2013-03-11")
    cast.claim(series, "established", "2012", source=cast.source("src-other", "Other"))
    cast.claim(series, "cadence", "once a year")
    publish(series)
    rows = read("/dialogues/us-jp-cds/").select("dl.more > div")
    assert {words(row.dt): words(row.dd) for row in rows[1:]} == {
        "Established": "Sources differ: March 11, 2013; 2012 \u2060 1 2",
        "Level": "Not stated",
        "Expected cadence": "Stated by a source, not taken over",
    }


def test_what_a_record_names_is_taken_over_by_its_id_its_name_and_its_names(publish, read):
    office = cast.organization(parent=cast.organization("us-doc", "Department of Commerce", name_ja="商務省"))
    for value in ("us-doc", "Department of Commerce", "商務省"):
        cast.claim(office, "parent", value)
    office.aliases.create(name="OSC", lang="en")
    cast.claim(office, "aliases", "OSC")
    cast.claim(office, "sector", "government")
    publish(office)
    page = read("/organizations/us-osc/")
    assert page.select("#fact-parent .dis") == []
    assert [words(fact.h3) for fact in page.select("#stated .fact")] == ["Other names", "Sector"]
    assert "Government" in words(page.select_one("#fact-sector"))


def test_sources_of_a_record_are_numbered_before_those_of_its_meetings(publish, read):
    publish(disputed(cast.organization()))
    meeting = cast.full_meeting()
    meeting.participations.first().sources.set([cast.source("src-third", "Third")])
    publish(meeting)
    cited = [link["href"] for link in read("/organizations/us-osc/").select("#sources .t a")]
    assert cited == ["/sources/src-osc/", "/sources/src-mofa/", "/sources/src-third/"]


def test_a_source_leads_to_the_facts_of_records_that_rest_on_it(publish, read):
    for owner in (cast.dialogue, cast.organization, cast.person):
        publish(disputed(owner()))
    page = read("/sources/src-mofa/")
    assert words(page.select("dl.facts > div")[3]) == "Supports 1 dialogue, 1 organization, 1 person"
    assert [
        (words(one.h3), words(one.select_one(".meta")), [words(line) for line in one.select(".did li")])
        for one in page.select("#facts .appears > li")
    ] == [
        ("U.S.-Japan Comprehensive Dialogue", "Dialogue", ["Name: Wrong ライト Another value is shown"]),
        ("Office of Space Commerce", "Organization", ["Name: Wrong ライト Another value is shown"]),
        ("Don Graves", "Person", ["Name: Wrong ライト Another value is shown"]),
    ]
    assert [link["href"] for link in page.select("#facts .did a")] == [
        "/dialogues/us-jp-cds/#fact-name",
        "/organizations/us-osc/#fact-name",
        "/people/don-graves/#fact-name",
    ]
    assert [words(row.th) for row in page.select("table.differ tbody tr")] == [
        "Name U.S.-Japan Comprehensive Dialogue",
        "Name Office of Space Commerce",
        "Name Don Graves",
    ]
    assert "Supports: 1 dialogue, 1 organization, 1 person" in words(read("/sources/").main)


@pytest.mark.parametrize(
    ("value", "english", "japanese"),
    [
        ("true", "Sources differ", "出典により異なる"),
        ("false", "Sources do not differ", "出典の間に相違なし"),
        ("name", "Sources differ: Name", "出典により異なる：名称"),
    ],
)
@OWNERS
def test_a_list_says_in_words_that_it_is_narrowed_to_disputes(
    publish, read, owner, address, value, english, japanese
):
    publish(disputed(owner()))
    listed = f"{address.rsplit('/', 2)[0]}/?disputed={value}"
    for path, chip in ((listed, english), (f"/ja{listed}", japanese)):
        assert [words(link) for link in read(path).select(".chips a")] == [f"{chip} ×"]


@OWNERS
def test_a_draft_of_a_claim_is_not_told(publish, read, owner, address):
    publish(owner())
    cast.claim(owner(), "name", "PLANTED", source=cast.source("src-planted", "PLANTED"))
    assert "PLANTED" not in str(read(address))
    read("/sources/src-planted/", 404)


@pytest.mark.parametrize("count", [1, 3])
@OWNERS
def test_a_page_costs_three_queries_however_many_claims_there_are(
    publish, client, django_assert_num_queries, count, owner, address
):
    for number in range(count):
        cast.claim(owner(), "name", str(number), source=cast.source(f"src-{number}"))
    publish(owner(), cast.dialogue(), cast.full_meeting(series=cast.dialogue()))
    for asked in (address, "/sources/src-0/"):
        with django_assert_num_queries(3):
            assert client.get(asked).status_code == 200
