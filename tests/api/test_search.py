"""Words: what `q` finds, in both languages."""

import pytest

from tests import cast
from tests.clearing import publish


@pytest.fixture
def texts(db):
    for slug, en, ja in [
        ("a", "U.S.-Japan Comprehensive Dialogue on Space (JAXA/NASA)", "宇宙に関する包括的日米対話"),
        ("b", "Industry workshop on space situational awareness", "宇宙状況把握に関するワークショップ"),
        ("c", "Meeting of the aerospace association, 100% virtual", "安全保障　協議"),
    ]:
        publish(cast.meeting(slug, title_en=en, title_ja=ja, date="2024"))


FOUND = [
    ("space", ["a", "b"]),  # not in aerospace
    ("SPACE dialogue", ["a"]),
    ("dialogue or workshop", ["a", "b"]),
    ("space -dialogue", ["b"]),
    ("-space", ["c"]),
    ('"situational awareness"', ["b"]),
    ('"awareness situational"', []),
    ('"space situational', ["b"]),
    ("us", []),  # not in Industry
    ("U.S.", ["a"]),
    ("u.s.-japan", ["a"]),
    ("NASA", ["a"]),
    ("宇宙", ["a", "b"]),
    ("対話", ["a"]),
    ("宇宙 把握", ["b"]),
    ("宇宙　-把握", ["a"]),
    ("対話 or 協議", ["a", "c"]),
    ('"安全保障 協議"', ["c"]),
    ("把握 workshop", ["b"]),
    ("100%", ["c"]),
    ("space (", ["a", "b"]),
    (r"\d+ [a-z]", []),
    ("or", None),
    ("...", None),
]


@pytest.mark.parametrize(("words", "ids"), FOUND)
def test_words_find_the_meetings_that_hold_them(api, texts, words, ids):
    if ids is None:
        assert [error["parameter"] for error in api.errors("meetings/", {"q": words})] == ["q"]
    else:
        assert sorted(api.ids("meetings/", {"q": words})) == ids


def test_a_repeated_search_asks_for_any_of_its_words(api, texts):
    assert sorted(api.ids("meetings/", {"q": ["把握", "協議"]})) == ["b", "c"]
