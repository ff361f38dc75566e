"""Where records stand, as list columns and filters: never published, public, edited since, withdrawn; in review."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.documents import kind_of
from dialogues.models import Publication, SentBack
from dialogues.states import State

PUBLIC_STATES = (State.PUBLIC, State.EDITED)

# Said by a sign and by words, so that nobody depends on a color.
SIGNS = {State.NEVER_PUBLISHED: "○", State.PUBLIC: "●", State.EDITED: "◐", State.WITHDRAWN: "✕"}


def shown_state(state: State) -> str:
    return format_html(
        '<span class="standing standing-{}"><span aria-hidden="true">{}</span> {}</span>',
        state,
        SIGNS[state],
        state.label,
    )


def review_in_words(record: Any) -> str:
    """Since when a record waits for a publisher, and who sent it; empty where it does not wait."""
    if not record.submitted_at:
        return ""
    day = date_format(record.submitted_at, "DATETIME_FORMAT")
    if record.submitted_by:
        return _("since %(day)s, sent by %(who)s") % {"day": day, "who": record.submitted_by}
    return _("since %(day)s") % {"day": day}


def in_state(records: models.QuerySet[Any], state: str) -> models.QuerySet[Any]:
    """The records that stand so."""
    ours = Publication.objects.filter(kind=kind_of(records.model()), record_id=models.OuterRef("pk"))
    shown = ours.filter(withdrawn_at__isnull=True)
    conditions = {
        State.NEVER_PUBLISHED: ~models.Exists(ours),
        State.PUBLIC: models.Exists(shown.filter(record_version=models.OuterRef("version"))),
        State.EDITED: models.Exists(shown.exclude(record_version=models.OuterRef("version"))),
        State.WITHDRAWN: models.Exists(ours.filter(withdrawn_at__isnull=False)),
    }
    return records.filter(conditions[State(state)])


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return in_state(queryset, value) if (value := self.value()) in State.values else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", gettext_lazy("In review")),
            ("mine", gettext_lazy("In review, sent by me")),
            ("sent_back", gettext_lazy("Sent back")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        match self.value():
            case "waiting":
                return queryset.filter(submitted_at__isnull=False)
            case "mine":
                return queryset.filter(submitted_at__isnull=False, submitted_by=request.user)
            case "sent_back":
                kind = kind_of(queryset.model())
                return queryset.filter(pk__in=SentBack.objects.filter(kind=kind).values("record_id"))
        return queryset
