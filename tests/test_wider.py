"""Words are read in the sense of the site: names of the same, codes, pairs and compounds, and nothing beyond them."""

from functools import reduce
from operator import and_, or_

import pytest

from dialogues.filters import synonyms
from dialogues.filters.compounds import in_kanji, pieces
from dialogues.filters.search import Part, bare, read
from dialogues.filters.values import vocabulary
from dialogues.filters.wider import wider
from dialogues.folding import folded
from dialogues.models import Publication
from tests import cast
from tests.clearing import publish


def parts(words: str) -> list[Part]:
    [search] = wider([read(words)])
    return list(search.parts)


def names(part: Part) -> list[str]:
    return [name.text for name in part.names]


@pytest.fixture
def named(db):
    publish(cast.topic(name_ja="宇宙状況把握"))
    for code, en, ja in (("US", "", ""), ("JP", "", ""), ("IN", "India", "インド")):
        publish(cast.party(code, en, ja))
    publish(cast.organization("jp-jaxa", "Japan Aerospace Exploration Agency", abbreviation="JAXA"))


def test_a_name_finds_the_other_names_and_what_names_the_record(named):
    [part] = parts("SSA")
    assert (names(part), part.tokens) == (["Space situational awareness", "宇宙状況把握"], ("topic:ssa",))
    [part] = parts("jaxa")
    assert (names(part), part.tokens) == (["Japan Aerospace Exploration Agency"], ("organization:jp-jaxa",))


def test_a_dialogue_and_a_person_are_found_by_all_their_names(db):
    series = cast.dialogue(
        name_en="U.S.-Japan Comprehensive Dialogue on Space", name_ja="宇宙に関する包括的日米対話"
    )
    series.other_names.create(order=1, name="JUCDS", lang="en")
    person = cast.person(name_ja="ドン・グレーブス")
    publish(series)
    publish(person)
    [part] = parts("JUCDS")
    assert (names(part)[0], part.tokens) == (series.name_en, ("dialogue:us-jp-cds",))
    [number, part] = parts("9th US-Japan comprehensive dialogue on space")
    assert (number.words, part.tokens) == (("9th",), ("dialogue:us-jp-cds",))
    assert [part.tokens for part in parts("ドン･グレーブス")] == [("person:don-graves",)]


def test_several_words_are_one_name_and_the_longest_name_wins(named):
    found = parts("exploration space situational awareness india")
    assert [part.words for part in found] == [
        ("exploration",),
        ("space", "situational", "awareness"),
        ("india",),
    ]
    assert [part.tokens for part in found] == [(), ("topic:ssa",), ("party:IN",)]


def test_the_code_of_a_party_is_one_in_capitals_alone(named):
    assert [part.tokens for part in parts("IN")] == [("party:IN",)]
    assert [part.tokens for part in parts("in")] == [()]


@pytest.mark.parametrize("words", ["US-Japan", "u.s.-japan", "Japan-U.S.", "日米", "米日"])
def test_two_parties_in_one_word_are_their_pair(named, words):
    [part] = parts(words)
    assert part.tokens == ("pair:JP-US",)
    assert part.words[0] not in [bare(folded(name)) for name in names(part)]


def test_two_words_that_a_hyphen_joins_are_no_pair_unless_both_are_parties(named):
    assert parts("u.s.-led") == [Part(("u.s.-led",))]
    assert parts("japan-japan")[0].tokens == ()


def test_a_phrase_and_a_word_that_must_not_be_there_are_not_widened(named):
    [search] = wider([read('"SSA" -JAXA')])
    assert [(part.names, part.tokens) for part in search.alternatives[0]] == [((), ()), ((), ())]


def test_words_that_tell_nothing_need_not_be_there_unless_there_are_no_others(named):
    assert [part.words for part in parts("the talks of India")] == [("talks",), ("india",)]
    assert [part.words for part in parts("of the")] == [("of",), ("the",)]
    assert [part.words for part in parts('"of the" talks')] == [("of the",), ("talks",)]
    assert [part.words for part in parts("IN the")] == [("in",)]


def test_alternatives_are_widened_each(named):
    assert [part.tokens for part in parts("SSA or JAXA")] == [("topic:ssa",), ("organization:jp-jaxa",)]


def test_what_is_withdrawn_widens_nothing(named):
    from dialogues.models import Topic
    from dialogues.publishing import withdraw

    withdraw(Topic.objects.get(slug="ssa"), by=None, reason="Entered twice.")
    assert parts("SSA") == [Part(("ssa",), code="SSA")]


