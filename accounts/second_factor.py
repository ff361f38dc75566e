"""Who must sign in with a second factor, and whether this session was.

Needed by whoever may publish, and by whoever may change accounts, since those could make themselves publishers.
It is asked of the session and not of the account alone: a session that began before the account had a second factor
proves nothing. allauth keeps in the session how it was signed in.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest

from accounts import sealing, sessions

NEEDED_BY = ("dialogues.publish", "auth.add_user", "auth.change_user")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# Of ten: with so few, an account is told to make new ones before the last is needed.
FEW_CODES = 3


def is_needed(user: Any) -> bool:
    """Whether a user may come to the desk only with a second factor. Superusers may do all, so they need one."""
    return any(user.has_perm(permission) for permission in NEEDED_BY)


def has_one(user: Any) -> bool:
    """Whether an account has a second factor. Recovery codes stand in for one and are none."""
    return bool(is_mfa_enabled(user, FACTORS))


def few_recovery_codes(user: Any) -> int | None:
    """How many recovery codes an account with a second factor has left, where they are few; None where all is well.

    One query.
    """
    held = {one.type: one for one in Authenticator.objects.filter(user=user)}
    if not held.keys() & set(FACTORS):
        return None
    codes = held.get(Authenticator.Type.RECOVERY_CODES)
    left = len(codes.wrap().get_unused_codes()) if codes and sealing.opens(codes.data["seed"]) else 0
    return left if left <= FEW_CODES else None


def drop_dead_recovery_codes(user: Any) -> bool:
    """Deletes recovery codes that this site can neither show nor check any more (see `accounts.sealing`), if any."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if codes is None or sealing.opens(codes.data["seed"]):
        return False
    codes.delete()
    return True


def take_away(user: Any) -> None:
    """Takes the second factor and the recovery codes from an account whose owner lost them, and ends its sessions."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        sessions.end_all(user)


def was_used(request: HttpRequest) -> bool:
    """Whether this session was signed in, or confirmed since, with a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
