"""Texts that are there in one language only, and texts of which one language was not changed with the other."""

from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.work.clearing import CLEARED
from dialogues.admin.work.entries import NOTHING, Entry, Part, WorkList
from dialogues.audit.models import OlderText
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


def one_older() -> list[Part]:
    return [
        replace(part, beside="admin/desk/work/still_right.html")
        for part in _older(OlderText.objects.open(), since="since", by="by__username")
    ]


def found_right() -> list[Part]:
    return [
        replace(part, beside="admin/desk/work/list_again.html")
        for part in _older(OlderText.objects.found_right(), since="right_at", by="right_by__username")
    ]


def _older(texts: models.QuerySet[OlderText], since: str, by: str) -> list[Part]:
    return [
        Part(
            model._default_manager.filter(_is_one_of(older.values("row_id"))),
            of="meeting" if model in ROWS else "",
            name=_there(stem) if model in ROWS else None,
            field=_of_it(older, Concat(models.Value(f"{stem}_"), "older", output_field=models.TextField())),
            since=_of_it(older, since),
            by=Coalesce(_of_it(older, by), NOTHING, output_field=models.TextField()),
        )
        for model in (*CLEARED, *ROWS)
        for stem in stems_of(model)
        for older in [texts.filter(table_name=model._meta.db_table, stem=stem)]
    ]


def _is_one_of(numbers: models.QuerySet[Any, Any]) -> Any:
    """Whether a row is one of these few: rows are read by their key, whatever the database makes of their number."""
    return models.Func(
        "pk",
        ArraySubquery(numbers),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )


def _of_it(older: models.QuerySet[Any], column: Any) -> Any:
    return models.Subquery(older.filter(row_id=models.OuterRef("pk")).annotate(it=_f(column)).values("it"))


def _f(column: Any) -> Any:
    return models.F(column) if isinstance(column, str) else column


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


def _changed(entry: Entry) -> str:
    words = {"field": entry.field_label, "since": timesince(entry.since), "who": entry.by}
    return (
        _("Older: %(field)s. The other was changed %(since)s ago by %(who)s.")
        if entry.by
        else _("Older: %(field)s. The other was changed %(since)s ago.")
    ) % words


def _looked(entry: Entry) -> str:
    words = {"field": entry.field_label, "since": timesince(entry.since), "who": entry.by}
    return (
        _("Still right: %(field)s. Said %(since)s ago by %(who)s.")
        if entry.by
        else _("Still right: %(field)s. Said %(since)s ago.")
    ) % words


STILL_RIGHT = WorkList(
    "still-right",
    gettext_lazy("Found still right"),
    gettext_lazy("One language was changed, and somebody found that the other needs no change."),
    gettext_lazy("No text was found still right after its other language was changed."),
    found_right,
    _looked,
)
OLDER = WorkList(
    "older-language",
    gettext_lazy("One language older than the other"),
    gettext_lazy("A text was changed in English or in Japanese, and not in the other since."),
    gettext_lazy("No text was changed in one language alone."),
    one_older,
    _changed,
    done=STILL_RIGHT,
)
