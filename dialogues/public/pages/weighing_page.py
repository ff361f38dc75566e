"""What the page on weighing tells: claims and reliability, which value is shown and why, and what a blank means.

Every number is counted and every example read when the page is asked for, so that the page never tells of a register
that is no more.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Case, F, IntegerField, Value, When

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.counts.tallies import Tallied, Tally, compiled, tallied
from dialogues.public.counts.years import meetings_asked
from dialogues.public.facts import claims
from dialogues.public.facts.citations import Citations
from dialogues.public.facts.claims import Fact
from dialogues.public.facts.titles import title_of
from dialogues.public.pages import tracks_page
from dialogues.public.serving import addresses
from dialogues.public.serving.frame import page_language
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document, Words, language_name

# Its release gives two dates in its text and on its banner, and a third on a slide: the case that says it all.
FIRST_EXAMPLE = "us-jp-cds-09"
EXAMPLES, UNSOURCED = 6, 3
NOT_IN_AN_EXAMPLE = (
    "participations", "images", "statements", "outcomes", "outcome_reports", "attendance", "relations", "summary",
    "note", "topics",
)  # fmt: skip

_UNSOURCED = """
WITH unsourced AS (
    SELECT kind, slug, title_en, title_ja, latest FROM ({rows}) AS records
    WHERE NOT EXISTS (SELECT FROM unnest(cites) AS cited WHERE starts_with(cited, 'source:'))
),
latest AS (
    SELECT kind, slug AS id, title_en AS en, title_ja AS ja FROM unsourced
    ORDER BY latest DESC NULLS LAST, slug LIMIT %s
)
SELECT %s, '', '', (SELECT count(*) FROM unsourced), NULL::date, NULL::date, '', '',
       (SELECT jsonb_agg(to_jsonb(latest)) FROM latest)
"""


@dataclass(frozen=True)
class Unsourced(Tally):
    """How many of some records cite no source, and the latest of them by their titles."""

    detailed: ClassVar[bool] = True

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows, "kind", "slug", "title_en", "title_ja", "latest", "cites")
        return _UNSOURCED.format(rows=rows), [*values, UNSOURCED, self.name]


@dataclass(frozen=True)
class Example:
    """A fact on which sources differ, at one meeting."""

    meeting: Document
    fact: Fact

    @property
    def address(self) -> str:
        return f"{addresses.address_of(self.meeting)}#{self.fact.anchor}"

    @property
    def shown(self) -> str:
        """The value that is shown, in words; empty where none of those that sources give is."""
        return next((value.words for value in self.fact.values if value.shown), "")


def tells() -> dict[str, Any]:
    """The context of the page. Two queries: what is counted, and the examples."""
    language = page_language()
    meetings, outcomes, dialogues, sources = (
        publications.shown(kind) for kind in ("meeting", "outcome", "dialogue", "source")
    )
    counts = tallied(
        [
            Tally("meetings", meetings),
            Tally("disputed", meetings, ("disputed",)),
            Tally("sessions", publications.shown("session"), ("disputed",)),
            Tally("basis", publications.shown("session"), ("track", "track_basis")),
            Tally("year", meetings.with_facet("year:unknown")),
            Tally("format", meetings.with_facet("format:unknown")),
            Tally("outcomes", outcomes),
            Tally("status", outcomes.with_facet("status:unknown")),
            Tally("dialogues", dialogues),
            Tally("sources", sources),
            Tally("reliability", sources, ("reliability",)),
            Tally("kind", sources, ("kind",)),
            Tally("language", sources, ("language",)),
            Tally("undated", sources.filter(earliest=None, latest=None)),
            Unsourced("meetings_unsourced", meetings),
            Unsourced("dialogues_unsourced", dialogues),
            Unsourced("outcomes_unsourced", outcomes),
        ]
    )
    examples = _examples(meetings, language)
    first = next((one for one in examples if one.fact.name == "date"), next(iter(examples), None))
    bases = [tracks_page.basis(counts["basis"], code) for code in vocabulary.TRACK]
    fields = {one.value: one.count for one in counts["disputed"]}
    return {
        "example": first,
        "example_title": title_of(first.meeting, language) if first else None,
        "citations": Citations(first.meeting["sources"] if first else []),
        "examples": [one for one in examples if one is not first and one.fact.reason][:EXAMPLES],
        "meetings": counts["meetings"][0].count,
        "disputed": fields.pop("any", 0),
        "disputed_address": meetings_asked(disputed="true"),
        "fields": [
            (vocabulary.label(vocabulary.FACT, name), count, meetings_asked(disputed=name))
            for name, count in sorted(fields.items(), key=lambda field: (-field[1], field[0]))
        ],
        "disputed_sessions": sum(one.count for one in counts["sessions"] if one.value == "any"),
        "sources": counts["sources"][0].count,
        "reliabilities": _of_sources("reliability", vocabulary.RELIABILITY, counts["reliability"]),
        "kinds": [one for one in _of_sources("kind", vocabulary.SOURCE_KIND, counts["kind"]) if one["count"]],
        "languages": [
            (language_name(one.value, language), one.count, addresses.of_list("sources", language=one.value))
            for one in counts["language"]
        ],
        "undated": counts["undated"][0].count,
        "stated": sum(basis.stated for basis in bases),
        "sessions": sum(basis.count for basis in bases),
        "unknown": [
            ("year", counts["year"][0].count, meetings_asked(year="unknown")),
            ("format", counts["format"][0].count, meetings_asked(format="unknown")),
            ("status", counts["status"][0].count, addresses.of_list("outcomes", status="unknown")),
        ],
        "unsourced": [
            (
                kind,
                counts[f"{kind}s_unsourced"][0].count,
                counts[f"{kind}s"][0].count,
                _named(counts, kind, language),
            )
            for kind in ("meeting", "dialogue", "outcome")
        ],
    }


def _examples(meetings: PublicationQuerySet, language: str) -> list[Example]:
    """Facts on which sources differ: of the first example where it is shown, then of the latest meetings."""
    first = Case(When(slug=FIRST_EXAMPLE, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = meetings.with_facet("disputed:any").annotate(first=first)
    rows = rows.order_by(F("first"), F("latest").desc(nulls_last=True), "slug")
    return [
        Example(meeting, fact)
        for meeting in publications.lines(rows[: EXAMPLES + 1], NOT_IN_AN_EXAMPLE)
        for fact in claims.facts(meeting, language)
        if fact.disputed
    ]


def _of_sources(question: str, labels: vocabulary.Labels, counted: list[Tallied]) -> list[dict[str, Any]]:
    """Each word of a vocabulary with the number of sources that have it."""
    counts = {one.value: one.count for one in counted}
    return [
        {
            "code": code,
            "label": str(label),
            "count": counts.get(code, 0),
            "address": addresses.of_list("sources", **{question: code}),
        }
        for code, label in labels.items()
    ]


def _named(counts: dict[str, list[Tallied]], kind: str, language: str) -> list[tuple[str, Words]]:
    """The records among the unsourced that are named: address and title."""
    found = []
    for record in counts[f"{kind}s_unsourced"][0].detail or []:
        title = (record["ja"] if language == "ja" else record["en"]) or record["id"]
        only_english = language == "ja" and record["ja"] == record["en"]
        words = Words(title, "en" if only_english else language, only_english)
        found.append((addresses.address(record["kind"], record["id"]), words))
    return found
