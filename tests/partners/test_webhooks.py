"""Webhooks: a thin, signed message for what changed, sent until it is taken, whatever becomes of the worker."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from dialogues.models import Delivery, Publication
from dialogues.partners.delivering import GIVEN_UP, WAITS, announce, deliver_one, replay
from dialogues.partners.keys import revoke
from tests import cast
from tests.clearing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(db) -> int:
    """The newest revision after something was published."""
    publish(cast.person())
    return newest()


def newest() -> int:
    return Publication.objects.order_by("-revision").values_list("revision", flat=True)[0]


def make_due() -> None:
    Delivery.objects.filter(state="waiting").update(due_at=timezone.now())


def test_a_change_is_told_once_and_where_to_read_it(webhook, receiver, changed):
    assert announce() == 1
    assert announce() == 0
    assert deliver_one().state == "delivered"
    assert (deliver_one(), announce()) == (None, 0)
    (received,) = receiver.received
    assert received.path == "/told?by=register"
    said = json.loads(received.body)
    assert said == {
        "type": "register.changed",
        "timestamp": said["timestamp"],
        "data": {"revision": changed, "changes": "/api/v1/changes/"},
    }


def test_a_receiver_can_tell_that_we_said_it_and_when(webhook, receiver, changed):
    announce()
    deliver_one()
    (received,) = receiver.received
    assert Verifier(webhook.secret).verify(received.body, received.headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(webhook.secret).verify(received.body + b" ", received.headers)
    webhook.refresh_from_db()
    assert webhook.told == changed


def test_several_changes_while_one_waits_are_told_together(webhook, receiver, changed):
    receiver.statuses = [500, 204]
    announce()
    deliver_one()
    for slug in ("one", "two", "three"):
        publish(cast.person(slug, slug))
        announce()
    make_due()
    deliver_one()
    announce()
    deliver_one()
    assert [json.loads(one.body)["data"]["revision"] for one in receiver.received] == [
        changed,
        changed,
        newest(),
    ]


@pytest.mark.parametrize("status", [302, 400, 404, 429, 500, 503])
def test_what_was_not_taken_is_sent_again_later_and_later_under_one_id(webhook, receiver, changed, status):
    receiver.statuses = [status]
    announce()
    waits = []
    for _attempt in WAITS:
        delivery = deliver_one()
        waits.append(delivery.due_at - timezone.now())
        assert deliver_one() is None
        make_due()
    assert [round(wait / dt.timedelta(seconds=1)) for wait in waits] == [
        wait.seconds + wait.days * 86400 for wait in WAITS
    ]
    assert len({one.headers["webhook-id"] for one in receiver.received}) == 1
    assert len({one.body for one in receiver.received}) == 1
    assert delivery.last_status == status


def test_after_three_days_it_is_given_up_and_staff_are_told(webhook, receiver, changed):
    receiver.statuses = [500]
    announce()
    for _attempt in range(len(WAITS) + 1):
        make_due()
        last = deliver_one()
    assert (last.state, last.attempts) == ("failed", len(WAITS) + 1)
    webhook.refresh_from_db()
    assert webhook.stopped_because == GIVEN_UP
    publish(cast.person("new", "New"))
    assert announce() == 0
    webhook.stopped_at = None
    webhook.save()
    assert announce() == 1


def test_a_receiver_that_is_gone_is_told_nothing_more(webhook, receiver, changed):
    receiver.statuses = [410]
    announce()
    assert deliver_one().state == "failed"
    webhook.refresh_from_db()
    assert webhook.stopped_because == "The receiver answered 410."


def test_nobody_is_told_on_behalf_of_a_key_that_was_revoked(webhook, receiver, changed):
    announce()
    revoke(webhook.key)
    assert deliver_one().state == "failed"
    publish(cast.person("new", "New"))
    assert (announce(), receiver.received) == (0, [])


def test_a_receiver_that_does_not_answer_is_tried_again(webhook, receiver, changed):
    webhook.url = "http://127.0.0.1:9/"
    webhook.save()
    announce()
    delivery = deliver_one()
    assert (delivery.state, delivery.last_error[:22]) == ("waiting", "ConnectionRefusedError")


def test_a_target_that_became_private_is_not_asked(webhook, receiver, changed, settings):
    settings.WEBHOOKS_ANYWHERE = False
    webhook.url = "https://127.0.0.1/"
    webhook.save()
    announce()
    assert "not a public one" in deliver_one().last_error
    assert receiver.received == []


def test_a_delivery_can_be_sent_again(webhook, receiver, changed):
    announce()
    first = deliver_one()
    again = replay(first)
    assert again.pk != first.pk
    assert replay(first) == again
    deliver_one()
    first_message, second = receiver.received
    assert first_message.headers["webhook-id"] != second.headers["webhook-id"]
    assert json.loads(second.body)["data"]["revision"] == changed


def test_a_message_holds_nothing_of_what_changed(webhook, receiver, changed):
    announce()
    deliver_one()
    assert "Graves" not in receiver.received[0].body.decode()
