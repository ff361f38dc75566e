"""How the form of a record is saved: once, over nobody's newer save unseen, wholly or not at all.

All of it happens in one transaction, with the record locked: of two who save at once one comes second and is shown
what the first saved. Whatever is refused comes back on the form with everything that was typed.
"""

from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.admin.keeping import once, presence
from dialogues.admin.keeping.newer import TAKE, Reconciliation
from dialogues.admin.keeping.opened import opened_with, read
from dialogues.admin.keeping.telling import who_saved, why_not_over
from dialogues.admin.refusals import why_refused


class KeepsWhatIsTyped(admin.ModelAdmin):
    """A record's admin whose form loses nothing that was typed."""

    class Media:
        js = (
            "admin_desk/keeping_form.js",
            "admin_desk/keeping_drafts.js",
            "admin_desk/keeping_sending.js",
            "admin_desk/keeping_presence.js",
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form; where the database refuses what it sent, the same form again with the reason."""
        request.form_arrived = True  # type: ignore[attr-defined]
        try:
            return self._saved_or_shown(request, object_id, form_url, extra_context)
        except (IntegrityError, DataError, OperationalError) as error:
            request.refused = why_refused(error)  # type: ignore[attr-defined]
            vars(request).pop("known_records", None)
            return self._saved_or_shown(request, object_id, form_url, extra_context)

    def _saved_or_shown(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if not hasattr(request, "refused"):
                request.digest = once.digest_of(request.POST)  # type: ignore[attr-defined]
                if response := self._saved_before(request, object_id):
                    return response
                if object_id is not None:
                    self._meet_what_is_newer(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _saved_before(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """The answer to a form that was saved before; None where there is something to save."""
        before = once.saved_before(request, self.opts.label)
        record: Any = before and self.model._default_manager.filter(pk=before.record_id).first()
        if before is None or record is None:
            return None
        named = {"record": record}
        is_resent = before.sha256 == request.digest  # type: ignore[attr-defined]
        stands = record.version == before.record_version
        if is_resent and IS_POPUP_VAR in request.POST:
            return admin.ModelAdmin.response_add(self, request, record)
        if is_resent and stands:
            return self._resent(request, record)
        if is_resent and object_id is None:
            words = _("“%(record)s” was saved already, and was changed since. This is what it says now.")
            messages.warning(request, words % named)
            return HttpResponseRedirect(self._form_of(record))
        self._number_anew(request)
        if object_id is None:
            words = _(
                "This form was saved already, as “%(record)s”. What you typed since is still below and is not "
                "saved. To change “%(record)s”, open it; to make a second record of this, save again."
            )
            request.refused = words % named  # type: ignore[attr-defined]
        return None

    def _resent(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Saves nothing again. Another button may have been pressed than the first time: it does what it says."""
        if response := self._after_saving(request, record):
            return response
        words = _("“%(record)s” was saved already: the form was sent twice and saved once.")
        messages.info(request, words % {"record": record})
        return HttpResponseRedirect(self._form_of(record))

    def _after_saving(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        """What the button does beside saving, for whichever admin has more than one."""
        return None

    def _form_of(self, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[quote(record.pk)])

    def _number_anew(self, request: HttpRequest) -> None:
        sent = request.POST.copy()
        sent[once.FIELD] = once.new_number()
        request.POST = sent  # type: ignore[assignment]

    def _meet_what_is_newer(self, request: HttpRequest, object_id: str) -> None:
        """Brings what was sent together with what another saved since; then the form is refused and shows both."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_change_permission(request, record):
            return
        seen, now = request.POST.get("seen", ""), str(record.version)
        if seen == now and TAKE not in request.POST:
            return
        met = Reconciliation(request.POST, read(request.POST.get("opened_with", "")))
        form, formsets = self._drawn(request, record)
        met.reconcile(form, formsets)
        request.POST = met.data  # type: ignore[assignment]
        known = seen.isdecimal()
        if seen != now and (met.differences or not known):
            met.data["seen"], met.data["opened_with"] = now, opened_with(form, formsets)
            request.newer = met.differences  # type: ignore[attr-defined]
            request.refused = why_not_over(request, record, known)  # type: ignore[attr-defined]
            request.who_saved = who_saved(request, record)  # type: ignore[attr-defined]

    def _drawn(self, request: HttpRequest, record: Any) -> tuple[Any, list[Any]]:
        """The form and the rows of the record as it is, as if it were opened now."""
        opening = copy(request)
        opening.method = "GET"
        form = self.get_form(opening, record, change=True)(instance=record)
        return form, self._create_formsets(opening, record, change=True)[0]  # type: ignore[attr-defined]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The record; locked where a form is about to be saved, so that of two who save at once one comes second."""
        if request.method == "POST" and connection.in_atomic_block:
            field = self.opts.pk if from_field is None else self.opts.get_field(from_field)
            try:
                key = field.to_python(object_id)  # type: ignore[union-attr]
            except (ValidationError, ValueError):
                return None
            list(self.model._default_manager.select_for_update(of=("self",)).filter(**{field.name: key}))
        return super().get_object(request, object_id, from_field)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Some rules are checked at the end of a transaction; here, while the form can still be shown again.
        connection.check_constraints()
        once.remember(request, self.opts.label, form.instance, request.digest)  # type: ignore[attr-defined]

    def _kept(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """What the page needs to keep what is typed on it, and who else has it open."""
        record = form.instance if form.instance.pk else None
        may = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if not may or IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST:
            return {}
        told = {"kind": self.opts.label, "record": record and record.pk, "unsaved": form.is_bound}
        if record:
            told["since"] = presence.note_open(request.user, record, anew=True).isoformat()
            told["also"] = presence.also_open(request.user, record)
        return {"keeps": told}

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if form.is_bound:
            context["form_id"] = request.POST.get(once.FIELD) or once.new_number()
            context["opened_with"] = request.POST.get("opened_with", "")
        else:
            context["form_id"] = once.new_number()
            context["opened_with"] = opened_with(form, formsets) if form.instance.pk else ""
        context |= self._kept(request, form)
        if newer := getattr(request, "newer", []):
            context |= {"newer": newer, "who_saved": request.who_saved}  # type: ignore[attr-defined]
            by_name = {difference.name: difference for difference in newer}
            for part in [form, *(row for formset in formsets for row in formset.forms)]:
                part.newer = by_name.get(part.prefix) if part.prefix else None
                for bound in part:
                    bound.newer = by_name.get(bound.html_name)
                    part.has_newer = getattr(part, "has_newer", part.newer) or bound.newer
        return super().render_change_form(request, context, *args, **kwargs)
