"""Meetings at the desk: one form for a whole release, in the order in which a release is read."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.admin import meeting_rows as rows
from dialogues.admin.citing.forms import CitesSources
from dialogues.admin.clearance import ClearedAdmin
from dialogues.admin.entry.dates.in_lists import in_words_by_day
from dialogues.admin.long_lists import NamedInTheListFilter
from dialogues.admin.records import RecordForm, as_slug, possible_days
from dialogues.admin.sessions import PartFormSet, SessionFormSet
from dialogues.models import Meeting, Participation
from participants.languages import in_words
from participants.models import Party
from participants.records import free_slug


@dataclass(frozen=True)
class Section:
    """One question that a release answers, with the fields and rows that take the answer."""

    name: str
    title: Any
    why: Any
    fields: tuple[Any, ...] = ()
    rows: tuple[Any, ...] = field(default=())


SECTIONS = (
    Section(
        "what",
        _("What it was"),
        _(
            "The title of the release, and the series in which it counts. A meeting without a title is still a meeting."
        ),
        (
            ("title_en", "title_ja"),
            "title_other",
            ("dialogue", "edition", "edition_stated"),
            ("kind", "status"),
            "slug",
        ),
    ),
    Section(
        "when",
        _("When"),
        _(
            "As exactly as the sources say, and no more. Where they differ, enter the likeliest here "
            "and every claim below."
        ),
        (("date", "days"),),
    ),
    Section("where", _("Where"), "", ("format",), (rows.Places,)),
    Section("who", _("Who"), "", (), (rows.Parties, rows.Sessions, rows.Participations, rows.Counts)),
    Section("discussed", _("What was discussed"), "", ("topics",), (rows.Agenda,)),
    Section("said", _("What was said"), "", (), (rows.Statements,)),
    Section("outcomes", _("What came of it"), "", (), (rows.Outcomes, rows.Reports)),
    Section("pictures", _("Pictures"), "", (), (rows.Images,)),
    Section("related", _("Other meetings"), "", (), (rows.Relations,)),
    Section("sources", _("Sources and claims"), "", ("sources",), (rows.Claims,)),
    Section(
        "words",
        _("In our words"),
        _("A summary for readers, and whatever has no place above."),
        (("summary_en", "summary_ja"), "summary_other", "note"),
    ),
)


# More would leave no room for the year and the kind.
MOST_SIDES_IN_AN_ID = 4

_PARTY_OF_A_ROW = re.compile(r"party_places-[0-9]+-party")


class MeetingForm(RecordForm):
    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        """As in us-jp-cds-09: the dialogue and the number, or the dialogue and the year; else the title.

        Where there is none of them, the sides, the year and the kind, as in us-jp-2024-signing.
        """
        dialogue, edition, year = cleaned.get("dialogue"), cleaned.get("edition"), year_of(cleaned)
        if dialogue and edition:
            return f"{dialogue.slug}-{edition:02d}"
        if dialogue and year:
            return f"{dialogue.slug}-{year}"
        if as_slug(title := cleaned.get("title_en") or ""):
            return title
        if dialogue:
            return f"{dialogue.slug}-meeting"
        sides = self._sides()[:MOST_SIDES_IN_AN_ID]
        return "-".join(filter(None, [*sides, year, kind_word(cleaned)])) if sides else ""

    def slug_of_the_nameless(self, cleaned: dict[str, Any]) -> str:
        """As in meeting-2026-1: the kind, the year (of the entry where no other is known), and a number."""
        year = year_of(cleaned) or str(timezone.localdate().year)
        return free_slug(Meeting, f"{kind_word(cleaned)}-{year}-")

    def _sides(self) -> list[str]:
        """The ids of the parties in the rows of the same form, in the order of the page."""
        named = [
            key
            for name, key in self.data.items()
            if _PARTY_OF_A_ROW.fullmatch(name) and f"{name.removesuffix('party')}DELETE" not in self.data
        ]
        slugs = {str(pk): slug for pk, slug in Party.objects.values_list("pk", "slug")}
        return [slugs[key] for key in named if key in slugs]


def year_of(cleaned: dict[str, Any]) -> str:
    """The year in which the meeting began; empty where it is not known."""
    year = (cleaned.get("date") or "")[:4]
    return year if year.isdigit() else ""


def kind_word(cleaned: dict[str, Any]) -> str:
    """The kind of the meeting as its public id says it."""
    kind = cleaned.get("kind") or Meeting.Kind.DIALOGUE_MEETING
    return "meeting" if kind == Meeting.Kind.DIALOGUE_MEETING else str(kind).replace("_", "-")


@admin.register(Meeting)
class MeetingAdmin(CitesSources, ClearedAdmin):
    form = MeetingForm
    change_form_template = "admin/desk/meeting_form.html"
    inlines = tuple(inline for section in SECTIONS for inline in section.rows)
    fieldsets = tuple((section.title, {"fields": section.fields}) for section in SECTIONS if section.fields)
    readonly_fields = ("days",)
    autocomplete_fields = ("dialogue", "topics", "sources")
    list_display = (
        "meeting",
        in_words_by_day(Meeting._meta.get_field("date")),
        "dialogue",
        "number",
        "status",
    )
    list_filter = ("status", "kind", ("parties", NamedInTheListFilter))
    list_select_related = ("dialogue", "submitted_by")
    search_fields = (
        "title_en",
        "title_ja",
        "title_other",
        "slug",
        "edition_stated",
        "date",
    )

    class Media:
        js = (
            "admin/js/jquery.init.js",
            "admin_desk/sessions.js",
            "admin_desk/delegation.js",
            "admin_desk/names.js",
        )

    @admin.display(description=_("meeting"), ordering="title_en")
    def meeting(self, meeting: Meeting) -> str:
        return str(meeting)

    @admin.display(description=_("no."), ordering="edition", empty_value="–")
    def number(self, meeting: Meeting) -> int | None:
        return meeting.edition

    @admin.display(description=_("possible days"))
    def days(self, meeting: Meeting) -> str:
        return possible_days(meeting, "date")

    def choice_label(self, record: Any) -> str:
        return ", ".join(part for part in (in_words(record.title), record.date, record.slug) if part)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].help_text = _(
                "Part of the address for ever. Left empty, it is made from the dialogue and the number, "
                "as in us-jp-cds-09; or from the title; or from the sides, the year and the kind, as in "
                "us-jp-2024-signing."
            )
        return form

    def join_rows(self, formsets: list[Any]) -> None:
        """Offers the sessions on the form to the parts on the form."""
        sessions = next((formset for formset in formsets if isinstance(formset, SessionFormSet)), None)
        for formset in formsets:
            if isinstance(formset, PartFormSet):
                formset.sessions = sessions

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        drawn = {fieldset.name: fieldset for fieldset in context["adminform"]}
        by_rows = {type(formset.opts): formset for formset in context["inline_admin_formsets"]}
        context["sections"] = [
            {
                "section": section,
                "fieldset": drawn.get(section.title),
                "rows": [by_rows[inline] for inline in section.rows if inline in by_rows],
            }
            for section in SECTIONS
        ]
        context["roles"] = Participation.Role.choices
        return super().render_change_form(request, context, add, change, form_url, obj)
