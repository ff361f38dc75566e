"""What the address of a list asks: its questions, its order and its page; and the addresses that ask otherwise.

An address holds the whole state: a facet, a page, a feed and a download are all the same questions, asked elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from dialogues.filters import Questions, answered, counting
from dialogues.filters.counting import Counts
from dialogues.filters.values import ManyValuesField
from dialogues.models.publications import PublicationQuerySet
from dialogues.public.lists.former_ids import present_questions
from dialogues.public.serving.paging import (
    PER_PAGE,
    Moved,
    Page,
    Reason,
    Unanswerable,
    page_of,
    unknown_questions,
)

SORT, PAGE = "sort", "page"


@dataclass(frozen=True)
class Order:
    """An order in which a list may be read: its word in the address, its label, and how it sorts."""

    name: str
    label: Any  # lazily translated
    sort: Callable[[PublicationQuerySet], PublicationQuerySet]


@dataclass(frozen=True)
class Asked:
    """The questions of one address. `path` is where the list is, without its questions."""

    path: str
    data: QueryDict
    questions: Questions
    orders: Sequence[Order]
    order: Order
    page: Page

    @cached_property
    def rows(self) -> PublicationQuerySet:
        """The publications that answer every question, in no order."""
        rows: PublicationQuerySet = self.questions.qs
        return rows

    @property
    def ordered(self) -> PublicationQuerySet:
        """The same in the order asked for."""
        return self.order.sort(self.rows)

    def rows_but_for(self, *names: str) -> PublicationQuerySet:
        """The publications that answer every question but these: what choosing otherwise there would find."""
        return self.questions.rows_but_for(*names)

    def chosen(self, name: str) -> list[str]:
        """The values that the address gives to a question, in their usual form."""
        return self.questions.asked(name)

    def all_chosen(self) -> Iterator[tuple[str, str]]:
        """Every question of the address with each of its values."""
        for name in self.questions.filters:
            for value in self.chosen(name):
                yield name, value

    def counts(self, questions: Iterable[str]) -> Counts:
        """What answers, counted, with the values of these questions. One query."""
        chosen = list(self.all_chosen())
        return counting.counts(self.rows, questions, chosen, self.rows_but_for, by_words=bool(self.words))

    @property
    def words(self) -> str:
        """The words that are searched for, as they are shown in the field of the form."""
        return " ".join(self.data.getlist("q"))

    def address(self, *, path: str = "", order: str = "", page: int = 1) -> str:
        """The address that asks the same, in another order, on another page or elsewhere."""
        return self._address(self._usual(), path=path, order=order or self.order.name, page=page)

    def with_value(self, name: str, value: str) -> str:
        """The address that asks for one value more."""
        query = self._usual()
        query.appendlist(name, value)
        return self._address(query, order=self.order.name)

    def without(self, name: str, value: str | None = None) -> str:
        """The address that asks for one value less, or for none of a question."""
        query = self._usual()
        kept = [one for one in query.pop(name, []) if value is not None and one != value]
        if kept:
            query.setlist(name, kept)
        return self._address(query, order=self.order.name)

    def instead(self, values: Mapping[str, Sequence[str]]) -> str:
        """The address that gives other values to some questions; none to those without any."""
        query = self._usual()
        for name, those in values.items():
            query.pop(name, None)
            if those:
                query.setlist(name, list(those))
        return self._address(query, order=self.order.name)

    def hidden(self, *but: str) -> list[tuple[str, str]]:
        """The questions as fields that a form sends with its own; `but` are those that the form itself asks."""
        fields = [(name, value) for name, values in self._usual().lists() for value in values]
        if self.order is not self.orders[0]:
            fields.append((SORT, self.order.name))
        return [(name, value) for name, value in fields if name not in but]

    def _usual(self) -> QueryDict:
        query = QueryDict(mutable=True)
        for name, value in self.all_chosen():
            query.appendlist(name, value)
        return query

    def _address(self, query: QueryDict, *, path: str = "", order: str = "", page: int = 1) -> str:
        if order and order != self.orders[0].name:
            query[SORT] = order
        if page > 1:
            query[PAGE] = str(page)
        return (path or self.path) + (f"?{query.urlencode()}" if query else "")


def refuse(request: HttpRequest, *names: str) -> None:
    """Raises Unanswerable where an address asks what its answer does not know: a feed has one order, and no pages."""
    if asked := sorted(set(names) & set(request.GET)):
        raise Unanswerable(
            [
                Reason(_("This page does not know the question “%(name)s”.") % {"name": one[:100]})
                for one in asked
            ]
        )


def asked_by(
    request: HttpRequest,
    questions: type[Questions],
    rows: PublicationQuerySet,
    orders: Sequence[Order],
    per_page: int = PER_PAGE,
) -> Asked:
    """What a request asks of rows. Raises Unanswerable with a reason for each fault, NoSuchPage, and Moved.

    Moved tells where the same is asked with the ids that records have now, if former ids are all that is wrong.
    """
    data = answered(request.GET)
    data.pop(PAGE, None)
    sorts = data.pop(SORT, [])
    filterset = questions(data, rows)
    reasons = unknown_questions(data, [*filterset.filters, SORT, PAGE])
    for name, field in filterset.form.fields.items():
        if not isinstance(field, ManyValuesField) and len(data.getlist(name)) > 1:
            reasons.append(Reason(_("“%(name)s” is asked for once only.") % {"name": name}))
    for name, errors in filterset.form.errors.as_data().items():
        reasons += [_reason(data, name, error) for error in errors]
    faults = sum(map(len, filterset.form.errors.as_data().values()))
    by_name = {order.name: order for order in orders}
    if sorts and (len(sorts) > 1 or sorts[0] not in by_name):
        meant = tuple((name, _with(data, SORT, sorts[0], name)) for name in by_name)
        reasons.append(Reason(_("The list has no such order."), meant))
    if reasons:
        if len(reasons) == faults and (present := present_questions(request.GET, filterset)):
            raise Moved(f"{request.path}?{present.urlencode()}")
        raise Unanswerable(reasons)
    order = by_name[sorts[0]] if sorts else orders[0]
    return Asked(request.path, data, filterset, orders, order, page_of(request.GET.getlist(PAGE), per_page))


def _reason(data: QueryDict, name: str, error: ValidationError) -> Reason:
    words = " ".join(str(message)[:300] for message in error.messages)
    params = error.params if isinstance(error.params, dict) else {}
    value = str(params.get("value", ""))
    meant = tuple((other, _with(data, name, value, other)) for other in params.get("did_you_mean", ()))
    return Reason(f"{name}{_(': ')}{words}", meant)


def _with(data: QueryDict, name: str, value: str, other: str) -> str:
    """The address with one value in place of another."""
    query = data.copy()
    query.setlist(name, [*(one for one in query.getlist(name) if one.lower() != value.lower()), other])
    return f"?{query.urlencode()}"
