"""What is chosen of a list or the calendar, in words, each with the address that takes it back.

What a facet beside the list shows is called as it is there. What none shows (in the calendar nothing, in a list the
person or the pair that a page led from) is named by its record.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from dialogues.filters.counting import Counted
from dialogues.public import publications
from dialogues.public.facts import sides
from dialogues.public.lists.asking import Asked
from dialogues.public.lists.narrowing import Choice, Facet, Group, titled
from dialogues.public.words import dates, vocabulary
from dialogues.public.words.texts import Words, language_name

# The questions whose values are records of a kind of that name.
RECORDS = ("party", "dialogue", "meeting", "organization", "person", "topic")

Titles = dict[tuple[str, str], Counted]


def chips(groups: Iterable[Group], asked: Asked, facets: Sequence[Facet], language: str) -> list[Choice]:
    """What is chosen: what the groups show, then the rest. One query where records of the rest are named, else none."""
    shown = [choice for group in groups for choice in (*group.choices, *group.more) if choice.chosen]
    known = {pair for choice in shown for pair in choice.stands_for or [(choice.question, choice.value)]}
    others = [pair for pair in asked.all_chosen() if pair[0] != "q" and pair not in known]
    labels = {facet.question: facet.labels for facet in facets if facet.labels is not None}
    titles = _titles(others)
    return [
        *shown,
        *(
            Choice(
                name,
                value,
                _words(name, value, labels, titles, language),
                0,
                True,
                asked.without(name, value),
            )
            for name, value in others
        ),
    ]


def _titles(chosen: Iterable[tuple[str, str]]) -> Titles:
    named = {(name, value) for name, value in chosen if name in RECORDS}
    named |= {("party", code) for name, value in chosen if name == "pair" for code in value.split("-")}
    if not named:
        return {}
    rows = publications.shown(*{kind for kind, _slug in named}).filter(
        slug__in={slug for _kind, slug in named}
    )
    return {
        (kind, slug): Counted(slug, 0, english, japanese)
        for kind, slug, english, japanese in rows.values_list("kind", "slug", "title_en", "title_ja")
    }


def _words(
    name: str, value: str, labels: dict[str, vocabulary.Labels], titles: Titles, language: str
) -> Words:
    if name == "pair":
        names = [_titled("party", code, titles, language).text for code in value.split("-")]
        return Words(sides.joined(names, language), language, False)
    if name in RECORDS:
        return _titled(name, value, titles, language)
    if name in labels:
        return Words(str(vocabulary.label(labels[name], value)), language, False)
    return Words(_in_words(name, value, language), language, False)


def _titled(kind: str, slug: str, titles: Titles, language: str) -> Words:
    return titled(titles.get((kind, slug), Counted(slug, 0, "", "")), language)


def _in_words(name: str, value: str, language: str) -> str:
    day = {"day": dates.in_words(value, language)}
    match name:
        case "exact":
            return _("These exact words")
        case "date_from":
            return _("On %(day)s or later") % day
        case "date_to":
            return _("On %(day)s or earlier") % day
        case "due_before":
            return _("Due before %(day)s") % day
        case "language":
            return language_name(value, language)
        case "year" if value == "unknown":
            return _("Year not known")
        case "year":
            return dates.in_words(value, language)
        case "role":
            return str(vocabulary.label(vocabulary.ROLE, value))
        case "disputed" if value == "true":
            return _("Sources differ")
        case "disputed" if value == "false":
            return _("Sources do not differ")
        case "disputed":
            fact = vocabulary.label({**vocabulary.FACT, **vocabulary.FIELD}, value)
            return _("Sources differ: %(fact)s") % {"fact": fact}
    return f"{name}: {value}"
