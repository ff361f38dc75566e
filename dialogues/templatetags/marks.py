"""Small inline marks of public pages: words with their language, dates, numbered sources, labels of codes.

Everything that comes from a document goes through `format_html`, which escapes it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from babel.numbers import format_decimal
from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from dialogues.public.facts import sides
from dialogues.public.facts.citations import Citation, is_web_address
from dialogues.public.facts.titles import title_of
from dialogues.public.serving import addresses
from dialogues.public.words import dates, vocabulary
from dialogues.public.words.texts import (
    Document,
    Words,
    chosen,
    country_name,
    language_name,
    of_one_language,
    other_words,
    runs_right_to_left,
)
from dialogues.public.words.tracks import Track, track_of

register = template.Library()


def page_language() -> str:
    return "ja" if get_language() == "ja" else "en"


def marked(words: Words) -> SafeString:
    """Words with their language where it is not the page's, and shielded where they run from right to left."""
    if runs_right_to_left(words.text):
        return format_html('<bdi lang="{}" dir="rtl">{}</bdi>', words.language, words.text)
    if words.foreign:
        return format_html('<span lang="{}">{}</span>', words.language, words.text)
    return conditional_escape(words.text)


@register.filter(name="words")
def words_filter(text: Document | None) -> SafeString | str:
    """A multilingual text in the page's language, else in another, marked as such."""
    words = chosen(text, page_language())
    return marked(words) if words else ""


@register.filter
def language_note(value: Any, paths: str = "") -> SafeString | str:
    """Once for a value or a list: a short note where all or some of its words are in another language.

    `paths` lead from the value to the words shown, as in `outcomes|language_note:"outcome.text"`.
    """
    shown = [
        words for path in paths.split() or [""] for words in _words_at(value, path.split(".") if path else [])
    ]
    foreign = [words for words in shown if words.foreign]
    if not foreign:
        return ""
    languages = dict.fromkeys(words.language for words in foreign)
    named = ("、" if page_language() == "ja" else ", ").join(
        language_name(tag, page_language()) for tag in languages
    )
    names = bool(paths) and all(path.endswith("name") for path in paths.split())
    if names:
        note = (
            _("Name in %(language)s only")
            if len(foreign) == len(shown)
            else _("Some names in %(language)s only")
        )
    else:
        note = _("%(language)s only") if len(foreign) == len(shown) else _("Partly %(language)s only")
    return format_html(' <span class="lnote">{}</span>', note % {"language": named})


def _words_at(value: Any, path: list[str]) -> Iterator[Words]:
    """The words that a page shows of what is at a path: of each entry where it is a list."""
    if isinstance(value, list):
        for entry in value:
            yield from _words_at(entry, path)
    elif path and value is not None:
        inner = value.get(path[0]) if isinstance(value, dict) else getattr(value, path[0])
        yield from _words_at(inner, path[1:])
    elif isinstance(value, dict):
        if words := chosen(value, page_language()):
            yield words
    elif isinstance(value, str) and value:
        yield of_one_language(value, page_language())


@register.filter
def shown_words(words: Words) -> SafeString | str:
    """Words that were chosen already, marked with their language where it is not the page's."""
    return marked(words)


@register.filter
def in_a_row(words: Iterable[str]) -> str:
    """Words in a line of text, parted in the manner of the language."""
    return ("、" if page_language() == "ja" else ", ").join(words)


@register.filter
def number(value: int) -> str:
    """A number in the manner of the language: 1,234."""
    return format_decimal(value, locale=page_language())


@register.filter
def meeting_title(meeting: Document) -> SafeString:
    """What a meeting is called: its title, else what is known of it in a few words."""
    return marked(title_of(meeting, page_language()))


@register.filter
def beyond(stated: str | None, number: int | None) -> str:
    """A source's words for a number, where they say more than the number's word does."""
    said = (stated or "").strip().casefold()
    if not said or number is None:
        return stated or ""
    plainly = {vocabulary.ordinal(number).casefold()}
    with override("en"):
        plainly.add(vocabulary.ordinal(number).casefold())
    return "" if said in plainly else stated or ""


