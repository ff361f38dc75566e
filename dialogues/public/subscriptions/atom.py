"""Feeds as XML: Atom (RFC 4287)."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as Tree

from dialogues.public.words.texts import Words

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
HTML, JSON = "text/html", "application/json"

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What no XML document may hold, in whatever way it is written.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Tree.register_namespace("", _ATOM)


@dataclass(frozen=True)
class Link:
    """Where something is to be read, absolute."""

    href: str
    type: str
    rel: str = "alternate"
    language: str = ""


def page_in_each_language(pages: dict[str, str], language: str) -> list[Link]:
    """The links to one page: in the language of the feed, and in the others.

    The others are `related`: of several pages that are `alternate` some readers open the first, some the last.
    """
    return [
        Link(href, HTML, "alternate" if tag == language else "related", tag)
        for tag, href in sorted(pages.items(), key=lambda page: page[0] != language)
    ]


@dataclass(frozen=True)
class Entry:
    """One record of a feed."""

    id: str
    title: Words
    updated: dt.datetime
    published: dt.datetime
    links: Sequence[Link]
    category: tuple[str, str]  # the code, and its words
    summary: Words
    text: Words | None = None


@dataclass(frozen=True)
class Feed:
    """A feed: what it is of, and its entries, the newest change first."""

    id: str
    title: str
    subtitle: str
    language: str
    updated: dt.datetime
    author: tuple[str, str]  # its name, and its address
    rights: str
    icon: str
    links: Sequence[Link]
    entries: Sequence[Entry] = field(default_factory=tuple)


def written(feed: Feed) -> bytes:
    """A feed as an XML document in UTF-8."""
    root = Tree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(feed.updated))
    author = Tree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", feed.author[0])
    _add(author, "uri", feed.author[1])
    for link in feed.links:
        _link(root, link)
    _add(root, "rights", feed.rights)
    _add(root, "icon", feed.icon)
    for entry in feed.entries:
        _entry(Tree.SubElement(root, f"{{{_ATOM}}}entry"), entry, feed.language)
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(element: Tree.Element, entry: Entry, language: str) -> None:
    _add(element, "id", entry.id)
    _words(element, "title", entry.title, language)
    _add(element, "updated", _moment(entry.updated))
    _add(element, "published", _moment(entry.published))
    for link in entry.links:
        _link(element, link)
    term, label = entry.category
    Tree.SubElement(element, f"{{{_ATOM}}}category", {"term": term, "label": _clean(label)})
    _words(element, "summary", entry.summary, language)
    if entry.text:
        _words(element, "content", entry.text, language)


def _link(parent: Tree.Element, link: Link) -> None:
    attributes = {"rel": link.rel, "type": link.type, "href": link.href}
    if link.language:
        attributes["hreflang"] = link.language
    Tree.SubElement(parent, f"{{{_ATOM}}}link", attributes)


def _words(parent: Tree.Element, name: str, words: Words, language: str) -> None:
    element = _add(parent, name, words.text)
    element.set("type", "text")
    # Said each time, for whoever takes an entry out of its feed.
    element.set(_XML_LANG, words.language or language)


def _add(parent: Tree.Element, name: str, text: str) -> Tree.Element:
    element = Tree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
