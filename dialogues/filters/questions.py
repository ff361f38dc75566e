"""The questions that a reader may ask of publications, for pages and API alike: one FilterSet a kind.

A parameter that is repeated asks for any of its values; different parameters must all hold. Each question is asked
of a record as a whole, by the tokens that publishing gave it (`dialogues.facets`).
Nothing is ignored: a value that is not in its vocabulary, or names nothing that is shown, is an error that says so
and tells near names. A page that sends empty fields with its form leaves them out first (`answered`).
"""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from dialogues.filters.search import matching
from dialogues.filters.values import (
    DateMatchField,
    DayField,
    DisputedField,
    IdsField,
    LanguageField,
    PairField,
    QuestionForm,
    RecordsField,
    VocabularyField,
    WordsField,
    YearField,
    vocabulary,
)
from dialogues.models.publications import Kind, PublicationQuerySet

Rows = QuerySet[Any]


def answered(data: QueryDict) -> QueryDict:
    """The same questions without those left empty, as a form sends them."""
    filled = data.copy()
    for name, values in data.lists():
        if kept := [value for value in values if value.strip()]:
            filled.setlist(name, kept)
        else:
            del filled[name]
    return filled


class TokenFilter(Filter):
    """Records that have the token `question:value` for any of the values."""

    def __init__(self, question: str, **kwargs: Any) -> None:
        self.question = question
        super().__init__(**kwargs)

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        return qs.filter(facets__overlap=[f"{self.question}:{one}" for one in value]) if value else qs


class Vocabulary(TokenFilter):
    """A word from a vocabulary: that of one field in the documents of a kind."""

    field_class = VocabularyField

    def __init__(self, question: str, kind: str, path: str, **kwargs: Any) -> None:
        super().__init__(question, words=lambda: vocabulary(kind, path), **kwargs)


class Track(TokenFilter):
    """The tracks are three, and staff may add none (see the constraint of the table)."""

    field_class = VocabularyField

    def __init__(self) -> None:
        words = {code: f"Track {code}" for code in ("1.0", "1.5", "2.0")}
        super().__init__("track", words=lambda: words, help_text=_("With a session on this track."))


class Followed(TokenFilter):
    """Outcomes on which a published report tells, or none does."""

    field_class = VocabularyField

    def __init__(self) -> None:
        words = {"yes": _("Reported on later"), "no": _("No report recorded")}
        help_text = _("“yes” where a later report on it is published, “no” where none is.")
        super().__init__("followed", words=lambda: words, help_text=help_text)


class Records(TokenFilter):
    """Records that name another record, or one below it in its tree."""

    field_class = RecordsField

    def __init__(self, kind: str, question: str = "", **kwargs: Any) -> None:
        super().__init__(question or kind, kind=kind, **kwargs)


class OfMeeting(Filter):
    """What a meeting published together with itself."""

    field_class = RecordsField

    def __init__(self) -> None:
        super().__init__(kind=Kind.MEETING.value, help_text=_("Published as part of this meeting."))

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        return qs.filter(family__in=value) if value else qs


class Pair(TokenFilter):
    field_class = PairField

    def __init__(self, help_text: Any) -> None:
        super().__init__("pair", help_text=help_text)


class Disputed(Filter):
    """Records about which sources differ; a fact names what they differ about."""

    field_class = DisputedField

    def __init__(self, kind: str, example: str) -> None:
        super().__init__(kind=kind, example=example, help_text=DISPUTED)

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        if not value:
            return qs
        asked = Q(facets__overlap=[f"disputed:{fact}" for fact in value])
        any_fact = Q(document__disputed__0__isnull=False)
        if "true" in value:
            asked |= any_fact
        if "false" in value:
            asked |= ~any_fact
        return qs.filter(asked)


class Ids(Filter):
    field_class = IdsField

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        return qs.filter(slug__in=value) if value else qs


class Words(Filter):
    field_class = WordsField

    def filter(self, qs: Rows, value: list[str]) -> Rows:
        asked = Q()
        for words in value or []:
            asked |= matching(words)
        return qs.filter(asked)


class Year(TokenFilter):
    field_class = YearField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("year", **kwargs)


