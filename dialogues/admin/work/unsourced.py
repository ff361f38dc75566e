"""Facts without a source: each leads to the field where one is to be cited."""

from typing import Any

from django.db import models
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues import unsourced
from dialogues.admin.work.entries import NOTHING, Entry, Part, WorkList, name_of, of_record
from dialogues.models import (
    Attendance,
    Image,
    OutcomeReport,
    Participation,
    Place,
    Session,
    Statement,
)


def without_a_source() -> list[Part]:
    return [
        Part(
            fact.rows,
            of=fact.of,
            name=_name(fact.rows.model),
            field=models.Value(fact.field, output_field=models.TextField()),
            told=fact.claimed,
        )
        for fact in unsourced.facts()
    ]


def _name(model: Any) -> Any:
    """What a row is called: who took part, how many they were; None where its own name says it."""
    text = models.TextField()
    if model in (Participation, Statement):
        who = [name_of(related(model, way), f"{way}__") for way in ("person", "organization")]
        side = [name_of(related(model, "party"), "party__")] if model is Participation else []
        return Coalesce(
            *(NullIf(Cast(name, text), NOTHING) for name in [*who, *side, "title_en", "title_ja"]), NOTHING
        )
    if model is Attendance:
        return Concat("value", models.Value(" "), "unit", output_field=text)
    if model is Place:
        return Coalesce(
            *(NullIf(Cast(name, text), NOTHING) for name in ("city_en", "city_ja", "venue_en")), "country"
        )
    if model is OutcomeReport:
        return name_of(related(model, "outcome"), "outcome__")
    if model is Image:
        return Coalesce(NullIf(Cast("alt_en", text), NOTHING), Cast("alt_ja", text))
    if model is Session:
        return Coalesce(
            NullIf(Cast("title_en", text), NOTHING), Concat(models.Value("Track "), "track__slug")
        )
    return None


def related(model: Any, way: str) -> Any:
    return model._meta.get_field(way).related_model


UNSOURCED = WorkList(
    "unsourced",
    gettext_lazy("Facts without a source"),
    gettext_lazy(
        "Cite one at the field, or say with a claim what the sources give. Of a meeting, readers are told "
        "“No source recorded”."
    ),
    gettext_lazy("Every fact that is recorded has a source."),
    without_a_source,
    lambda entry: _("%(field)s: no source recorded.") % {"field": capfirst(_fact(entry))},
    stands=lambda entry: unsourced.stands(entry.told),
)


def _fact(entry: Entry) -> str:
    """What has no source: the field, or the whole row or record that has a box of sources."""
    return str(entry.kind if entry.field in ("source", "sources") else entry.field_label)


def of_form(record: models.Model) -> list[tuple[str, str]]:
    """The facts of a record without a source: where each stands on its form, and what it is.

    One query; none of a kind of record whose facts need no source.
    """
    return [(entry.anchor, _on_the_form(entry)) for entry in of_record(UNSOURCED, record)]


def _on_the_form(entry: Entry) -> str:
    if not entry.part.of:
        return capfirst(entry.field_label)
    row = f"{capfirst(entry.kind)}: {entry.name}"
    return row if entry.field in ("source", "sources") else f"{row}, {entry.field_label}"