def test_all_words_of_one_text_are_looked_up_by_one_query(named, django_assert_num_queries):
    with django_assert_num_queries(1):
        wider([read("SSA or JAXA roadmap"), read("日米宇宙対話")])


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("roadmap", ("outcome:roadmap",)),
        ("Roadmaps", ("outcome:roadmap",)),
        ("ロードマップ", ("outcome:roadmap",)),
        ("joint statement", ("outcome:joint_statement", "kind:joint_statement")),
        ("Track 1.5", ("track:1.5",)),
        ("track 1", ("track:1.0",)),
        ("トラック２", ("track:2.0",)),
        ("online", ("format:virtual",)),
    ],
)
def test_a_word_of_the_table_finds_what_has_its_code(db, words, tokens):
    [part] = parts(words)
    assert part.tokens == tokens


def test_a_name_that_would_find_too_much_is_never_searched_for_besides(db):
    [part] = parts("Track 1.0")
    assert names(part) == ["Track I", "トラック1.0"]


@pytest.mark.parametrize(
    "q",
    [
        "space", "us", "U.S.", "u.s.-japan", "SSA roadmap", "日米宇宙対話", "宇宙", "宇", "宇宙 or SSA",
        "space -roadmap", "-space",
        '"situational awareness" or 把握', "JAXA/NASA", "100%", "ninth dialogue of the US", "第9回 対話",
    ],
)  # fmt: skip
@pytest.mark.parametrize("exact", [True, False])
def test_the_index_finds_neither_more_nor_less_than_the_texts_themselves(named, q, exact):
    """Each part is looked up first: what is found must be what reading every text would find."""
    for number, (en, ja) in enumerate((
        ("U.S.-Japan Dialogue (JAXA/NASA), 100% virtual", "日米宇宙対話"),
        ("Ninth space dialogue of the industry", "第9回"),
        ("A roadmap for SSA", "宇宙状況把握"), ("Aerospace roadmaps", "協議　第19回"),
    )):  # fmt: skip
        publish(cast.meeting(f"m-{number}", title_en=en, title_ja=ja))
    search = read(q) if exact else wider([read(q)])[0]
    by_reading = reduce(or_, (reduce(and_, (part.holds for part in parts)) for parts in search.alternatives))
    shown = Publication.public.shown()
    assert set(shown.filter(search.condition)) == set(shown.filter(by_reading))


@pytest.mark.parametrize("words", ["ninth", "9th", "第9回", "第九回", "第９回"])
def test_a_number_in_a_row_is_found_in_words_and_digits(db, words):
    [part] = parts(words)
    assert {*map(folded, names(part)), *part.words} == {"ninth", "9th", "第9回", "第九回"}


def test_a_synonym_leads_on_to_the_record_that_is_called_so(db):
    publish(cast.topic("satellite-navigation", "Satellite navigation"))
    assert parts("GNSS")[0].tokens == ("topic:satellite-navigation",)


def test_every_synonym_has_a_reason_and_stands_for_something():
    for entry in synonyms.WRITTEN:
        assert entry.reason.endswith(".")
        assert len(entry.names) > 1
    tracks = {token for entry in synonyms.WRITTEN for token in entry.tokens if token.startswith("track:")}
    assert tracks == {"track:1.0", "track:1.5", "track:2.0"}
    formats = {token for entry in synonyms.WRITTEN for token in entry.tokens if token.startswith("format:")}
    assert formats <= {f"format:{word}" for word in vocabulary("meeting", "format")}


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("日米宇宙包括対話", ("日米", "宇宙", "包括", "対話")),
        ("日米宇宙包括対話第九回", ("日米", "宇宙", "包括", "対話", "第9回")),
        ("日仏包括的宇宙対話", ("日仏", "包括", "宇宙", "対話")),
        ("宇宙状況把握ワークショップ", ("宇宙", "状況", "把握", "ワークショップ")),
        ("第12回会合", ("第12回", "会合")),
        ("日米の対話", ("日米", "対話")),
        ("宇宙", ()),
        ("共同声明書", ()),
        ("宇宙に関する対話", ()),
        ("space", ()),
        ("ロードマップ", ()),
        ("第9回", ()),
        ("", ()),
    ],
)
def test_a_compound_of_kanji_is_taken_apart_into_its_words(word, apart):
    assert pieces(word) == apart


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("satellite", ("satellites",)), ("satellites", ("satellite",)), ("policies", ("policy",)),
        ("policy", ("policies",)), ("survey", ("surveys",)), ("mars", ("mar",)), ("status", ()), ("gps", ()),
        ("access", ()), ("analysis", ()), ("50th", ()), ("宇宙", ()),
    ],
)  # fmt: skip
def test_a_word_is_found_in_singular_and_plural(db, word, form):
    assert [part.forms for part in parts(word)] == [form]


def test_numbers_are_written_in_kanji():
    assert [in_kanji(number) for number in (1, 9, 10, 12, 20, 21, 99)] == [
        "一", "九", "十", "十二", "二十", "二十一", "九十九",
    ]  # fmt: skip
