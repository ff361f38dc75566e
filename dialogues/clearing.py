"""Clearance: nobody shows the world what nobody else has looked at.

A record that publishing would newly show, as its version is not the one that is shown, may be published only by a
user who had no hand in what is new of it and did not send it for review. Superusers are no exception.

- A hand in it had everybody who changed the record or a part of it since the version that is shown (a record that was
  never shown: since it was entered), whoever changed it after them (`dialogues.authorship`).
- Somebody sent it for review in the very version that is published: an edit afterwards, by whomever, calls for sending
  it again. Whoever sends a record takes it as it then stands, what commands changed included.
- Who changed it, who sent it, and who publishes, is whoever the database saw writing; nobody's own word for it. A
  command has no identity, so it needs a bypass. `import_records --by` names who runs it: that clears nothing, and keeps
  them from approving it.
- The database cannot know who sits at a shell: whoever has one can say `pghistory.context(user=…)` and be anybody, as
  whoever has the database's password can. At the desk and the API nobody can, and what a command is told clears
  nothing. The history keeps the program, the database's user and the address of each write beside the name.
- A record that is shown as it is recorded needs nothing: publishing it again shows nothing new. So it is for a new
  shape of documents, and for a meeting that shows more of itself because another record became public.
- What becomes public because a published record cites it stands on that record's submission; but who had a hand in
  it cannot be the one to publish it either.
- Whoever may publish may send a record back instead, with a note. It is out of review, and the note stays until the
  record is sent again, or published all the same.
- Withdrawing needs no second person: it shows less, and what must go must go at once.

In an emergency a publisher, or a command, passes the rule with a reason. That is a `Bypass`, which stays on a list
until a publisher who had no part in it has approved it. The database holds the same below this module
(`dialogues.models.clearance`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.authorship import changed_since_shown, had_a_hand_in
from dialogues.documents import kind_of
from dialogues.models import Bypass, Publication, SentBack
from dialogues.readiness import NotReady


def who_writes() -> int | None:
    """The primary key of the user in whose request this runs, as the database is told it; None outside of one."""
    with pghistory.context() as context:
        return context.metadata.get("user")


def submit(records: Iterable[Any]) -> None:
    """Sends records for review. Who sent them, and in which version, is noted by the database."""
    records = list(records)
    _write_submissions(records, timezone.now())
    drop_notes(records)


def take_back(records: Iterable[Any]) -> None:
    """Takes records out of review."""
    _write_submissions(records, None)


@transaction.atomic
def send_back(record: Any, *, by: User, note: str) -> None:
    """Takes a record out of review and keeps a note for whoever had sent it. Raises NotReady with the reasons."""
    found = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if found.submitted_at is None:
        raise NotReady(record, [_("It is not in review.")])
    take_back([found])
    said = {"note": note, "at": timezone.now(), "by": by, "to": found.submitted_by}
    SentBack.objects.update_or_create(kind=kind_of(record), record_id=record.pk, defaults=said)


def sent_back(record: Any) -> SentBack | None:
    """With which note a record was sent back, where it was and has not been sent for review since."""
    return SentBack.objects.of(kind_of(record), record.pk).select_related("by").first()


def drop_notes(records: Iterable[Any]) -> None:
    """Ends the notes with which records were sent back."""
    for model, ids in _by_model(records).items():
        SentBack.objects.filter(kind=kind_of(model()), record_id__in=ids).delete()


def _write_submissions(records: Iterable[Any], at: datetime | None) -> None:
    for model, ids in _by_model(records).items():
        model._default_manager.filter(pk__in=ids).update(submitted_at=at)


def _by_model(records: Iterable[Any]) -> dict[Any, list[int]]:
    by_model: dict[Any, list[int]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record.pk)
    return by_model


def own_changes(
    records: Iterable[Any], shown: dict[tuple[str, int], Publication], by: User | None
) -> dict[int, datetime]:
    """When `by` last changed which of the records of one kind, since what is shown of them. One query for all."""
    return changed_since_shown(by, records, shown) if by else {}


def why_not_cleared(
    record: Any,
    publication: Publication | None,
    by: User | None,
    *,
    own: dict[int, datetime] | None = None,
    looking: bool = False,
) -> list[str]:
    """Why somebody may not publish a record, in sentences for staff; empty where they may.

    `publication` is what is shown of it, if anything is; `own` is what `own_changes` says of it and others, where that
    was asked before. The record is as the database has it. Somebody who is only `looking` writes nothing, and is not
    known to the database.
    """
    if publication and publication.withdrawn_at is None and publication.record_version == record.version:
        return []
    if reasons := _why_not_by(by, looking):
        return reasons
    assert by
    if own is None:
        shown = {(publication.kind, publication.record_id): publication} if publication else {}
        own = own_changes([record], shown, by)
    reasons = []
    if record.changed_by_id == by.pk:
        reasons.append(_("You changed it last; another publisher has to publish it."))
    elif record.pk in own:
        reasons.append(
            _("You changed it on %(date)s; another publisher has to publish it.")
            % {"date": date_format(timezone.localtime(own[record.pk]), "DATE_FORMAT")}
        )
    if record.submitted_at is None:
        reasons.append(_("It was not sent for review. Send it; then another publisher can publish it."))
    elif record.submitted_by_id is None:
        reasons.append(_("It is not known who sent it for review. Send it again."))
    elif record.submitted_by_id == by.pk:
        reasons.append(_("You sent it for review; another publisher has to publish it."))
    elif record.submitted_version != record.version and record.changed_by_id is None:
        reasons.append(_("A command changed it after it was sent for review. Send it again."))
    elif record.submitted_version != record.version:
        reasons.append(_("It was edited after it was sent for review. Send it again."))
    return reasons


def why_not_cleared_along(cited: Any, head: Any, by: User | None, *, looking: bool = False) -> list[str]:
    """Why somebody may not make a record public by publishing another that cites it (`head`)."""
    if reasons := _why_not_by(by, looking):
        return reasons
    assert by
    if cited.changed_by_id == by.pk or own_changes([cited], {}, by):
        return [
            _("It would make “%(cited)s” public, which you changed; another publisher has to publish it.")
            % {"cited": cited}
        ]
    if head.submitted_by_id in (None, by.pk) or head.submitted_version != head.version:
        return [
            _("It would make “%(cited)s” public, which nobody has cleared. Publish that first.")
            % {"cited": cited}
        ]
    return []


def _why_not_by(by: User | None, looking: bool) -> list[str]:
    if by is None:
        return [
            _("Somebody has to publish it: a command can do so only without a second person, and says why.")
        ]
    if not looking and by.pk != who_writes():
        return [_("You can publish in your own name only, at the desk.")]
    return []


# --- without a second person --------------------------------------------------------------------------------------


def bypass(*, by: User | None, reason: str, how: str) -> Bypass:
    """Notes that something is shown without a second person. The first load of what the project brings is approved."""
    made = Bypass(by=by, reason=reason, how=how, made_at=timezone.now())
    if how == Bypass.How.FIRST_LOAD:
        made.approved_at = made.made_at
        made.note = _("These records come with the project; whoever installs it takes them as they are.")
    made.save(force_insert=True)
    return made


def why_not_approved(made: Bypass, by: User) -> list[str]:
    """Why somebody may not approve a bypass, in sentences for staff; empty where they may."""
    reasons = []
    if made.approved_at:
        reasons.append(_("It is approved already."))
    if not by.has_perm("dialogues.publish"):
        reasons.append(_("A publisher has to approve it."))
    if made.by_id == by.pk:
        reasons.append(_("You published it; another publisher has to approve it."))
    shown = made.revisions
    theirs = shown.filter(changed_by=by).exists() or shown.filter(submitted_by=by).exists()
    if theirs or had_a_hand_in(by, made):
        reasons.append(
            _("You changed or sent something that it showed; another publisher has to approve it.")
        )
    return reasons


def approve(made: Bypass, *, by: User, note: str = "") -> None:
    """Approves what was shown without a second person. Raises NotReady with the reasons."""
    if reasons := why_not_approved(made, by):
        raise NotReady(made, reasons)
    made.approved_by, made.approved_at, made.note = by, timezone.now(), note
    made.save(update_fields=["approved_by", "approved_at", "note"])
