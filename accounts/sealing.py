"""Secrets of second factors at rest: whoever reads the database, or a copy of it, cannot make codes with them.

Sealed with a key that is derived from SECRET_KEY, which no database holds; with those of SECRET_KEY_FALLBACKS what was
sealed before a change of it is opened still. Passwords are hashed instead, as ever: these must be known again to check
a code.
"""

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SEALED = "sealed:"
SECRETS = ("secret", "seed")  # of an app with codes, of recovery codes
PURPOSE = b"accounts.sealing"


class CannotBeOpened(Exception):
    """The secret was sealed with a SECRET_KEY that this site does not have."""


def sealed(text: str) -> str:
    return SEALED + _keys().encrypt(text.encode()).decode()


def opened(kept: str) -> str:
    """What was sealed. What a site kept before it sealed anything is returned as it is.

    Raises CannotBeOpened.
    """
    if not kept.startswith(SEALED):
        return kept
    try:
        return _keys().decrypt(kept.removeprefix(SEALED)).decode()
    except InvalidToken:
        raise CannotBeOpened from None


def opens(kept: str) -> bool:
    """Whether what is kept can be opened with the keys of this site."""
    try:
        opened(kept)
    except CannotBeOpened:
        return False
    return True


def sealed_anew(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a second factor with its secrets sealed with the key of today.

    Raises CannotBeOpened.
    """
    return {name: sealed(opened(kept)) if name in SECRETS else kept for name, kept in data.items()}


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
