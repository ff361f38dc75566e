"""Filing a meeting's parts under its sessions, those entered on the same form included.

A session that is not saved yet has no number. Its row carries a key that the page's script gives it, and parts
name the key. A part gets the row's own record, unsaved; as sessions are saved before parts, in one transaction,
it has its number by the time the part is saved.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.rows import RowForm, RowFormSet
from dialogues.models import Session

NEW = "new-"


class RowKeyField(forms.CharField):
    """The key by which parts name a row that is not saved yet. It is not content: it makes no row changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class SessionForm(RowForm):
    key = RowKeyField(required=False, max_length=40)


class SessionFormSet(RowFormSet):
    """The sessions of a meeting on its form, and what parts may choose among them."""

    def choices(self) -> list[tuple[str, str]]:
        listed = [(self.key_of(form), form) for form in self.forms]
        return [(key, label(form, place)) for place, (key, form) in enumerate(listed, 1) if key]

    def key_of(self, form: Any) -> str:
        if form.instance.pk and not form.instance._state.adding:
            return str(form.instance.pk)
        key = form["key"].value() or ""
        return key if key.startswith(NEW) else ""

    def find(self, key: str) -> Session:
        """The session that a part names. Raises ValidationError in words for the part's field."""
        form = next((form for form in self.forms if self.key_of(form) == key), None)
        if form is None:
            raise ValidationError(
                _(
                    "This is a session of another meeting, or one that was removed. Choose a session of this meeting."
                ),
                code="stranger",
            )
        if form not in self.kept_forms():
            if self.can_delete and self._should_delete_form(form):
                raise ValidationError(
                    _("This session is marked to be deleted. Choose another, or delete this row as well."),
                    code="deleted",
                )
            raise ValidationError(
                _("Nothing is entered for this session yet. Choose its track first."), code="blank"
            )
        return form.instance


def label(form: Any, place: int) -> str:
    """How a session is offered: its place on the page, its track, its title. The script writes the same."""
    track = form["track"].value()
    named = {str(key): words for key, words in form.fields["track"].choices}.get(str(track), "")
    title = form["title_en"].value() or form["title_ja"].value() or ""
    words = _("Session %(place)s") % {"place": place}
    if track and named:
        words += f" ({named})"
    return f"{words}: {title}" if title else words


class SessionOfTheMeetingField(forms.ModelChoiceField):
    """One of the sessions on the same form."""

    sessions: SessionFormSet | None = None

    def offer(self, sessions: SessionFormSet | None) -> None:
        self.sessions = sessions
        empty = "" if self.empty_label is None else self.empty_label
        self.choices = [("", empty), *(sessions.choices() if sessions else [])]

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if self.sessions is None:
            return super().to_python(value)
        return self.sessions.find(str(value))


class PartForm(RowForm):
    """The form of a part that may be filed under a session."""

    def heading(self) -> str:
        """With the track of its session before it, as rows of several sessions stand on one page."""
        session = self.instance.session if self.instance.session_id else None
        told = super().heading()
        return f"{session.track} · {told}" if session and session.track_id else told

    def _get_validation_exclusions(self) -> set[str]:
        """A session that is saved together with the part has no number yet for the record's own checks."""
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]
        for name, field in self.fields.items():
            if isinstance(field, SessionOfTheMeetingField):
                session = self.cleaned_data.get(name)
                if session is not None and session.pk is None:
                    excluded.add(name)
        return excluded


class PartBySessionForm(PartForm):
    where_it_lands = gettext_lazy("Empty: after the last row of the same session.")


class PartFormSet(RowFormSet):
    """Parts on the form, to which the form's sessions are offered."""

    sessions: SessionFormSet | None = None

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            if isinstance(field, SessionOfTheMeetingField):
                field.offer(self.sessions)


# What is of the meeting as a whole comes before its sessions.
SESSION_BY_SESSION = (
    models.F("session__order").asc(nulls_first=True),
    models.F("session").asc(nulls_first=True),
    "order",
    "id",
)


class PartsBySessionFormSet(PartFormSet):
    """Parts that stand on the form session by session: their order counts within a session."""

    def put_in_order(self) -> None:
        last: dict[Any, int] = {}
        for form in self.kept_forms():
            cleaned = getattr(form, "cleaned_data", {})
            session, given = cleaned.get("session"), cleaned.get("order")
            # A session that is not saved yet has no number, and is one object on the page.
            key = session and (session.pk or id(session))
            form.instance.order = last.get(key, 0) + 1 if given is None else given
            last[key] = max(last.get(key, 0), form.instance.order)
