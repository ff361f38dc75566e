"""A text is shown in the page's language where it exists, else in another that is marked."""

from dialogues.public.words.texts import Words, chosen, of_one_language, other_words, runs_right_to_left


def test_the_page_language_is_preferred():
    assert chosen({"en": "Japan", "ja": "日本"}, "ja") == Words("日本", "ja", False)


def test_english_stands_in_for_a_missing_japanese_text_and_is_marked():
    assert chosen({"en": "Office of Space Commerce", "ja": None}, "ja") == Words(
        "Office of Space Commerce", "en", True
    )


def test_any_other_language_stands_in_for_both():
    assert chosen({"en": None, "ja": None, "ko": "우주청"}, "en") == Words("우주청", "ko", True)


def test_no_text_is_nothing():
    assert chosen({"en": None, "ja": None}, "en") is None
    assert chosen(None, "en") is None


def test_other_languages_stand_under_the_title_once():
    text = {"en": "Space agency", "ja": None, "fr": "Agence spatiale"}
    assert other_words(text, "en") == [Words("Agence spatiale", "fr", True)]
    assert other_words(text, "ja") == [Words("Agence spatiale", "fr", True)]


def test_the_script_tells_the_language_of_an_untagged_text():
    assert of_one_language("A note", "ja") == Words("A note", "en", True)
    assert of_one_language("注記", "en") == Words("注記", "ja", True)
    assert of_one_language("2024-08", "ja") == Words("2024-08", "ja", False)


def test_right_to_left_letters_are_seen():
    assert runs_right_to_left("وكالة الفضاء")
    assert not runs_right_to_left("Agência Espacial Brasileira")
