"""Brings locale/*/LC_MESSAGES/django.po up to date with the words that code and templates mark for translation."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

# What readers see. The desk is in English.
ROOMS = ("dialogues/public", "dialogues/templatetags", "templates/public", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_in": ((1, "c"), 2),
}


def marked_words() -> Catalog:
    """Every text marked for translation, with the files that mark it."""
    catalog = Catalog(project="Space Dialogues", charset="utf-8")
    for path in _files():
        source = path.read_text()
        if path.suffix == ".html":
            source = templatize(source, origin=str(path))
        found = extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for _line, message, comments, context in found:
            # No line numbers: a moved line is no change of the translation.
            place = path.relative_to(settings.BASE_DIR).as_posix()
            catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def _files() -> Iterator[Path]:
    for room in ROOMS:
        folder = Path(settings.BASE_DIR, room)
        paths = folder.glob("*.html") if room == "templates" else folder.rglob("*")
        yield from (path for path in sorted(paths) if path.suffix in (".py", ".html"))


class Command(BaseCommand):
    help = "Bring the translation catalogs up to date with code and templates (no gettext tools needed)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        words = marked_words()
        for po in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
            with po.open("rb") as file:
                catalog = read_po(file, locale=po.parts[-3])
            catalog.update(words, no_fuzzy_matching=True, update_creation_date=False)
            catalog.obsolete.clear()
            catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "Space Dialogues"
            with po.open("wb") as file:
                write_po(file, catalog, width=110, sort_output=True, include_lineno=False)
            missing = [message for message in catalog if message.id and not message.string]
            self.stdout.write(f"{po.parts[-3]}: {len(catalog)} texts, {len(missing)} not translated.")
