"""The list of outcomes: its order by the length of their way, facets that ask by days, and the bars of statuses."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogues.filters.counting import Counts
from dialogues.models.publications import PublicationQuerySet
from dialogues.public.facts.chains import Chain, chains
from dialogues.public.lists.asking import Asked, Order
from dialogues.public.lists.narrowing import Choice, Group
from dialogues.public.serving.frame import page_language
from dialogues.public.words import statuses, vocabulary
from dialogues.public.words.texts import Document, Words

NOT_IN_A_LINE = ("topics",)
# Where an outcome of an age was promised, in years ago: not before the one, before the other.
AGES = ((2, 0), (5, 2), (10, 5), (0, 10))
OPEN = ("open", "in_progress", "unknown")
DAYS = ("date_from", "date_to", "date_match", "year")
DUE = ("due_before", "status")

Values = Mapping[str, list[str]]


def _longest(rows: PublicationQuerySet) -> PublicationQuerySet:
    return rows.order_by(
        F("document__reports").desc(nulls_last=True), F("latest").desc(nulls_last=True), "slug"
    )


LONGEST = Order("longest", gettext_lazy("Longest way first"), _longest)


def lines(documents: list[Document]) -> list[Chain]:
    """Outcomes with their way. One query."""
    return chains(documents)


@dataclass(frozen=True)
class Bar:
    """How many outcomes have a status; `share` of the greatest number, in percent."""

    choice: Choice
    share: str


def beside(asked: Asked, counts: Counts, groups: list[Group]) -> dict[str, Any]:
    """The bars of statuses with their finding; adds the facets of age and of overdue outcomes. One query."""
    ages, overdue = by_days(asked)
    place = next((at for at, group in enumerate(groups) if group.question == "topic"), len(groups))
    groups[place:place] = [group for group in (ages, overdue) if group.choices]
    found = next((group for group in groups if group.question == "status"), None)
    choices = [*found.choices, *found.more] if found else []
    most = max((choice.count for choice in choices), default=0)
    followed = {counted.value: counted.count for counted in counts.values.get("followed", ())}
    return {
        "bars": [
            Bar(choice, f"{choice.count * 100 / most:.1f}%")
            for status in vocabulary.OUTCOME_STATUS
            for choice in choices
            if choice.value == status and most
        ],
        "finding": finding({choice.value: choice.count for choice in choices}),
        "followed": followed.get("yes", 0)
        if not asked.chosen("followed") and not asked.chosen("status")
        else None,
    }


def finding(found: Mapping[str, int]) -> str:
    """What the bars show, in a sentence with its numbers: the commonest status. Empty where nothing is found."""
    total = sum(found.values())
    if not total:
        return ""
    commonest = max(found, key=lambda status: found[status])
    numbers = {"count": f"{found[commonest]:,}", "total": f"{total:,}"}
    if commonest == "unknown":
        words = ngettext(
            "Of this outcome no end is known", "For %(count)s of %(total)s outcomes no end is known", total
        )
        return words % numbers
    words = ngettext(
        "%(status)s: %(count)s of %(total)s outcome", "%(status)s: %(count)s of %(total)s outcomes", total
    )
    return words % (numbers | {"status": vocabulary.label(vocabulary.OUTCOME_STATUS, commonest)})


def by_days(asked: Asked) -> tuple[Group, Group]:
    """The facets whose values are days: how long ago it was promised, and whether its due day has passed. One query.

    Their addresses hold the days themselves, so that what an address asks is the same tomorrow.
    """
    today = statuses.today()
    ages = {name: (words, values) for name, words, values in _ages(today)}
    late: Values = {"due_before": [today.isoformat()], "status": list(OPEN)}
    in_age, in_due = asked.rows_but_for(*DAYS), asked.rows_but_for(*DUE)
    counted = asked.questions.queryset.aggregate(
        **{
            f"age_{name}": Count("pk", filter=Q(pk__in=_asking(asked, in_age, values).values("pk")))
            for name, (_words, values) in ages.items()
        },
        overdue=Count("pk", filter=Q(pk__in=_asking(asked, in_due, late).values("pk"))),
    )
    choices = [
        _choice(asked, "age", name, words, counted[f"age_{name}"], values, DAYS)
        for name, (words, values) in ages.items()
    ]
    overdue = _choice(asked, "due", "passed", _("Due day passed, not done"), counted["overdue"], late, DUE)
    return (
        Group("age", _("Promised"), [choice for choice in choices if choice.count or choice.chosen], []),
        Group("due", _("Due"), [choice for choice in [overdue] if choice.count or choice.chosen], []),
    )


def _ages(today: dt.date) -> Iterator[tuple[str, str, Values]]:
    for at_most, at_least in AGES:
        values: dict[str, list[str]] = {}
        if at_most:
            values["date_from"] = [years_before(today, at_most).isoformat()]
        if at_least:
            values["date_to"] = [(years_before(today, at_least) - dt.timedelta(days=1)).isoformat()]
        years = {"from": at_least, "to": at_most, "count": at_most or at_least}
        if not at_least:
            words = ngettext("In the last year", "In the last %(count)s years", at_most)
        elif not at_most:
            words = ngettext("Over %(count)s year ago", "Over %(count)s years ago", at_least)
        else:
            words = _("%(from)s to %(to)s years ago")
        yield f"{at_least}-{at_most}", words % years, values
    yield "unknown", _("Date not known"), {"year": ["unknown"]}


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day some years before; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _asking(asked: Asked, rows: PublicationQuerySet, values: Values) -> PublicationQuerySet:
    """The rows that answer these questions, too."""
    for name, those in values.items():
        field = asked.questions.form.fields[name]
        many = isinstance(asked.questions.form.cleaned_data.get(name), list)
        rows = asked.questions.filters[name].filter(rows, field.clean(those if many else those[0]))
    return rows


def _choice(
    asked: Asked,
    question: str,
    value: str,
    words: str,
    count: int,
    values: Values,
    all_asked: tuple[str, ...],
) -> Choice:
    chosen = all(sorted(asked.chosen(name)) == sorted(values.get(name, ())) for name in all_asked)
    cleared: Values = {name: [] for name in all_asked}
    return Choice(
        question,
        value,
        Words(words, page_language(), False),
        count,
        chosen,
        asked.instead(cleared if chosen else {**cleared, **values}),
        tuple((name, one) for name, those in values.items() for one in those),
    )
