"""A passage shows words where they stand, whatever their case or width, and is cut between words."""

import pytest

from dialogues.filters.search import read
from dialogues.public.search.marking import Marker
from dialogues.public.search.passages import passage
from dialogues.public.words.texts import Words


def marked(text: str, q: str) -> list[str]:
    hits = Marker([read(q)]).hits(text)
    return [text[start:end] for start, end in hits.ranges] if hits else []


@pytest.mark.parametrize(
    ("text", "q", "marks"),
    [
        ("Space Situational Awareness", "situational", ["Situational"]),
        ("ＪＡＸＡ and JAXA", "jaxa", ["ＪＡＸＡ", "JAXA"]),
        ("L’Élysée, l'elysee", "élysée", ["Élysée", "elysee"]),
        ("ｶﾞﾘﾚｵとガリレオ", "ガリレオ", ["ｶﾞﾘﾚｵ", "ガリレオ"]),
        ("e\u0301lan", "élan", ["e\u0301lan"]),
        ("㈱アストロ", "株", ["㈱"]),
        ("宇宙に関する包括的日米対話", "日米 対話", ["日米対話"]),
        ("aerospace", "space", []),
        ("the office of the states", "office of", ["office"]),
        ("of", "of", ["of"]),
        ("space and space", "space", ["space", "space"]),
        ("Straße", "strasse", ["Straße"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
    ],
)
def test_words_are_marked_as_they_are_written(text, q, marks):
    assert marked(text, q) == marks


def shown(text: str, q: str, language: str = "en") -> str:
    words = Words(text, language, False)
    cut = passage(words, Marker([read(q)]).hits(text))
    inner = "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in cut.pieces)
    return ("… " if cut.before else "") + inner + (" …" if cut.after else "")


def test_a_short_text_is_shown_whole():
    assert shown("They spoke about debris.", "debris") == "They spoke about [debris]."


def test_a_long_text_is_cut_around_its_first_hit_between_words():
    text = "alpha " * 60 + "debris " + "omega " * 60
    cut = shown(text.strip(), "debris")
    assert cut.startswith("… alpha ")
    assert cut.endswith(" omega …")
    assert "[debris]" in cut
    assert len(cut) <= 230
    at_the_end = shown(("alpha " * 100 + "debris"), "debris")
    assert at_the_end.endswith("alpha [debris]")


def test_a_long_text_of_japanese_is_cut_to_half_as_many_letters():
    text = "宇宙" * 100 + "対話" + "政策" * 100
    cut = shown(text, "対話", "ja")
    assert "[対話]" in cut
    assert len(cut) <= 116


def test_a_word_longer_than_a_passage_does_not_hide_the_hit():
    assert "[x" in shown("y " * 200 + "x" * 300, "x" * 150 + "x" * 150)
