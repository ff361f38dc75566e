"""Nothing of a shipped record is lost between the file, the desk, the page and the JSON."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from dialogues.documents import KINDS
from dialogues.models import Publication
from tests.admin.desk import address, at_the_desk, filled, member, page

DATA = Path(__file__).resolve().parent.parent / "data"
MODELS: dict[str, Any] = {kind: model for model, kind in KINDS.items()}
PAGES = {"meeting": "meetings", "dialogue": "dialogues", "organization": "organizations", "person": "people"}

# What other records have of this one, or what stands in the document under another form, checked on its own below.
ELSEWHERE = {"type", "reports"}
# Codes, ids and dates: in the JSON as they are, on a page and at the desk as words, links and choices.
NOT_WORDS = {
    "id", "kind", "status", "status_recorded", "role", "format", "relation", "track", "track_basis", "qualifier",
    "reliability", "language", "lang", "alt_basis", "sector", "focus", "date", "due", "published", "established",
    "party", "parties", "organization", "organizations", "person", "topics", "sources", "source", "session", "meeting",
    "dialogue", "parent", "predecessor", "presenter", "readout_of", "country", "value", "field", "document",
}  # fmt: skip


def shipped(kind: str) -> list[dict[str, Any]]:
    plural = {"party": "parties", "person": "people"}.get(kind, f"{kind}s")
    return [json.loads(line) for line in (DATA / f"{plural}.jsonl").read_text().splitlines()]


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every single value of a record with the keys that lead to it; what is not known is left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ELSEWHERE:
                yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif value is not None and value != "":
        yield path, value


def scalars(value: Any) -> set[Any]:
    if isinstance(value, dict):
        return set().union(*map(scalars, value.values()), set())
    if isinstance(value, list):
        return set().union(*map(scalars, value), set())
    return {value}


def folded(text: str) -> str:
    """White space and quotation marks made one: a page sets inner quotation marks as its language does."""
    return re.sub(r"[\s\u2060]+", " ", re.sub("[“”‘’]", '"', text)).strip()


def words_of(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for path, value in leaves(record):
        if isinstance(value, str) and not NOT_WORDS & {path[-1], *path[:1]} and not value.startswith("http"):
            yield ".".join(path), folded(value)


@pytest.fixture(scope="module")
def register(shipped: None, django_db_blocker: Any) -> Iterator[Client]:
    """The shipped records, published; a publisher at the desk."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        yield at_the_desk(member("publisher-of-all", "Publishers"))
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


EVERY_KIND = ["party", "organization", "person", "topic", "source", "dialogue", "meeting"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_value_of_every_shipped_record_is_in_the_json(register: Client, kind: str) -> None:
    lost = []
    for record in shipped(kind):
        document = Publication.public.shown().get(kind=kind, slug=record["id"]).document
        there = scalars(document)
        for path, value in leaves(record):
            parts = re.split(r"[:.]", value) if path[-1] == "field" and ":" in str(value) else [value]
            missing = [part for part in parts if part not in there and part != "session"]
            if missing:
                lost.append((record["id"], ".".join(path), missing))
    assert lost == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["dialogue", "organization", "person", "meeting"])
def test_every_word_of_every_shipped_record_is_on_its_page(
    register: Client, client: Client, kind: str
) -> None:
    lost = []
    for record in shipped(kind):
        text = ""
        for language in ("", "/ja"):
            html = client.get(f"{language}/{PAGES[kind]}/{record['id']}/").content.decode()
            text += " " + BeautifulSoup(html, "html.parser").get_text().replace("\u2060", "")
        text = folded(text).casefold()
        lost += [
            (record["id"], path, value) for path, value in words_of(record) if value.casefold() not in text
        ]
    assert lost == []


# The forms of meetings are large: several workers share them.
PARTS = 6
IN_PARTS = [(kind, part) for kind in EVERY_KIND for part in range(PARTS if kind == "meeting" else 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "part"), IN_PARTS)
def test_every_word_of_every_shipped_record_is_in_its_form(register: Client, kind: str, part: int) -> None:
    lost = []
    for record in shipped(kind)[part :: PARTS if kind == "meeting" else 1]:
        form = filled(page(register, address(MODELS[kind].objects.get(slug=record["id"]))))
        text = "\n".join(folded(value) for value in form.values() if isinstance(value, str))
        lost += [(record["id"], path, value) for path, value in words_of(record) if value not in text]
    assert lost == []


@pytest.mark.django_db
def test_every_report_on_an_outcome_is_told_by_the_meeting_that_reports(register: Client) -> None:
    reports = [
        (report["meeting"], outcome["id"], report["status"], report["note"])
        for meeting in shipped("meeting")
        for outcome in meeting["outcomes"]
        for report in outcome["reports"]
    ]
    told = [
        (row.slug, report["outcome"]["id"], report["status"], report["note"])
        for row in Publication.public.shown().of("meeting")
        for report in row.document["outcome_reports"]
    ]
    assert sorted(told) == sorted(reports)
