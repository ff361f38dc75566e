"""The acts of clearance at the desk, on one record or many: send for review, send back, publish, withdraw.

Each says in plain words what came of it. Who may do what is asked by the caller (dialogues.admin.clearance).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogues import clearing, publishing
from dialogues.models import Bypass
from dialogues.readiness import NotReady, reasons_not_to_publish
from dialogues.states import State, shown_now, states


def send_for_review(request: HttpRequest, records: Sequence[Any]) -> None:
    """Marks records as waiting for a publisher. The version does not move: to the public they read the same."""
    standing = states(records)
    waiting = [record for record in records if standing[record.pk] != State.PUBLIC]
    for record in records:
        if record not in waiting:
            messages.info(
                request,
                _("“%(record)s” has nothing to review: what is recorded is what is shown.")
                % {"record": record},
            )
    if waiting:
        clearing.submit(waiting)
        words = ngettext(
            "“%(record)s” was sent for review.", "%(count)s records were sent for review.", len(waiting)
        )
        messages.success(request, words % {"record": waiting[0], "count": len(waiting)})
    for record in waiting:
        if reasons := reasons_not_to_publish(record, shown_now(record)):
            words = _("“%(record)s” cannot be published yet: %(reasons)s")
            messages.warning(request, words % {"record": record, "reasons": " ".join(reasons)})


def take_back(request: HttpRequest, records: Sequence[Any]) -> None:
    """Takes records out of review."""
    if records:
        clearing.take_back(records)
        count = len(records)
        words = ngettext(
            "%(count)s record was taken out of review.", "%(count)s records were taken out of review.", count
        )
        messages.success(request, words % {"count": count})


def send_back(request: HttpRequest, record: Any, note: str) -> bool:
    """Sends a record in review back to its editor; whether it was."""
    try:
        clearing.send_back(record, by=request.user, note=note)  # type: ignore[arg-type]
    except NotReady as refusal:
        tell_why_not(request, refusal, _("“%(record)s” was not sent back: %(reasons)s"))
        return False
    messages.success(request, _("“%(record)s” was sent back with your note.") % {"record": record})
    return True


def publish(
    request: HttpRequest,
    records: Sequence[Any],
    *,
    seen: Mapping[tuple[str, int], int],
    reason: str = "",
    reason_ja: str = "",
    weight: str = "",
    bypass: str = "",
) -> bool:
    """Publishes those of the records that are ready and cleared, in one turn, and says why the others are not.

    `seen` are the versions that the page showed: what has another by now is not published. The reason is told to
    readers where something public is changed. `bypass` says why there is no second person. Returns whether any was
    published.
    """
    ready = list(records)
    while ready:
        try:
            revisions = publishing.publish_all(
                ready,
                by=request.user,  # type: ignore[arg-type]
                reason=reason,
                reason_ja=reason_ja,
                weight=weight,
                bypass=bypass,
                how=Bypass.How.DESK,
                expected=seen,
            )
        except NotReady as refusal:
            tell_why_not(request, refusal, _("“%(record)s” was not published: %(reasons)s"))
            if refusal.record not in ready:
                return False
            ready.remove(refusal.record)
            continue
        words = ngettext("“%(record)s” is public.", "%(count)s records are public.", len(ready))
        messages.success(request, words % {"record": ready[0], "count": len(ready)})
        if bypass and revisions:
            tell_it_waits_for_approval(request)
        if not revisions:
            messages.info(request, _("What is shown did not change."))
        return True
    return False


def withdraw(request: HttpRequest, records: Sequence[Any], reason: str) -> bool:
    """Withdraws records, each by itself; whether all of them are."""
    done = []
    for record in records:
        try:
            with transaction.atomic():
                publishing.withdraw(record, by=request.user, reason=reason)  # type: ignore[arg-type]
        except NotReady as refusal:
            tell_why_not(request, refusal, _("“%(record)s” was not withdrawn: %(reasons)s"))
        else:
            done.append(record)
    if done:
        words = ngettext("“%(record)s” was withdrawn.", "%(count)s records were withdrawn.", len(done))
        messages.success(request, words % {"record": done[0], "count": len(done)})
    return len(done) == len(records)


def tell_it_waits_for_approval(request: HttpRequest) -> None:
    messages.warning(request, _("It stays on the list until another publisher has approved it."))


def tell_why_not(request: HttpRequest, refusal: NotReady, words: str) -> None:
    messages.error(request, words % {"record": refusal.record, "reasons": " ".join(refusal.reasons)})


class ReasonForm(forms.Form):
    """Why a record is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"}),
        max_length=2000,
        help_text=gettext_lazy(
            "Readers see it in place of the record. Write it for them, and name no facts that must go."
        ),
        error_messages={"required": gettext_lazy("Give a reason: it is shown in place of the record.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs.pop("maxlength", None)
