"""Keys of partners: made by staff, shown once, known ever after by a digest.

A key is `sdk_`, eight characters that name it, and 32 random bytes. Its digest is a plain SHA-256: what is guessed of
256 random bits is not made harder by a slow hash. The name finds the row, the digest is compared in constant time.
"""

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from dialogues.models.partners import ApiKey

_KEY = re.compile(r"sdk_([a-z0-9]{8})_[A-Za-z0-9_-]{43}")
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
# When a key was last used is told to the minute, so that asking does not mean writing each time.
_NOTED_EVERY = dt.timedelta(minutes=1)


class BadKey(Exception):
    """The text is no key, or one that is not in force. Its message says which, and never repeats the key."""


def new_key(partner: str, scopes: Sequence[str], *, by: Any = None, **fields: Any) -> tuple[ApiKey, str]:
    """Makes a key for a partner. Returns it and its text, which is known nowhere afterwards."""
    prefix = "".join(secrets.choice(_LETTERS) for _place in range(8))
    text = f"sdk_{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey(partner=partner, scopes=list(scopes), created_by=by, prefix=f"sdk_{prefix}", **fields)
    key.sha256 = hashlib.sha256(text.encode()).hexdigest()
    key.save()
    return key, text


def key_of(text: str) -> ApiKey:
    """The key with this text, and notes that it was used. Raises BadKey where it is not in force."""
    named = _KEY.fullmatch(text)
    key = ApiKey.objects.filter(prefix=f"sdk_{named[1]}").first() if named else None
    digest = hashlib.sha256(text.encode()).hexdigest()
    if key is None or not secrets.compare_digest(key.sha256, digest):
        raise BadKey("There is no such key.")
    if key.revoked_at:
        raise BadKey("This key was revoked.")
    if not key.in_force:
        raise BadKey("This key has expired.")
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > _NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


def revoke(key: ApiKey, *, by: Any = None) -> None:
    """Ends a key at once, and with it what its webhooks are told. What was revoked stays so."""
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)
    key.refresh_from_db()
