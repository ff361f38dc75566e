"""The three tracks at the desk: staff word them, and add or delete none."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogues.admin.clearance import ClearedAdmin
from dialogues.models import Track


@admin.register(Track)
class TrackAdmin(ClearedAdmin):
    readonly_fields = ("slug",)
    fieldsets = (
        (_("What it is called"), {"fields": ("slug", ("name_en", "name_ja"), "name_other")}),
        (_("What it means"), {"fields": (("definition_en", "definition_ja"), "definition_other")}),
        (_("Who sits"), {"fields": (("who_sits_en", "who_sits_ja"), "who_sits_other")}),
    )
    list_display = ("slug", "name_en", "name_ja")
    search_fields = ("slug", "name_en", "name_ja")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
