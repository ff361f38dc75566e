"""Dialogues at the desk."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogues.admin.citing.forms import CitesSources
from dialogues.admin.citing.rows import DialogueClaims
from dialogues.admin.clearance import ClearedAdmin
from dialogues.admin.records import RecordForm, possible_days
from dialogues.admin.rows import Rows
from dialogues.models import Dialogue, DialogueName, DialogueParty


class Parties(Rows):
    model = DialogueParty
    autocomplete_fields = ("party",)
    heading_follows = ("party",)
    fields = (("party", "order"),)
    why = _(
        "Two make it bilateral; three or more are allowed. In the order in which the dialogue names them."
    )


class OtherNames(Rows):
    model = DialogueName
    fields = (("name", "lang", "order"),)
    why = _("Each side names itself first: “U.S.-Japan” and “Japan-U.S.” are one dialogue.")


class DialogueForm(RecordForm):
    needs_words = "name"

    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        return cleaned.get("name_en") or ""


@admin.register(Dialogue)
class DialogueAdmin(CitesSources, ClearedAdmin):
    form = DialogueForm
    inlines = (Parties, OtherNames, DialogueClaims)
    readonly_fields = ("days",)
    autocomplete_fields = ("parent", "predecessor", "sources")
    fieldsets = (
        (_("What it is"), {"fields": (("name_en", "name_ja"), "name_other", ("focus", "level"), "slug")}),
        (
            _("Where it stands"),
            {"fields": (("status", "cadence"), ("established", "days"), ("parent", "predecessor"))},
        ),
        (_("What it rests on"), {"fields": ("mandate", "sources", "note")}),
    )
    list_display = ("name", "sides", "focus", "status", "slug")
    list_filter = ("status", "focus")
    search_fields = ("name_en", "name_ja", "name_other", "slug", "other_names__name")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Dialogue]:
        return super().get_queryset(request).prefetch_related("party_places__party")

    @admin.display(description=_("dialogue"), ordering="name_en")
    def name(self, dialogue: Dialogue) -> str:
        return str(dialogue)

    @admin.display(description=_("parties"))
    def sides(self, dialogue: Dialogue) -> str:
        return "–".join(place.party.slug for place in dialogue.party_places.all())

    @admin.display(description=_("possible days"))
    def days(self, dialogue: Dialogue) -> str:
        return possible_days(dialogue, "established")

    def choice_label(self, record: Any) -> str:
        return f"{record} ({record.slug})"
