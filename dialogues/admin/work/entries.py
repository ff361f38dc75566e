"""How the lists of the day's work are read: the first of all lists in one query, and one list page by page.

Nothing is counted, and no page skips over others: a list is read in an order that an index has, from a place in it.
A list is made of parts, one a kind of record, and each part gives no more rows than are shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Coalesce, Left, NullIf
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.admin.work.anchors import field_anchor

LONGEST_NAME = 120
MOST_OF_ONE_RECORD = 1000
NOTHING = models.Value("", output_field=models.TextField())
NEVER = Cast(models.Value(None), models.DateTimeField())

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Part:
    """What one kind of record gives to a list.

    `rows` are the records, or the rows of a record's form, that belong on it; `of` is then the way from the row to
    the record. `key` is the column by which the list goes; without one it goes by kind, and the oldest row first.
    `field` is the name of the field that wants work; `told`, `since` and `by` are what the reason is made of. An entry
    is told to be of the kind of its row, or, `by_record`, of the record's. It leads to the form, or where `leads_to`
    says; `beside` is the template of what may be done at once.
    """

    rows: models.QuerySet[Any]
    of: str = ""
    key: str = ""
    name: Any = None
    field: Any = NOTHING
    told: Any = NOTHING
    since: Any = NEVER
    by: Any = NOTHING
    by_record: bool = False
    leads_to: "Callable[[Entry], str] | None" = None
    beside: str = ""

    @property
    def head(self) -> Any:
        """The kind of the record on whose form the work is done."""
        model: Any = self.rows.model
        return model._meta.get_field(self.of).related_model if self.of else model

    @property
    def told_as(self) -> Any:
        """The kind that an entry is told to be of."""
        return self.head if self.by_record else self.rows.model

    @property
    def kind(self) -> str:
        """The word by which a list is narrowed to this part."""
        return str(self.told_as._meta.model_name)


@dataclass(frozen=True)
class Entry:
    """One thing that wants work."""

    part: Part
    place: Place
    head_id: int
    name: str
    of: str
    field: str
    told: str
    since: Any
    by: str

    @property
    def kind(self) -> Any:
        return self.part.told_as._meta.verbose_name

    @property
    def field_label(self) -> str:
        return str(self.part.rows.model._meta.get_field(self.field).verbose_name)

    @property
    def anchor(self) -> str:
        """Where on the form the field stands; empty where no field is meant."""
        return field_anchor(self.part.rows.model, self.place[2], self.field, self.part.of)

    @property
    def address(self) -> str:
        """The form, at the field; or where the part says."""
        if self.part.leads_to:
            return self.part.leads_to(self)
        return self.page("change") + (f"#{self.anchor}" if self.anchor else "")

    def page(self, name: str) -> str:
        """A page of the record."""
        options = self.part.head._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[self.head_id])


@dataclass(frozen=True)
class WorkList:
    """A list of the day's work: of which parts it is made, and what is said of an entry."""

    name: str
    title: Any
    why: Any
    none: Any
    parts: Callable[[], Sequence[Part]]
    reason: Callable[[Entry], str]
    # Whether an entry that the database found belongs on the list, where only a rule in words of ours can tell.
    stands: Callable[[Entry], bool] = lambda entry: True
    # What of a part is for a user, where the list is not the same for everybody.
    mine: Callable[[Part, Any], Part] = lambda part, user: part
    # The list of what was settled by a word, so that it can be taken back.
    done: "WorkList | None" = None

    def seen(self, request: HttpRequest) -> dict[int, Part]:
        """The parts whose records the user may see, by their number."""
        seen = [
            (n, part)
            for n, part in enumerate(self.parts())
            if request.user.has_perm(_view_permission(part.head))
        ]
        return {n: self.mine(part, request.user) for n, part in seen}

    @property
    def address(self) -> str:
        return reverse("admin:work_list", args=[self.name])


def _view_permission(model: Any) -> str:
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


def first_of_each(
    request: HttpRequest, lists: Sequence[WorkList], most: int
) -> list[tuple[list[Entry], bool]]:
    """For each list its first entries, and whether there are more than `most`. One query."""
    parts = {(at, n): part for at, one in enumerate(lists) for n, part in one.seen(request).items()}
    found = _read(parts, {key: _in_order(part.rows, part) for key, part in parts.items()}, most)
    return [
        ([entry for entry in entries[:most] if one.stands(entry)], len(entries) > most)
        for at, one in enumerate(lists)
        for entries in [found.get(at, [])]
    ]


