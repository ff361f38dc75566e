"""Keys and webhooks at the desk: made by publishers, shown once, ended at once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dialogues.models import ApiKey, Delivery, Webhook
from dialogues.partners.keys import key_of, new_key

ADD_KEY = "admin:dialogues_apikey_add"
ADD_WEBHOOK = "admin:dialogues_webhook_add"


def make_key(desk: Client) -> str:
    """Makes a key at the desk; returns the text that the page shows."""
    data = {"partner": "A partner", "contact": "", "scopes": ["read"], "requests_a_minute": "500"}
    response = desk.post(reverse(ADD_KEY), data | {"expires_at_0": "", "expires_at_1": "", "_save": "Save"})
    assert "no-store" in response.headers["Cache-Control"].split(", ")
    (text,) = re.findall(r"sdk_[a-z0-9]{8}_[\w-]{43}", response.content.decode())
    return str(text)


def test_a_key_is_shown_once_on_the_page_that_answers_its_making(clearing, publisher):
    text = make_key(clearing)
    key = ApiKey.objects.get()
    assert key_of(text) == key
    assert (key.partner, key.scopes, key.requests_a_minute, key.created_by) == (
        "A partner", ["read"], 500, publisher
    )  # fmt: skip
    for name, args in (("changelist", []), ("change", [key.pk]), ("history", [key.pk])):
        page = clearing.get(reverse(f"admin:dialogues_apikey_{name}", args=args))
        assert page.status_code == 200
        assert text not in page.content.decode()
    assert text not in str(clearing.cookies)


def test_changing_a_key_leaves_its_text_as_it_is(clearing):
    text = make_key(clearing)
    key = ApiKey.objects.get()
    data = {"partner": "Renamed", "contact": "", "scopes": [], "requests_a_minute": "1"}
    clearing.post(
        reverse("admin:dialogues_apikey_change", args=[key.pk]),
        data | {"expires_at_0": "", "expires_at_1": "", "_save": "Save"},
    )
    assert key_of(text).partner == "Renamed"


def test_a_key_is_revoked_from_the_list_and_never_deleted(clearing, publisher):
    key, _text = new_key("A partner", ["read"])
    clearing.post(
        reverse("admin:dialogues_apikey_changelist"), {"action": "revoke", "_selected_action": [key.pk]}
    )
    key.refresh_from_db()
    assert (key.in_force, key.revoked_by) == (False, publisher)
    assert clearing.post(reverse("admin:dialogues_apikey_delete", args=[key.pk])).status_code == 403


def test_a_day_that_has_passed_is_no_expiry(clearing):
    data = {"partner": "A partner", "contact": "", "scopes": ["read"], "requests_a_minute": "5"}
    response = clearing.post(
        reverse(ADD_KEY), data | {"expires_at_0": "2020-01-01", "expires_at_1": "00:00", "_save": "Save"}
    )
    assert "This has passed" in response.content.decode()
    assert ApiKey.objects.count() == 0


def test_editors_have_nothing_to_do_with_partners(editing):
    key, _text = new_key("A partner", ["webhooks"])
    Webhook.objects.create(key=key, url="https://example.org/")
    for model in ("apikey", "webhook", "delivery"):
        assert editing.get(reverse(f"admin:dialogues_{model}_changelist")).status_code == 403


def test_the_secret_of_a_webhook_is_shown_once(clearing, settings):
    settings.WEBHOOKS_ANYWHERE = True
    key, _text = new_key("A partner", ["webhooks"])
    data = {"key": key.pk, "url": "http://127.0.0.1:9/", "stopped_at_0": "", "stopped_at_1": ""}
    response = clearing.post(reverse(ADD_WEBHOOK), data | {"stopped_because": "", "_save": "Save"})
    webhook = Webhook.objects.get()
    assert webhook.secret in response.content.decode()
    page = clearing.get(reverse("admin:dialogues_webhook_change", args=[webhook.pk]))
    assert webhook.secret not in page.content.decode()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/", "must begin with https://"),
        ("https://127.0.0.1/", "not a public one"),
        ("https://nowhere.invalid/", "was not found"),
    ],
)
def test_a_webhook_that_leads_nowhere_public_is_refused_with_the_reason(clearing, url, words):
    key, _text = new_key("A partner", ["webhooks"])
    data = {"key": key.pk, "url": url, "stopped_at_0": "", "stopped_at_1": "", "stopped_because": ""}
    response = clearing.post(reverse(ADD_WEBHOOK), data | {"_save": "Save"})
    assert words in response.content.decode()
    assert Webhook.objects.count() == 0


def test_a_delivery_is_read_in_the_log_and_sent_again_from_it(clearing):
    key, _text = new_key("A partner", ["webhooks"])
    webhook = Webhook.objects.create(key=key, url="https://example.org/")
    old = Delivery.objects.create(
        webhook=webhook, revision=7, state="failed", last_error="Connection refused"
    )
    page = clearing.get(reverse("admin:dialogues_delivery_changelist"))
    assert "Connection refused" in page.content.decode()
    clearing.post(
        reverse("admin:dialogues_delivery_changelist"),
        {"action": "send_again", "_selected_action": [str(old.pk)]},
    )
    assert list(Delivery.objects.filter(state="waiting").values_list("revision", flat=True)) == [7]
    assert clearing.post(reverse("admin:dialogues_delivery_delete", args=[old.pk])).status_code == 403


def test_no_secret_is_guessed_letter_by_letter_by_what_a_list_is_asked(clearing):
    key, _text = new_key("A partner", ["webhooks"])
    webhook = Webhook.objects.create(key=key, url="https://example.org/")
    for model, question in (
        ("webhook", {"secret__startswith": webhook.secret[:8]}),
        ("webhook", {"secret": webhook.secret}),
        ("webhook", {"key__sha256__startswith": key.sha256[0]}),
        ("apikey", {"sha256__startswith": key.sha256[0]}),
        ("apikey", {"webhooks__secret__startswith": webhook.secret[:8]}),
        ("delivery", {"webhook__secret__startswith": webhook.secret[:8]}),
    ):
        response = clearing.get(reverse(f"admin:dialogues_{model}_changelist"), question)
        assert response.status_code == 400, (model, question)
