"""Keys: shown once, kept as a digest, ended at will, and good for what they were made for."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from dialogues.models import ApiKey
from dialogues.partners.keys import BadKey, key_of, new_key, revoke

pytestmark = pytest.mark.django_db


def ask(authorization: str):
    return Client().get("/api/v1/meetings/", headers={"authorization": authorization})


def test_the_text_of_a_key_is_kept_nowhere():
    _key, text = new_key("A partner", ["read"])
    assert text not in str(list(ApiKey.objects.values()))
    assert len(text) == len("sdk_") + 8 + 1 + 43
    assert new_key("A partner", ["read"])[1] != text


def test_a_key_is_known_by_its_text_alone():
    key, text = new_key("A partner", ["read"])
    assert key_of(text) == key
    for other in (
        text[:-1] + ("A" if text[-1] != "A" else "B"),
        text.upper(),
        key.prefix,
        key.sha256,
        "",
        "sdk_",
    ):
        with pytest.raises(BadKey, match="no such key"):
            key_of(other)


def test_a_key_raises_the_limit_of_whoever_asks_with_it(settings):
    settings.API_REQUESTS_A_MINUTE = 5
    _key, text = new_key("A partner", ["read"], requests_a_minute=77)
    assert ask(f"Bearer {text}").headers["RateLimit-Policy"] == '"key";q=77;w=60'
    assert ask(f"bearer  {text} ").headers["RateLimit-Policy"] == '"key";q=77;w=60'


def test_a_key_that_is_not_good_for_reading_leaves_the_limit_as_it_is(settings):
    settings.API_REQUESTS_A_MINUTE = 5
    _key, text = new_key("A partner", ["webhooks"])
    assert ask(f"Bearer {text}").headers["RateLimit-Policy"] == '"address";q=5;w=60'


@pytest.mark.parametrize("ended", ["revoked", "expired"])
def test_a_key_that_was_ended_is_refused_and_the_answer_says_so(ended):
    key, text = new_key("A partner", ["read"])
    if ended == "revoked":
        revoke(key)
    else:
        ApiKey.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    response = ask(f"Bearer {text}")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    assert response.json()["detail"] == {
        "revoked": "This key was revoked.", "expired": "This key has expired."
    }[ended]  # fmt: skip
    assert text not in response.content.decode()


@pytest.mark.parametrize(
    "authorization", ["Basic dTpw", "Bearer", "Bearer nonsense", "sdk_abc", "Bearer a b"]
)
def test_what_is_no_key_is_refused_and_never_taken_for_none(authorization):
    assert ask(authorization).status_code == 401


def test_when_a_key_was_last_used_is_noted_to_the_minute():
    key, text = new_key("A partner", ["read"])
    key_of(text)
    key.refresh_from_db()
    noted = key.last_used_at
    assert timezone.now() - noted < dt.timedelta(minutes=1)
    key_of(text)
    key.refresh_from_db()
    assert key.last_used_at == noted
    ApiKey.objects.update(last_used_at=noted - dt.timedelta(minutes=2))
    key_of(text)
    key.refresh_from_db()
    assert key.last_used_at > noted


def test_what_was_revoked_stays_revoked():
    key, _text = new_key("A partner", ["read"])
    revoke(key)
    first = key.revoked_at
    revoke(key)
    assert key.revoked_at == first
