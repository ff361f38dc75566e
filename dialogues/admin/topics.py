"""Topics at the desk."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dialogues.admin.clearance import ClearedAdmin
from dialogues.admin.long_lists import NamedOrNotFilter
from dialogues.admin.records import RecordForm
from dialogues.models import Topic


class TopicForm(RecordForm):
    needs_words = "name"

    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        return cleaned.get("name_en") or ""


@admin.register(Topic)
class TopicAdmin(ClearedAdmin):
    form = TopicForm
    autocomplete_fields = ("parent",)
    fieldsets = (
        (_("What it is called"), {"fields": (("name_en", "name_ja"), "name_other", "parent", "slug")}),
        (_("What it means"), {"fields": (("definition_en", "definition_ja"), "definition_other")}),
    )
    list_display = ("name", "parent", "slug")
    list_filter = (("parent", NamedOrNotFilter),)
    list_select_related = ("parent", "submitted_by")
    search_fields = ("name_en", "name_ja", "name_other", "slug")
    label_follows = ("parent",)

    @admin.display(description=_("topic"), ordering="name_en")
    def name(self, topic: Topic) -> str:
        return str(topic)

    def choice_label(self, record: Any) -> str:
        return f"{record} ({record.parent})" if record.parent else str(record)
