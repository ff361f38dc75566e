"""Texts that are there in English and not in Japanese, or the other way round."""

from typing import Any

from django.db import models
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.work.clearing import CLEARED
from dialogues.admin.work.entries import NOTHING, Part, WorkList
from dialogues.models import AgendaItem, Image, Outcome, Participation, Place, Session, Statement
from participants.languages import in_one_language, stems_of

ROWS: tuple[Any, ...] = (Session, Participation, AgendaItem, Outcome, Statement, Image, Place)


def one_missing() -> list[Part]:
    return [
        Part(
            model._default_manager.filter(in_one_language(stem)),
            of="meeting" if model in ROWS else "",
            name=_there(stem) if model in ROWS else None,
            field=_missing(stem),
        )
        for model in (*CLEARED, *ROWS)
        for stem in stems_of(model)
    ]


def _there(stem: str) -> Any:
    text = models.TextField()
    return Coalesce(NullIf(Cast(f"{stem}_en", text), NOTHING), Cast(f"{stem}_ja", text))


def _missing(stem: str) -> Any:
    return models.Case(
        models.When(**{f"{stem}_en": ""}, then=models.Value(f"{stem}_en")),
        default=models.Value(f"{stem}_ja"),
        output_field=models.TextField(),
    )


LANGUAGES = WorkList(
    "languages",
    gettext_lazy("One language missing"),
    gettext_lazy("A text is there in English or in Japanese, and not in the other."),
    gettext_lazy("Every text is there in both languages, or in neither."),
    one_missing,
    lambda entry: _("Missing: %(field)s.") % {"field": entry.field_label},
)
