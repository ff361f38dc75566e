"""After repeated failures nobody is let in for a while: five for one account, twenty from one address, in a quarter of
an hour (settings.ACCOUNT_RATE_LIMITS). allauth counts them; here it is told when the while is over.
"""

import math
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

COUNTED = {"app": "allauth.account", "action": "login_failed"}
CODE = "too_many_login_attempts"


def end_with_a_new_password(request: HttpRequest, user: Any, **sent: Any) -> None:
    """Whoever set a new password by a link in their mail is let in at once."""
    for name in (user.get_username(), user.email):
        key = get_adapter()._get_login_attempts_cache_key(request, username=name)
        ratelimit.clear(request, key=key, **COUNTED)


def minutes_left(request: HttpRequest, key: str) -> int:
    """In how many minutes, at least one, this account may be tried again from this address."""
    ends = [time.time()]
    for rate in ratelimit.get_rates(**COUNTED):
        # The newest comes first; the lock ends when the oldest of those that fill it is forgotten.
        failures = cache.get(ratelimit.get_cache_key(request, rate=rate, key=key, **COUNTED), [])
        if len(failures) >= rate.amount:
            ends.append(failures[rate.amount - 1] + rate.duration)
    return max(1, math.ceil((max(ends) - time.time()) / 60))


def refusal(request: HttpRequest, key: str) -> ValidationError:
    """What is told to whoever failed too often; the same whether there is such an account or not."""
    minutes = minutes_left(request, key)
    words = ngettext(
        "Too many failed attempts. Nobody is signed in to this account for another %(minutes)s minute.",
        "Too many failed attempts. Nobody is signed in to this account for another %(minutes)s minutes.",
        minutes,
    )
    return ValidationError(words % {"minutes": minutes}, code=CODE)
