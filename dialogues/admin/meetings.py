"""Meetings at the desk: one form for a whole release, in the order in which a release is read."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from dialogues.admin import meeting_rows as rows
from dialogues.admin.clearance import ClearedAdmin
from dialogues.admin.records import RecordForm, possible_days
from dialogues.admin.sessions import PartFormSet, SessionFormSet
from dialogues.models import Meeting
from participants.languages import in_words


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


class MeetingForm(RecordForm):
    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        """As in us-jp-cds-09: the dialogue and the number, or the dialogue and the year; else the title."""
        dialogue, edition, date = (cleaned.get(name) for name in ("dialogue", "edition", "date"))
        if dialogue and edition:
            return f"{dialogue.slug}-{edition:02d}"
        if dialogue and date and date[:4].isdigit():
            return f"{dialogue.slug}-{date[:4]}"
        return cleaned.get("title_en") or (f"{dialogue.slug}-meeting" if dialogue else "")


@admin.register(Meeting)
class MeetingAdmin(ClearedAdmin):
    form = MeetingForm
    change_form_template = "admin/desk/meeting_form.html"
    inlines = tuple(inline for section in SECTIONS for inline in section.rows)
    fieldsets = tuple((section.title, {"fields": section.fields}) for section in SECTIONS if section.fields)
    readonly_fields = ("days",)
    autocomplete_fields = ("dialogue", "topics", "sources")
    list_display = ("meeting", "date", "dialogue", "number", "status")
    list_filter = ("status", "kind", ("parties", admin.RelatedOnlyFieldListFilter))
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
        js = ("admin_desk/sessions.js",)

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
                "as in us-jp-cds-09."
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
        return super().render_change_form(request, context, add, change, form_url, obj)