def page_of(one: WorkList, request: HttpRequest, kind: str, after: str, most: int) -> tuple[list[Entry], str]:
    """The entries of a list that come after a place in it, and the place of the next page; empty at the end.

    Takes a kind to narrow the list to, or none. Raises ValidationError where `after` is no place. One query.
    """
    place = read_place(after) if after else None
    parts = {(0, n): part for n, part in one.seen(request).items() if kind in ("", part.kind)}
    rows = {key: _after(_in_order(part.rows, part), part, key[1], place) for key, part in parts.items()}
    entries = _read(parts, rows, most).get(0, [])
    next_page = "~".join(map(str, entries[most - 1].place)) if len(entries) > most else ""
    return [entry for entry in entries[:most] if one.stands(entry)], next_page


def of_record(one: WorkList, record: models.Model) -> list[Entry]:
    """The entries of a list that lead to the form of one record, part by part. One query."""
    parts = {(0, n): part for n, part in enumerate(one.parts()) if part.head is type(record)}
    rows = {
        key: _in_order(part.rows.filter(**{part.of or "pk": record.pk}), part) for key, part in parts.items()
    }
    return [entry for entry in _read(parts, rows, MOST_OF_ONE_RECORD).get(0, []) if one.stands(entry)]


def read_place(text: str) -> Place:
    """A place in a list as an address has it. Raises ValidationError where it is none."""
    key, *numbers = text.replace("\x00", "").rsplit("~", 2)
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() and len(n) < 19 for n in numbers):
        raise ValidationError(_("This is no place in the list."))
    return key, int(numbers[0]), int(numbers[1])


def _in_order(rows: models.QuerySet[Any], part: Part) -> models.QuerySet[Any]:
    return rows.order_by(*filter(None, [part.key]), "pk")


def _after(rows: models.QuerySet[Any], part: Part, number: int, place: Place | None) -> models.QuerySet[Any]:
    """The rows of a part that come after a place in its list."""
    if place is None:
        return rows
    key, at, pk = place
    beyond = models.Q(pk__gt=pk) if number == at else models.Q() if number > at else None
    if not part.key:
        return rows.none() if beyond is None else rows.filter(beyond)
    field = rows.model._meta.get_field(part.key)
    value = field.to_python(key)
    later = models.Q(**{f"{part.key}__gt": value})
    return rows.filter(later if beyond is None else later | (models.Q(**{part.key: value}) & beyond))


def _read(
    parts: dict[tuple[int, int], Part], rows: dict[tuple[int, int], models.QuerySet[Any]], most: int
) -> dict[int, list[Entry]]:
    """The first entries of each list in its order, one more than `most` where there are more. One query."""
    queries = [_columns(part, *key, rows[key])[: most + 1] for key, part in parts.items()]
    if not queries:
        return {}
    found: dict[int, list[Entry]] = {}
    rows_found = queries[0].union(*queries[1:], all=True).order_by() if len(queries) > 1 else queries[0]
    for at, number, key, pk, *columns in rows_found:
        found.setdefault(at, []).append(Entry(parts[at, number], (key, number, pk), *columns))
    return {at: sorted(entries, key=lambda entry: entry.place)[: most + 1] for at, entries in found.items()}


def _columns(part: Part, at: int, number: int, rows: models.QuerySet[Any]) -> models.QuerySet[Any, Any]:
    """What an entry is made of, in the order of its fields, before it the numbers of its list and of its part."""
    text = models.TextField()
    return rows.values_list(
        models.Value(at),
        models.Value(number),
        Cast(part.key, text) if part.key else NOTHING,
        "pk",
        f"{part.of}_id" if part.of else "pk",
        Left(Cast(part.name or name_of(part.rows.model), text), LONGEST_NAME),
        Left(Cast(name_of(part.head, f"{part.of}__"), text), LONGEST_NAME) if part.of else NOTHING,
        part.field,
        part.told,
        part.since,
        part.by,
    )


def name_of(model: Any, way: str = "") -> Any:
    """The name of a record, or of one that `way` leads to (`meeting__`): in English, else in Japanese, else its id."""
    columns = {column.name for column in model._meta.concrete_fields}
    stem = next(stem for stem in ("name", "title", "text", "slug") if {stem, f"{stem}_en"} & columns)
    names = [f"{way}{stem}_en", f"{way}{stem}_ja"] if f"{stem}_en" in columns else [f"{way}{stem}"]
    last = f"{way}slug" if "slug" in columns else NOTHING
    return Coalesce(
        *(NullIf(Cast(name, models.TextField()), NOTHING) for name in names), Cast(last, models.TextField())
    )


def models_of(parts: Iterable[Part]) -> dict[str, Any]:
    """The kinds of a list, by the words that narrow it, with their names."""
    return {part.kind: part.told_as._meta.verbose_name_plural for part in parts}