class Language(TokenFilter):
    field_class = LanguageField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("language", **kwargs)


class Day(Filter):
    field_class = DayField


class DateMatch(Filter):
    """How the other two read an uncertain date; narrows nothing by itself."""

    field_class = DateMatchField

    def filter(self, qs: Rows, value: str | None) -> Rows:
        return qs


class Questions(FilterSet):
    """What may be asked of every kind."""

    id = Ids(help_text=_("Several at once: those that are not found are listed in the answer."))
    q = Words(
        help_text=_(
            "Words to search for: all of them, a “phrase” in straight quotes, -without, this or that."
        )
    )

    class Meta:
        form = QuestionForm

    def rows_but_for(self, *names: str) -> PublicationQuerySet:
        """The publications that answer every question but these: what choosing otherwise there would find."""
        rows: PublicationQuerySet = self.queryset
        for other, value in self.form.cleaned_data.items():
            if other not in names:
                rows = self.filters[other].filter(rows, value)
        return rows

    def asked(self, name: str) -> list[str]:
        """The values that are given to a question, in their usual form."""
        value = self.form.cleaned_data.get(name)
        return list(value) if isinstance(value, list) else [str(value)] if value else []


class DatedQuestions(Questions):
    """What may be asked of records that have a day. The day is the meeting's, or that of publishing a source.

    `possible` (as assumed) holds where the record may lie in the range, `certain` where it must. A record of which
    no day is known lies in no range: `year=unknown` asks for those.
    """

    year = Year(help_text=_("Four digits; or “unknown”, where no day is known."))
    date_from = Day(method="on_or_after", help_text=_("On this day or later, as in 2024-08-26."))
    date_to = Day(method="on_or_before", help_text=_("On this day or earlier, as in 2024-08-27."))
    date_match = DateMatch(
        help_text=_("“possible” (where nothing is said): it may lie in the range; “certain”: it must.")
    )

    @property
    def certain(self) -> bool:
        return bool(self.form.cleaned_data.get("date_match") == "certain")

    def on_or_after(self, rows: Rows, _name: str, day: dt.date) -> Rows:
        if self.certain:
            return rows.filter(earliest__gte=day)
        return rows.filter(Q(latest__gte=day) | Q(latest__isnull=True, earliest__isnull=False))

    def on_or_before(self, rows: Rows, _name: str, day: dt.date) -> Rows:
        if self.certain:
            return rows.filter(latest__lte=day)
        return rows.filter(Q(earliest__lte=day) | Q(earliest__isnull=True, latest__isnull=False))


DISPUTED = _("“true” where sources differ about a fact, “false” where not, or the name of the fact.")
PARTY = _("A party that the record names, by code, as in JP.")
PAIR = _("Two of the parties, in any order, as in jp-us.")
ORGANIZATION = _("An organization that the record names, or one below it.")
TOPIC = _("A topic of the record, or one below it.")


class MeetingQuestions(DatedQuestions):
    party = Records(Kind.PARTY.value, help_text=PARTY)
    pair = Pair(PAIR)
    track = Track()
    dialogue = Records(Kind.DIALOGUE.value, help_text=_("The dialogue that the meeting belongs to."))
    organization = Records(Kind.ORGANIZATION.value, help_text=ORGANIZATION)
    person = Records(Kind.PERSON.value, help_text=_("A person whom the record names."))
    topic = Records(Kind.TOPIC.value, help_text=TOPIC)
    role = Vocabulary(
        "role", "meeting", "participations.role", help_text=_("Somebody took part in this role.")
    )
    outcome = Vocabulary("outcome", "outcome", "kind", help_text=_("With an outcome of this kind."))
    status = Vocabulary("status", "meeting", "status", help_text=_("Whether it was held."))
    format = Vocabulary("format", "meeting", "format", help_text=_("How people met."))
    kind = Vocabulary("kind", "meeting", "kind", help_text=_("The kind of the meeting."))
    disputed = Disputed(Kind.MEETING.value, "date")


