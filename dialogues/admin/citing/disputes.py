"""What the claims on a record's form say of each fact, shown at its field: where they differ, and what is preferred.

A dispute is settled when one claim is preferred and says why. It is shown at the field that tells the fact; at the
rows that tell it together (the places, who took part); else at the claims. So is a preferred claim whose value is not
the field's.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst

from dialogues.admin.citing.citable import CITABLE, TAKES_OVER
from dialogues.admin.citing.said import FactSaid, Said, Saying, by_fact
from dialogues.admin.claims import ClaimFormSet
from dialogues.models import Participation, Session
from dialogues.public.facts.sides import FACTS_OF_ROLES

OF_ROLES = {fact for facts in FACTS_OF_ROLES.values() for fact in facts}


def facts_said(claims: ClaimFormSet) -> list[FactSaid]:
    """What the rows of claims say, fact by fact, in the order of the form. No query beyond the records it names."""
    return by_fact(str(claims.instance._meta.model_name), _on_the_form(claims))


def _on_the_form(claims: ClaimFormSet) -> Iterator[Saying]:
    for form in claims.forms:
        if claims.is_bound and claims.can_delete and claims._should_delete_form(form):
            continue
        if name := _typed(form, "field"):
            session, person = (
                _typed(form, one) if one in claims.narrowed_by else "" for one in ("session", "person")
            )
            yield name, session, person, _named(form, "person") if person else "", _said(form)


def _typed(form: Any, name: str) -> str:
    return str(form[name].value() or "").strip()


def _said(form: Any) -> Said:
    saved = form.instance.pk and not form.instance._state.adding
    texts = {name: _typed(form, name) for name in ("as_stated", "where", "reason")}
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
    claims = next((formset for formset in by_model.values() if isinstance(formset, ClaimFormSet)), None)
    if claims is None:
        return []
    shown = []
    for fact in facts_said(claims):
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
            formset: Any = claims if fact.session or fact.person else _rows_of(fact, by_model) or claims
            formset.disputes = [*getattr(formset, "disputes", []), fact]
    return shown


def _row_of(fact: FactSaid, form: Any, by_model: dict[Any, Any]) -> Any:
    """The form of the record, of the session or of the participation that tells the fact."""
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
    """The kind of rows that tell the fact together; None where none does."""
    if fact.name in OF_ROLES and Participation in by_model:
        return by_model[Participation]
    for model, formset in by_model.items():
        if any(how.fact == fact.name and how.every_row for how in CITABLE.get(model, {}).values()):
            return formset
    return None


def links(shown: Iterable[FactSaid]) -> Iterator[tuple[str, str, bool]]:
    """Where on the page each is: its anchor, its words, whether it still needs a decision."""
    for fact in shown:
        yield fact.anchor, capfirst(fact.heading), fact.undecided
