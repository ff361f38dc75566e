"""The review page of a record: what publishing would change for readers, who changed it, on what its
sources differ, and the acts of a publisher.

What is published is what the page showed: it names the versions that it saw, and an act on others is refused.
"""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues import clearing
from dialogues.admin import acts
from dialogues.admin.citing.recorded import open_disputes
from dialogues.admin.faults import faults
from dialogues.admin.records import RecordAdmin
from dialogues.admin.review.forms import BypassForm, NoteForm, SendBackForm
from dialogues.admin.standing import PUBLIC_STATES, review_in_words, shown_state
from dialogues.admin.wording import changes_in_words
from dialogues.audit.edits import edits_since
from dialogues.documents import kind_of
from dialogues.models import Publication
from dialogues.readiness import reasons_not_to_publish
from dialogues.states import State, becomes_public_with, shown_now, state, states


class ReviewedAdmin(RecordAdmin):
    """A record that is reviewed before readers see it."""

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("dialogues.publish")

    def changes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What publishing would change for readers, value by value; a publisher publishes here."""
        if (record := self._record(request, object_id)) is None:
            return self._gone(request, object_id)
        standing = state(record)
        changes, along = changes_in_words(record), becomes_public_with(record)
        is_correction = standing in PUBLIC_STATES and bool(changes)
        versions = _versions([record, *along])
        seen = _fingerprint(versions)
        sent = request.POST if request.method == "POST" else None
        sends_back = sent is not None and "_send_back" in sent
        sends = sent is not None and "_send" in sent
        note = NoteForm(None if sends_back or sends else sent) if is_correction else None
        bypass = BypassForm(sent if sent and "_bypass" in sent else None)
        back = SendBackForm(sent if sends_back else None)
        if sent is not None:
            if not (
                self.has_change_permission(request, record) if sends else self.has_publish_permission(request)
            ):
                raise PermissionDenied
            if sent.get("seen") != seen:
                messages.warning(request, _("It was changed after you opened this page. Look again."))
            elif sends:
                acts.send_for_review(request, [record])
                return HttpResponseRedirect(self._address("changes", record))
            elif sends_back:
                if back.is_valid() and acts.send_back(request, record, back.cleaned_data["note"]):
                    return HttpResponseRedirect(self._address("change", record))
            elif (note is None or note.is_valid()) and ("_bypass" not in sent or bypass.is_valid()):
                said = note.cleaned_data if note else {}
                why = bypass.cleaned_data["why"] if "_bypass" in sent else ""
                if acts.publish(request, [record], seen=versions, **said, bypass=why):
                    return HttpResponseRedirect(self._address("change", record))
        publication = Publication.objects.filter(kind=kind_of(record), record_id=record.pk).first()
        why_not = self._why_not(request, record, publication, along)
        context = self._context(request, record, _("Review")) | {
            "standing": shown_state(standing),
            "changes": changes,
            "along": [
                {"record": one, "kind": one._meta.verbose_name, "address": self._link(one)} for one in along
            ],
            "is_public": standing in PUBLIC_STATES,
            "review": review_in_words(record),
            "sent_back": clearing.sent_back(record),
            "back": back,
            "may_send_back": self.has_publish_permission(request) and record.submitted_at is not None,
            "disputes": open_disputes(record),
            "who_changed": edits_since(record, publication.record_version if publication else 0),
            "may_withdraw": standing in PUBLIC_STATES and self.has_publish_permission(request),
            "seen": seen,
            "note": note,
            "bypass": bypass,
            "why_not": why_not,
            "lacking": reasons_not_to_publish(record, shown_now(record)) if standing != State.PUBLIC else [],
            "faults": [fault for form in (note, bypass, back) if form for fault in faults(form, [])],
            "may_send": standing != State.PUBLIC
            and record.submitted_at is None
            and self.has_change_permission(request, record),
            "may_publish": self.has_publish_permission(request) and standing != State.PUBLIC,
        }
        return TemplateResponse(request, "admin/desk/changes.html", context)

    def publish_view(self, request: HttpRequest, records: list[Any]) -> HttpResponse | None:
        """Publishes several records; first asks what changed, where readers have seen some of them already."""
        standing = states(records)
        corrected = [record for record in records if standing[record.pk] == State.EDITED]
        versions = _looked_at(request, records)
        if not corrected:
            acts.publish(request, records, seen=versions)
            return None
        form = NoteForm(request.POST if "_noted" in request.POST else None)
        if form.is_valid():
            acts.publish(request, records, seen=versions, **form.cleaned_data)
            return None
        context = self._context(request, None, _("Publish")) | {
            "form": form,
            "records": records,
            "seen": [f"{key}:{version}" for (_kind, key), version in versions.items()],
            "corrected": corrected,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/desk/publish.html", context)

    def _why_not(
        self, request: HttpRequest, record: Any, publication: Publication | None, along: list[Any]
    ) -> list[str]:
        """What stands in the way of this user's publishing it by themselves."""
        user: Any = request.user
        reasons = clearing.why_not_cleared(record, publication, user, looking=True)
        for cited in along:
            reasons += (
                clearing.why_not_cleared_along(cited, record, user, looking=True) if not reasons else []
            )
        return reasons

    def _record(self, request: HttpRequest, object_id: str) -> Any:
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record

    def _gone(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]

    def _context(self, request: HttpRequest, record: Any, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(record) if record else None,
            "original": record,
            "opts": self.opts,
            "media": self.media,
        }

    def _address(self, page: str, obj: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[quote(obj.pk)])

    def _link(self, record: Any) -> str:
        options = record._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])


def _versions(records: list[Any]) -> dict[tuple[str, int], int]:
    return {(kind_of(one), one.pk): one.version for one in records}


def _looked_at(request: HttpRequest, records: list[Any]) -> dict[tuple[str, int], int]:
    """The versions of these records that the list, or the page that asks for the note, showed.

    A list names those of its page. What was chosen beyond it is taken as it is now; beyond the page that asks for the
    note nothing is taken (no record has version 0).
    """
    shown = set(request.POST.getlist("seen"))
    named = {said.partition(":")[0] for said in shown}
    versions = _versions(records)
    for kind, key in versions:
        if str(key) in named or "_noted" in request.POST:
            looked_at = f"{key}:{versions[kind, key]}" in shown
            versions[kind, key] = versions[kind, key] if looked_at else 0
    return versions


def _fingerprint(versions: dict[tuple[str, int], int]) -> str:
    told = ";".join(f"{kind}:{key}:{version}" for (kind, key), version in versions.items())
    return hashlib.sha256(told.encode()).hexdigest()[:16]
