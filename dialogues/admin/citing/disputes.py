"""What the claims on a meeting's form say of each fact, shown at its field: where they differ, and what is preferred.

A dispute is settled when one claim is preferred and says why. It is shown at the field that tells the fact; at the
rows that tell it together (the places, who took part); else at the claims. So is a preferred claim whose value is not
the field's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogues.admin.citing.citable import CITABLE
from dialogues.disputes import differ, same
from dialogues.models import Claim, Meeting, Participation, Session
from dialogues.public.facts.claims import heading, in_words
from dialogues.public.facts.sides import FACTS_OF_ROLES

# The fields that can take over the value of a claim as it is.
TAKES_OVER = {
    Meeting: ("date", "edition", "format", "kind", "status"),
    Session: ("date", "ordinal", "relation"),
}
OF_ROLES = {fact for facts in FACTS_OF_ROLES.values() for fact in facts}


@dataclass(frozen=True)
class Said:
    """What one claim on the form says."""

    key: str  # the number of its row in the database, or the key of a row that is not saved yet
    value: Any
    source: str
    as_stated: str
    where: str
    reason: str
    preferred: bool


@dataclass
class Value:
    """One value of a fact, with the claims that give it."""

    words: str
    value: Any
    said: list[Said] = field(default_factory=list)

    @property
    def preferred(self) -> bool:
        return any(one.preferred for one in self.said)

    @property
    def chosen(self) -> Said:
        """The claim that is preferred where this value is: the one that is already, else the first."""
        return next((one for one in self.said if one.preferred), self.said[0])


@dataclass
class FactSaid:
    """A fact with what the claims on the form say of it."""

    name: str
    session: str
    person: str
    named: str = ""  # the person, or the session where the place on the page does not say which
    values: list[Value] = field(default_factory=list)
    box: Any = None  # the field that tells the fact, where there is one
    takes_over: bool = False

    @property
    def id(self) -> str:
        """Its name in the form: date, date-s12 (of a session), title-p5 (of a person)."""
        of = f"-s{self.session}" if self.session else f"-p{self.person}" if self.person else ""
        return f"{self.name}{of}"

    @property
    def heading(self) -> str:
        words = heading(self.name, of_a_person=bool(self.person))
        return f"{words}, {self.named}" if self.named else words

    @property
    def disputed(self) -> bool:
        return differ(self.name, (value.value for value in self.values))

    @property
    def preferred(self) -> Said | None:
        return next((one for value in self.values for one in value.said if one.preferred), None)

    @property
    def settled(self) -> bool:
        return self.preferred is not None and bool(self.preferred.reason)

    @property
    def reason(self) -> str:
        return self.preferred.reason if self.preferred else ""

    @property
    def field_differs(self) -> bool:
        """Whether the field's own value is another than that of the preferred claim."""
        return (
            self.takes_over
            and self.preferred is not None
            and self.preferred.value is not None
            and not same(self.preferred.value, self.box.value())
        )

    @property
    def undecided(self) -> bool:
        """Whether staff are asked for a decision: no value is preferred, no reason says why, or the field differs."""
        return (self.disputed and not self.settled) or self.field_differs

    @property
    def field_says(self) -> str:
        value = self.box.value()
        return in_words(self.name, value, "en") if value not in (None, "") else _("nothing")

    @property
    def preferred_words(self) -> str:
        return next((value.words for value in self.values if value.preferred), "")


# The fact, its session, its person, how those are named, and what one claim says of it.
Saying = tuple[str, str, str, str, Said]


def by_fact(sayings: Iterable[Saying]) -> list[FactSaid]:
    """What claims say, fact by fact and within it by value, in their order."""
    found: dict[tuple[str, str, str], FactSaid] = {}
    for name, session, person, named, said in sayings:
        fact = found.setdefault((name, session, person), FactSaid(name, session, person, named))
        for value in fact.values:
            if same(value.value, said.value):
                value.said.append(said)
                break
        else:
            fact.values.append(Value(in_words(name, said.value, "en"), said.value, [said]))
    return list(found.values())


