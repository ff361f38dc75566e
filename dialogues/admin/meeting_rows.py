"""What is entered on a meeting's form, row by row, in the order in which a release is read."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dialogues.admin.citing.rows import RowsOfClaims
from dialogues.admin.claims import MeetingClaimForm, MeetingClaimFormSet
from dialogues.admin.records import possible_days
from dialogues.admin.rows import RowForm, Rows
from dialogues.admin.sessions import (
    SESSION_BY_SESSION,
    PartBySessionForm,
    PartForm,
    PartFormSet,
    PartsBySessionFormSet,
    SessionForm,
    SessionFormSet,
    SessionOfTheMeetingField,
)
from dialogues.models import (
    AgendaItem,
    Attendance,
    Claim,
    Image,
    MeetingParty,
    MeetingRelation,
    Outcome,
    OutcomeReport,
    Participation,
    Place,
    Session,
    Statement,
)


class AgendaForm(PartBySessionForm):
    needs_words = "text"


class OutcomeForm(RowForm):
    needs_words = "text"


class ImageForm(PartForm):
    needs_words = "alt"


class Parties(Rows):
    model = MeetingParty
    autocomplete_fields = ("party",)
    heading_follows = ("party",)
    fields = (("party", "order"),)
    why = _("The sides that met, in the order in which the meeting names them.")


class Places(Rows):
    model = Place
    fields = (
        ("city_en", "city_ja", "country"),
        ("venue_en", "venue_ja"),
        ("city_other", "venue_other"),
        ("note", "order"),
    )
    why = _("Where it was held: none, one or several. A dateline is not a venue; say so in the note.")


class Sessions(Rows):
    model = Session
    form = SessionForm
    formset = SessionFormSet
    short_lists = ("track",)
    heading_follows = ("track",)
    readonly_fields = ("days",)
    fields = (
        ("track", "track_basis", "relation"),
        ("title_en", "title_ja"),
        ("ordinal", "ordinal_stated"),
        ("date", "days"),
        "title_other",
        "note",
        ("slug", "order", "key"),
    )
    why = _("The parts of the meeting, each on one track. What follows can be filed under them at once.")

    @admin.display(description=_("possible days"))
    def days(self, session: Session) -> str:
        return possible_days(session, "date") if session.pk else "–"


class Parts(Rows):
    """Rows that may be filed under one of the meeting's sessions."""

    form = PartForm
    formset = PartFormSet
    of_sessions: tuple[str, ...] = ("session",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("session__track")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.of_sessions:
            # No queryset: what may be chosen are the sessions on this form.
            field = SessionOfTheMeetingField(
                queryset=Session.objects.none(),
                required=not db_field.blank,
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
                empty_label=_("The meeting as a whole")
                if db_field.name == "session" and db_field.blank
                else "---------",
            )
            field.widget.attrs["class"] = "session-of-the-meeting"
            return field
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PartsBySession(Parts):
    """Parts that are told session by session."""

    form = PartBySessionForm
    formset = PartsBySessionFormSet
    ordering = SESSION_BY_SESSION


class Participations(PartsBySession):
    model = Participation
    autocomplete_fields = ("party", "organization", "person", "sources")
    heading_follows = ("party", "organization", "person")
    lists = ("sources",)
    fields = (
        ("role", "session", "principal"),
        ("organization", "person", "party"),
        ("title_en", "title_ja"),
        ("role_stated", "sources"),
        ("title_other", "order"),
    )
    why = _(
        "Who took part, and as what: an organization, a person, or an office without a name. Titles are as they were "
        "on the day. Someone with two roles has two rows."
    )


class Counts(Parts):
    model = Attendance
    autocomplete_fields = ("party", "source")
    fields = (("qualifier", "value", "unit"), ("session", "party"), ("as_stated", "source"), "order")
    why = _("How many took part, as a source counts them: “at least 40 companies”.")


class Agenda(PartsBySession):
    model = AgendaItem
    form = AgendaForm
    autocomplete_fields = ("topics", "presenter", "sources")
    lists = ("topics", "sources")
    of_sessions = ("session", "readout_of")
    fields = (
        ("session", "topics"),
        ("text_en", "text_ja"),
        ("presenter", "readout_of"),
        ("sources", "text_other"),
        "order",
    )
    why = _("What each session took up, in its order where a source gives one.")


class Statements(Parts):
    model = Statement
    autocomplete_fields = ("person", "organization", "source")
    heading_follows = ("person", "organization")
    fields = (
        ("kind", "session"),
        ("person", "organization"),
        ("title_en", "title_ja"),
        ("text_en", "text_ja"),
        ("url", "link_label"),
        "source",
        ("title_other", "text_other"),
        "order",
    )
    why = _("What was said, in our words, or where it can be read. Quote no more than a few words.")


class Outcomes(Rows):
    model = Outcome
    form = OutcomeForm
    autocomplete_fields = ("parties", "organizations", "sources")
    lists = ("parties", "organizations", "sources")
    fields = (
        ("kind", "status"),
        ("text_en", "text_ja"),
        ("parties", "organizations"),
        ("due", "due_words"),
        ("sources", "text_other"),
        ("slug", "order"),
    )
    why = _("What the meeting produced or promised. No rows: none recorded, which is not the same as none.")


class Reports(Rows):
    model = OutcomeReport
    autocomplete_fields = ("outcome", "source")
    heading_follows = ("outcome",)
    fields = ("outcome", ("status", "source"), "note", "order")
    why = _(
        "What this meeting says of earlier promises: this is how a commitment is followed from meeting to meeting."
    )


class Images(Parts):
    model = Image
    form = ImageForm
    autocomplete_fields = ("source",)
    fields = (
        ("alt_en", "alt_ja"),
        ("alt_basis", "session"),
        ("caption", "credit"),
        ("url", "source"),
        ("alt_other", "order"),
    )
    why = _("What can be seen in the release, in words for those who cannot see it.")


class Relations(Rows):
    model = MeetingRelation
    fk_name = "meeting"
    autocomplete_fields = ("other",)
    heading_follows = ("other",)
    fields = (("kind", "other"), "order")
    why = _("Read: this meeting … that meeting. Record it on one of the two only.")


class Claims(RowsOfClaims, Parts):
    model = Claim
    form = MeetingClaimForm
    formset = MeetingClaimFormSet
    autocomplete_fields = ("person", "source")
    fields = (
        ("field", "value", "preferred"),
        ("source", "where"),
        ("as_stated", "as_rendered"),
        ("session", "person"),
        ("reason", "order", "key"),
    )
