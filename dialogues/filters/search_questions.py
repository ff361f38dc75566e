"""The questions that a reader may ask of records of every kind at once, with words in the sense of the site."""

from functools import cached_property, reduce
from operator import or_

from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from dialogues.filters.nearness import nearness
from dialogues.filters.questions import (
    ORGANIZATION,
    PAIR,
    PARTY,
    TOPIC,
    DatedQuestions,
    Language,
    Pair,
    Records,
    Rows,
    Track,
    Words,
)
from dialogues.filters.search import Search, read
from dialogues.filters.values import ExactField, VocabularyField
from dialogues.filters.wider import wider
from dialogues.models.publications import Kind

# What a reader searches; a session or a report is found with its meeting.
SEARCHED = (
    Kind.MEETING, Kind.DIALOGUE, Kind.OUTCOME, Kind.ORGANIZATION, Kind.PERSON, Kind.TOPIC, Kind.PARTY, Kind.TRACK,
    Kind.SOURCE,
)  # fmt: skip


class Exact(Filter):
    """Whether words find what holds them alone; narrows nothing by itself."""

    field_class = ExactField

    def filter(self, qs: Rows, value: str | None) -> Rows:
        return qs


class WiderWords(Words):
    """Words in the sense of the site, unless they are asked for as they are (`exact`).

    What is found can be ordered by `near`: how near it comes to the words (`search.nearness`).
    """

    parent: "SearchQuestions"

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        searches = self.parent.searches
        if not searches:
            return qs
        return qs.filter(reduce(or_, (one.condition for one in searches))).alias(near=nearness(searches))


class RecordKinds(Filter):
    """Records of any of these kinds."""

    field_class = VocabularyField

    def __init__(self) -> None:
        super().__init__(
            words=lambda: {kind.value: kind.label for kind in SEARCHED},
            help_text=_("The kind of the record."),
        )

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        return qs.filter(kind__in=value) if value else qs


class SearchQuestions(DatedQuestions):
    """What may be asked of records of every kind at once."""

    q = WiderWords(
        help_text=_(
            "Words to search for: all of them, a “phrase” in straight quotes, -without, this or that."
        )
    )
    exact = Exact(help_text=_("“1”: without other names of what the words name."))
    record = RecordKinds()
    party = Records(Kind.PARTY.value, help_text=PARTY)
    pair = Pair(PAIR)
    track = Track()
    dialogue = Records(Kind.DIALOGUE.value, help_text=_("A dialogue that the record names."))
    organization = Records(Kind.ORGANIZATION.value, help_text=ORGANIZATION)
    person = Records(Kind.PERSON.value, help_text=_("A person whom the record names."))
    topic = Records(Kind.TOPIC.value, help_text=TOPIC)
    language = Language(help_text=_("The language of a source, as in ja."))

    @cached_property
    def searches(self) -> list[Search]:
        """What is searched for, in the sense of the site unless `exact` is asked. At most one query."""
        asked = self.form.cleaned_data
        searches = [read(words) for words in asked.get("q") or []]
        return wider(searches) if searches and not asked.get("exact") else searches
