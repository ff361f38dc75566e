"""Telling webhooks of changes. The log of deliveries is the queue: what is due in it is sent, until it is taken.

A worker that is killed leaves nothing undone: its lock goes with its connection, and the delivery is as due as
before. At worst a message is sent twice, under one id. Several workers share the work (SKIP LOCKED). Changes that
come while a message waits are not told one by one: the message that is next made tells of the newest.
"""

import datetime as dt
import http.client

from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from dialogues.models.partners import ApiKey, Delivery, Scope, Webhook
from dialogues.models.publications import Publication
from dialogues.partners import messages, targets

# How long after each attempt the next is made, as Standard Webhooks proposes it: about three days in all.
WAITS = tuple(
    dt.timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
GIVEN_UP = "Nothing was taken in three days: see the deliveries."


def announce() -> int:
    """Makes a delivery for each webhook that has not been told of the newest change. Returns how many.

    None for one that still has a message waiting, that was stopped, or whose key is not in force or not for this.
    """
    newest = Publication.objects.aggregate(newest=Max("revision"))["newest"] or 0
    waiting = Delivery.objects.filter(webhook=OuterRef("pk"), state=Delivery.State.WAITING)
    behind = _in_force().filter(told__lt=newest).exclude(Exists(waiting))
    made = [Delivery(webhook=webhook, revision=newest) for webhook in behind]
    # Another worker may have been quicker with one of them; the constraint lets one of the two stand.
    Delivery.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def deliver_one() -> Delivery | None:
    """Sends the message that has been due for longest. Returns it with what became of it; None where none is due."""
    with transaction.atomic():
        due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("webhook")
        delivery = (
            due.filter(state=Delivery.State.WAITING, due_at__lte=timezone.now()).order_by("due_at").first()
        )
        if delivery is None:
            return None
        if not _in_force().filter(pk=delivery.webhook_id).exists():
            _end(delivery, Delivery.State.FAILED, "The webhook was stopped, or its key is not in force.")
        else:
            _attempt(delivery)
        delivery.save()
        return delivery


def replay(delivery: Delivery) -> Delivery:
    """A new delivery of the same revision, due at once; or the one that waits already, made due now."""
    waiting = delivery.webhook.deliveries.filter(state=Delivery.State.WAITING).first()
    if waiting:
        waiting.due_at = timezone.now()
        waiting.save(update_fields=["due_at"])
        return waiting
    return Delivery.objects.create(webhook=delivery.webhook, revision=delivery.revision)


def _in_force() -> models.QuerySet[Webhook]:
    keys = ApiKey.objects.in_force().filter(scopes__contains=[Scope.WEBHOOKS])
    return Webhook.objects.filter(stopped_at=None, key__in=keys)


def _attempt(delivery: Delivery) -> None:
    delivery.attempts += 1
    delivery.last_status, delivery.last_error = None, ""
    body = messages.body_of(delivery)
    try:
        answer = targets.post(delivery.webhook.url, body, messages.headers_of(delivery, body, timezone.now()))
    except targets.BadTarget as error:
        delivery.last_error = str(error)
    except (OSError, http.client.HTTPException) as error:
        delivery.last_error = f"{type(error).__name__}: {error}"[:1000]
    else:
        delivery.last_status = answer.status
        if answer.taken:
            _end(delivery, Delivery.State.DELIVERED)
            Webhook.objects.filter(pk=delivery.webhook_id, told__lt=delivery.revision).update(
                told=delivery.revision
            )
            return
        delivery.last_error = answer.body.replace("\0", "")
        if answer.status == http.client.GONE:  # Standard Webhooks: the receiver wants no more
            _end(delivery, Delivery.State.FAILED, "The receiver answered 410: it wants no more messages.")
            _stop(delivery.webhook, "The receiver answered 410.")
            return
    if delivery.attempts > len(WAITS):
        _end(delivery, Delivery.State.FAILED, delivery.last_error)
        _stop(delivery.webhook, GIVEN_UP)
    else:
        delivery.due_at = timezone.now() + WAITS[delivery.attempts - 1]


def _end(delivery: Delivery, state: str, error: str = "") -> None:
    delivery.state, delivery.ended_at = state, timezone.now()
    if error:
        delivery.last_error = error


def _stop(webhook: Webhook, because: str) -> None:
    webhook.stopped_at, webhook.stopped_because = timezone.now(), because
    webhook.save(update_fields=["stopped_at", "stopped_because"])
