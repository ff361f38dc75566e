"""Every word of the pages has a Japanese one, and the two fit each other."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override

from dialogues.management.commands.collect_translations import marked_words
from dialogues.management.commands.compile_translations import compile_catalog
from dialogues.public.words import vocabulary

PO = Path(settings.BASE_DIR) / "locale/ja/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def japanese():
    with PO.open("rb") as file:
        return read_po(file, locale="ja")


def test_every_word_marked_for_translation_is_in_the_catalog_and_translated(japanese):
    missing = []
    for message in marked_words():
        known = japanese.get(message.id, message.context) if message.id else message
        words = known.string if known else ""
        if message.id and not (all(words) if isinstance(words, tuple) else words):
            missing.append(message.id)
    assert missing == []


def test_the_catalog_holds_no_word_that_is_no_longer_used(japanese):
    used = {(message.id, message.context) for message in marked_words()}
    assert [
        message.id for message in japanese if message.id and (message.id, message.context) not in used
    ] == []


def test_the_values_put_into_a_sentence_are_the_same_in_both_languages(japanese):
    faults = [(message.id, error) for message in japanese for error in message.check(japanese) if message.id]
    # 第9回 needs no ending of its own.
    assert [identity for identity, _error in faults if identity != "%(number)s%(ending)s"] == []


def test_a_compiled_catalog_is_made_anew_only_when_the_words_changed(tmp_path):
    po = tmp_path / "django.po"
    po.write_text(PO.read_text())
    assert compile_catalog(po) is True
    assert compile_catalog(po) is False
    assert po.with_suffix(".mo").stat().st_size > 1000


def test_numbers_and_counts_read_naturally_in_japanese():
    with override("ja"):
        assert vocabulary.ordinal(9) == "第9回"
        assert vocabulary.ordinal(21) == "第21回"
        assert vocabulary.present("at_least", 40, "companies") == "40社以上"