class SessionQuestions(DatedQuestions):
    meeting = OfMeeting()
    party = Records(Kind.PARTY.value, help_text=PARTY)
    pair = Pair(PAIR)
    track = Track()
    dialogue = Records(Kind.DIALOGUE.value, help_text=_("The dialogue that the meeting belongs to."))
    organization = Records(Kind.ORGANIZATION.value, help_text=ORGANIZATION)
    person = Records(Kind.PERSON.value, help_text=_("A person whom the record names."))
    topic = Records(Kind.TOPIC.value, help_text=TOPIC)
    role = Vocabulary(
        "role", "session", "participations.role", help_text=_("Somebody took part in this role.")
    )


class OutcomeQuestions(DatedQuestions):
    meeting = OfMeeting()
    dialogue = Records(Kind.DIALOGUE.value, help_text=_("The dialogue that the meeting belongs to."))
    party = Records(Kind.PARTY.value, help_text=_("A responsible party, by code, as in JP."))
    pair = Pair(_("Two of the responsible parties, in any order, as in jp-us."))
    organization = Records(
        Kind.ORGANIZATION.value, help_text=_("A responsible organization, or one below it.")
    )
    topic = Records(
        Kind.TOPIC.value, help_text=_("A topic of the meeting that promised it, or one below it.")
    )
    outcome = Vocabulary("outcome", "outcome", "kind", help_text=_("The kind of the outcome."))
    status = Vocabulary("status", "outcome", "status", help_text=_("The newest status that is known."))
    followed = Followed()
    due_before = Day(
        method="due_earlier", help_text=_("Due before this day, by the last day that the due date can mean.")
    )

    def due_earlier(self, rows: Rows, _name: str, day: dt.date) -> Rows:
        return rows.alias(due=KT("document__due__latest")).filter(due__lt=day.isoformat())


class OutcomeReportQuestions(DatedQuestions):
    meeting = OfMeeting()
    reports_on = Records(Kind.OUTCOME.value, "reports-on", help_text=_("The outcome that is reported on."))
    status = Vocabulary("status", "outcome_report", "status", help_text=_("The status that is reported."))


class DialogueQuestions(Questions):
    party = Records(Kind.PARTY.value, help_text=PARTY)
    pair = Pair(PAIR)
    status = Vocabulary("status", "dialogue", "status", help_text=_("The state of the dialogue."))
    focus = Vocabulary("focus", "dialogue", "focus", help_text=_("What it is mainly about."))
    disputed = Disputed(Kind.DIALOGUE.value, "established")


class OrganizationQuestions(Questions):
    party = Records(Kind.PARTY.value, help_text=_("The party that it belongs to, by code, as in JP."))
    organization = Records(Kind.ORGANIZATION.value, help_text=_("This organization, and all below it."))
    sector = Vocabulary("sector", "organization", "sector", help_text=_("The sector."))
    disputed = Disputed(Kind.ORGANIZATION.value, "website")


class PersonQuestions(Questions):
    disputed = Disputed(Kind.PERSON.value, "name")


class TopicQuestions(Questions):
    topic = Records(Kind.TOPIC.value, help_text=_("This topic, and all below it."))


class PartyQuestions(Questions):
    kind = Vocabulary("kind", "party", "kind", help_text=_("A state, or an organization."))


class SourceQuestions(DatedQuestions):
    kind = Vocabulary("kind", "source", "kind", help_text=_("The kind of the text."))
    language = Language(help_text=_("The language of the text, as in ja."))
    reliability = Vocabulary(
        "reliability",
        "source",
        "reliability",
        help_text=_("How near the text is to whoever could know."),
    )


QUESTIONS: dict[str, type[Questions]] = {
    Kind.PARTY.value: PartyQuestions,
    Kind.ORGANIZATION.value: OrganizationQuestions,
    Kind.PERSON.value: PersonQuestions,
    Kind.TOPIC.value: TopicQuestions,
    Kind.TRACK.value: Questions,
    Kind.SOURCE.value: SourceQuestions,
    Kind.DIALOGUE.value: DialogueQuestions,
    Kind.MEETING.value: MeetingQuestions,
    Kind.SESSION.value: SessionQuestions,
    Kind.OUTCOME.value: OutcomeQuestions,
    Kind.OUTCOME_REPORT.value: OutcomeReportQuestions,
}
