"""Sources at the desk."""

import hashlib
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogues.admin.clearance import ClearedAdmin
from dialogues.admin.entry.dates.in_lists import in_words_by_day
from dialogues.admin.records import RecordForm, possible_days
from dialogues.models import Source


class SourceForm(RecordForm):
    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        return f"src-{cleaned.get('title') or ''}"


@admin.register(Source)
class SourceAdmin(ClearedAdmin):
    form = SourceForm
    readonly_fields = ("days", "stored_text_sha256")
    fieldsets = (
        (_("What it is"), {"fields": ("title", ("publisher", "language"), ("kind", "reliability"), "slug")}),
        (_("Where it is"), {"fields": ("url", "archived_url", ("published", "days"), "accessed")}),
        (
            _("The text in hand"),
            {
                "fields": ("document", "stored_text", "stored_text_sha256"),
                "description": _("Never shown to readers."),
            },
        ),
        (None, {"fields": ("note",)}),
    )
    list_display = (
        "title",
        "publisher",
        "kind",
        in_words_by_day(Source._meta.get_field("published")),
        "reliability",
    )
    list_filter = ("kind", "reliability", "language")
    search_fields = ("title", "publisher", "slug", "url", "document")

    @admin.display(description=_("possible days"))
    def days(self, source: Source) -> str:
        return possible_days(source, "published")

    def choice_label(self, record: Any) -> str:
        return ", ".join(part for part in (str(record), record.published, record.slug) if part)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        text = obj.stored_text
        obj.stored_text_sha256 = hashlib.sha256(text.encode()).hexdigest() if text else ""
        super().save_model(request, obj, form, change)
