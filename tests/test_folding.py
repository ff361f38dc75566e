"""Writings of a word are one, and the database's terms of a text are those that a search looks up."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from dialogues.folding import OTHER, folded, key, terms


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Élysée", "ELYSEE"),
        ("ＪＡＸＡ", "jaxa"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("India’s", "India's"),
        ("宇宙\u3000状況", "宇宙 状況"),
        ("한국", "한국"),
    ],
)
def test_writings_of_a_word_are_one(written, same):
    assert folded(written) == folded(same)


def test_voiced_and_unvoiced_kana_stay_two():
    assert folded("カ") != folded("ガ")


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Co-chair", "co chair"),
        ("The U.S.", "us"),
        ("Track 1.5", "track1.5"),
        ("トラック 1.5", "トラック1.5"),
    ],
)
def test_names_are_told_apart_by_letters_alone(name, same):
    assert key(name) == key(same)


def terms_in_the_database(text: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_terms(%s)", [text])
        return set(cursor.fetchone()[0])


def test_a_text_has_whole_latin_words_and_each_one_or_two_characters_of_others(db):
    assert terms_in_the_database(folded("Ｕ.S.-日本宇宙 対話, 第9回")) == {
        "u", "s", "9", "日", "日本", "本", "本宇", "宇", "宇宙", "宙", "対", "対話", "話", "第", "回",
    }  # fmt: skip


# Letters of every class, and the characters at the edges of the classes.
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "az09ßæø÷×ǆɏɐ々〇。、・ -_'\n\u1fff\u2000\u206f\u2070\u2fff\u3000\u3020\u3021𠮷🛰한ー゛"
        ),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=40,
)


@given(TEXTS)
def test_whatever_a_search_looks_up_of_a_text_the_database_holds_of_it(django_db_blocker, text):
    with django_db_blocker.unblock():
        held = terms_in_the_database(folded(text))
    assert set(terms(folded(text))) <= held
    assert {one for one in held if len(one) == 2 and one[0] > "\u024f"} <= set(terms(folded(text)))


def test_a_word_of_any_length_has_a_term_that_an_index_takes(db):
    assert terms_in_the_database("a" * 5000 + " 宇") == {"a" * 60, "宇"}
    assert terms("a" * 5000) == ["a" * 60]


def test_folding_twice_changes_nothing():
    for character in map(chr, range(0x20, 0x3100)):
        assert folded(folded(character)) == folded(character), hex(ord(character))


def test_every_letter_beyond_latin_is_found_by_its_own():
    assert all(terms(letter) == [letter] for letter in ("日", "ア", "ж", "ع", "한", "々", "𠮷"))
    assert OTHER.startswith("\u0250")
