"""Outcomes of all meetings in one list, to find and to follow them. They are entered with their meetings."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dialogues.admin.entry.dates.in_lists import in_words_by_day
from dialogues.admin.long_lists import NamedInTheListFilter
from dialogues.admin.records import RecordAdmin
from dialogues.models import Outcome


@admin.register(Outcome)
class OutcomeAdmin(RecordAdmin):
    actions = None
    list_display = (
        "outcome",
        "kind",
        "status",
        in_words_by_day(Outcome._meta.get_field("due")),
        "last_report",
        "of_meeting",
    )
    list_filter = ("status", "kind", ("parties", NamedInTheListFilter))
    list_select_related = ("meeting",)
    search_fields = ("text_en", "text_ja", "text_other", "slug")
    fields = (
        "of_meeting",
        "text_en",
        "text_ja",
        "kind",
        "status",
        "due",
        "due_words",
        "parties",
        "organizations",
        "slug",
    )
    label_follows = ("meeting",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Outcome]:
        return super().get_queryset(request).prefetch_related("reports__meeting")

    @admin.display(description=_("outcome"), ordering="text_en")
    def outcome(self, outcome: Outcome) -> str:
        return str(outcome)

    @admin.display(description=_("last report"))
    def last_report(self, outcome: Outcome) -> str:
        reports = sorted(
            outcome.reports.all(), key=lambda report: (str(report.meeting.date_latest or ""), report.pk)
        )
        return f"{reports[-1].get_status_display()} ({reports[-1].meeting})" if reports else "–"

    @admin.display(description=_("meeting"), ordering="meeting__date_latest")
    def of_meeting(self, outcome: Outcome) -> str:
        address = reverse("admin:dialogues_meeting_change", args=[outcome.meeting_id])
        return format_html('<a href="{}">{}</a>', address, outcome.meeting)

    def choice_label(self, record: Any) -> str:
        return f"{record} ({record.meeting})"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Not from here. The permission stands, as an outcome goes when its meeting is deleted."""
        raise PermissionDenied

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(request, context | {"show_delete": False}, *args, **kwargs)