def facts_said(claims: Any) -> list[FactSaid]:
    """What the rows of claims say, fact by fact, in the order of the form. No query beyond the records it names."""
    return by_fact(_on_the_form(claims))


def _on_the_form(claims: Any) -> Iterator[Saying]:
    for form in claims.forms:
        if claims.is_bound and claims.can_delete and claims._should_delete_form(form):
            continue
        name, session, person = (
            str(form[one].value() or "").strip() for one in ("field", "session", "person")
        )
        if not name:
            continue
        yield name, session, person, _named(form, "person") if person else "", _said(form)


def _said(form: Any) -> Said:
    saved = form.instance.pk and not form.instance._state.adding
    texts = {name: str(form[name].value() or "").strip() for name in ("as_stated", "where", "reason")}
    return Said(
        key=str(form.instance.pk) if saved else str(form["key"].value() or ""),
        value=_value(form),
        source=_named(form, "source"),
        preferred=bool(form["preferred"].value()),
        **texts,
    )


def _value(form: Any) -> Any:
    if form.is_bound:
        # What was typed may be a date in words; where it could not be read, it stands as it is.
        return form.cleaned_data.get("value", form["value"].value() or None)
    return form.initial.get("value")


def _named(form: Any, name: str) -> str:
    """The record in a box, as it is offered there."""
    box = form.fields[name]
    record = box.known.find(box.queryset.model, key) if (key := form[name].value()) else None
    return str(record) if record else ""


# --- at the field -----------------------------------------------------------------------------------------------


def show_at_fields(form: Any, formsets: Iterable[Any]) -> list[FactSaid]:
    """Puts each fact that needs a decision where it is told: `dispute` of a field, or `disputes` of a kind of rows.

    Returns them, in the order of the claims.
    """
    by_model = {formset.model: formset for formset in formsets}
    if Claim not in by_model:
        return []
    shown = []
    for fact in facts_said(by_model[Claim]):
        row = _row_of(fact, form, by_model)
        if row is not None:
            name = _field_of(fact, type(row.instance))
            fact.box = row[name] if name in row.fields else None
            fact.takes_over = fact.box is not None and name in TAKES_OVER.get(type(row.instance), ())
        if not fact.disputed and not fact.field_differs:
            continue
        shown.append(fact)
        if fact.box is not None:
            fact.box.dispute = fact
            row.needs_a_decision = getattr(row, "needs_a_decision", False) or fact.undecided
        else:
            formset = by_model[Claim] if fact.session or fact.person else _rows_of(fact, by_model)
            formset.disputes = [*getattr(formset, "disputes", []), fact]
    return shown


def _row_of(fact: FactSaid, form: Any, by_model: dict[Any, Any]) -> Any:
    """The form of the meeting, of the session or of the participation that tells the fact."""
    if fact.session:
        sessions = by_model.get(Session)
        return (
            next((row for row in sessions.forms if sessions.key_of(row) == fact.session), None)
            if sessions
            else None
        )
    if fact.person:
        parts = by_model[Participation].forms if Participation in by_model else ()
        return next((row for row in parts if str(row["person"].value() or "") == fact.person), None)
    return form


def _field_of(fact: FactSaid, model: Any) -> str:
    """The first field of a kind that tells the fact; empty where none does, or all rows do together."""
    if model is Participation and fact.name == "name":
        return "person"
    return next(
        (name for name, how in CITABLE[model].items() if how.fact == fact.name and not how.every_row), ""
    )


def _rows_of(fact: FactSaid, by_model: dict[Any, Any]) -> Any:
    if fact.name in OF_ROLES and Participation in by_model:
        return by_model[Participation]
    for model, formset in by_model.items():
        if any(how.fact == fact.name and how.every_row for how in CITABLE.get(model, {}).values()):
            return formset
    return by_model[Claim]


def links(shown: Iterable[FactSaid]) -> Iterator[tuple[str, str, bool]]:
    """Where on the page each is: its anchor, its words, whether it still needs a decision."""
    for fact in shown:
        yield f"dispute-{fact.id}", capfirst(fact.heading), fact.undecided