@register.filter
def stated_beyond(count: Document) -> str:
    """A source's words for how many took part, where they say more than the count does."""
    stated = count["as_stated"] or ""
    return "" if stated.strip().casefold() == counted_words(count).casefold() else stated


@register.filter
def topics_beside(item: Document) -> list[Document]:
    """The topics of an item of the agenda, without one that says what the item itself says."""
    text = plain(item["text"]).casefold()
    return [topic for topic in item["topics"] if plain(topic["name"]).casefold() != text]


@register.filter
def plain(text: Document | None) -> str:
    """The same without any mark, for titles and accessible names."""
    words = chosen(text, page_language())
    return words.text if words else ""


@register.filter
def said(text: str | None, language: str = "") -> SafeString | str:
    """A text that is kept in one language, marked with it where it is not the page's."""
    if not text:
        return ""
    if language:
        return marked(Words(text, language, language != page_language()))
    return marked(of_one_language(text, page_language()))


@register.filter
def quoted(text: str, language: str = "") -> SafeString:
    """Words of a source, in quotation marks and in the source's language."""
    spoken = language or of_one_language(text, page_language()).language
    if spoken == "en":
        text = text.replace("“", "‘").replace("”", "’")
    direction = SafeString(' dir="rtl"') if runs_right_to_left(text) else ""
    return format_html('<q lang="{}"{}>{}</q>', spoken, direction, text)


@register.filter
def own_script(text: Document) -> SafeString | str:
    """On a page in English, a person's name in Japanese beside the English one."""
    japanese = text.get("ja")
    if page_language() == "en" and text.get("en") and japanese:
        return format_html(' <span lang="ja" class="mut">{}</span>', japanese)
    return ""


@register.filter
def beyond_two(text: Document) -> SafeString:
    """Beside a text, the same in languages that have no pages here: the original of a title."""
    others = [words for words in other_words(text, page_language()) if words.language not in ("en", "ja")]
    return format_html_join("", ' <span class="mut">{}</span>', ((marked(words),) for words in others))


@register.filter
def on(date: Document | None) -> SafeString | str:
    """The date of a document in words, empty where there is none."""
    return _time(date, short=False)


@register.filter
def on_short(date: Document | None) -> SafeString | str:
    """The same with short names of months, for lists."""
    return _time(date, short=True)


def _time(date: Document | None, *, short: bool) -> SafeString | str:
    edtf = (date or {}).get("edtf") or ""
    words = dates.in_words(edtf, page_language(), short=short)
    day = dates.exact_day(edtf)
    if day:
        return format_html('<time datetime="{}">{}</time>', day, words)
    return format_html('<span class="date">{}</span>', words) if words else ""


@register.filter
def day(value: str | None) -> SafeString | str:
    """A calendar day (as in 2026-11-22) in words."""
    return _time({"edtf": value}, short=False) if value else ""


@register.filter
def called(code: str, vocabulary_name: str) -> str:
    """The label of a code in one of the vocabularies, as in `meeting.kind|called:"meeting_kind"`."""
    return vocabulary.label(getattr(vocabulary, vocabulary_name.upper()), code)


@register.filter
def language(tag: str) -> str:
    return language_name(tag, page_language())


@register.filter
def country(code: str) -> str:
    return country_name(code, page_language())


@register.filter
def place(number: int) -> str:
    """A number as a place in a row: Ninth, 第9回."""
    return vocabulary.ordinal(number)


@register.filter
def address(reference: Document | None) -> str:
    """Where the page of a record is that a document names."""
    return addresses.address_of(reference)


@register.filter
def web(url: str | None) -> str:
    """An address that may be linked to, else empty."""
    return url if url and is_web_address(url) else ""


@register.filter
def linked(reference: Document | None) -> SafeString | str:
    """The name of a record, linked to its page where it has one."""
    if not reference:
        return ""
    name = words_filter(reference["name"]) or reference["id"]
    where = addresses.address_of(reference)
    return format_html('<a href="{}">{}</a>', where, name) if where else name


@register.filter
def listed(references: Iterable[Document], joint: str = "") -> SafeString:
    """The names of records in a line of text."""
    joint = joint or ("、" if page_language() == "ja" else ", ")
    return format_html_join(joint, "{}", ((linked(reference),) for reference in references))


@register.filter
def party_names(parties: list[Document]) -> str:
    """The names of parties in a line of text: United States and Japan."""
    return sides.joined(sides.names(parties, page_language()), page_language())


@register.simple_tag(takes_context=True)
def cite(context: dict[str, Any], ids: str | Iterable[str] | None, missing: str = "") -> SafeString | str:
    """The numbers of sources, linked to the list at the end. With `"or say"`, says so where there is none."""
    citations: list[Citation] = context["citations"].of(ids)
    if not citations:
        if not missing:
            return ""
        return format_html(' <span class="nosrc">{}</span>', _("No source recorded"))
    links = format_html_join(
        "",
        '<a href="#s{}" aria-label="{}">{}</a>',
        ((cited.number, _source_name(cited), cited.number) for cited in citations),
    )
    # A word joiner: the numbers never stand alone at the start of a line.
    return format_html('<sup class="src">\u2060{}</sup>', links)


def _source_name(cited: Citation) -> str:
    return _("Source %(number)s: %(name)s") % {"number": cited.number, "name": cited.short[:200]}


@register.filter
def sides_in_order(document: Document) -> list[Document]:
    """The parties of a dialogue or a meeting in the order of its name in the page's language."""
    return sides.in_order(document, page_language())


@register.filter
def meetings_listed(meetings: list[Document]) -> SafeString:
    """Meetings by their titles, linked, in a line of text."""
    joint = "、" if page_language() == "ja" else ", "
    links = ((addresses.address_of(one), meeting_title(one)) for one in meetings)
    return format_html_join(joint, '<a href="{}">{}</a>', links)


@register.filter
def track(session: Document) -> Track:
    """The track of a session, for its mark."""
    return track_of(session)


@register.filter
def session_of(meeting: Document, session: str | None) -> Document | None:
    """The session of a meeting that one of its parts names."""
    return next((one for one in meeting["sessions"] if one["id"] == session), None)


@register.filter
def counted_words(count: Document) -> str:
    """How many took part, with the source's qualifier: “at least 40 companies”."""
    return vocabulary.present(count["qualifier"], count["value"], count["unit"])


@register.simple_tag(takes_context=True)
def cite_named(context: dict[str, Any], source: str) -> SafeString | str:
    """One source by its publisher, with its number."""
    found: list[Citation] = context["citations"].of(source)
    if not found:
        return ""
    name = marked(of_one_language(found[0].short, page_language()))
    return format_html("{}{}", name, cite(context, source))


@register.simple_tag(takes_context=True)
def quote(context: dict[str, Any], text: str, source: str) -> SafeString:
    """Words of a source in quotation marks, in the language of that source."""
    found: list[Citation] = context["citations"].of(source)
    return quoted(text, found[0].document["language"] if found else "")


@register.filter
def shape_of(value: Any) -> str:
    """What a value of a document is, for the page that shows any document: a reference, a date, a text …"""
    match value:
        case {"type": _type, "id": _id, "name": _name}:
            return "reference"
        case {"edtf": _edtf}:
            return "date"
        case {"en": _english, "ja": _japanese}:
            return "text"
        case dict():
            return "fields"
        case list():
            return "list"
    return "plain"


@register.simple_tag(takes_context=True)
def cited(context: dict[str, Any], ids: Iterable[str] | None) -> list[Citation]:
    """The numbered sources with these ids."""
    found: list[Citation] = context["citations"].of(ids)
    return found
