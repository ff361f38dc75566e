"""Who asks, and whether they may go on asking: a key where one is sent, and the limit of the minute.

An answer is the same for everybody; a key raises the limit, nothing else.
"""

from http import HTTPStatus

from rest_framework.request import Request

from dialogues.api.problems import Problem
from dialogues.models.partners import ApiKey, Scope
from dialogues.partners import keys, limits
from dialogues.partners.limits import Allowance
from dialogues.proxies import address_of

_CHALLENGE = 'Bearer realm="api"'


def counted(request: Request) -> Allowance | None:
    """Counts a request. Returns what is left to whoever asks.

    Raises Problem 401 for a key that is not in force, which counts as asked without one; 429 where that is too much.
    """
    address = address_of(request.META)
    try:
        key = _key(request.META.get("HTTP_AUTHORIZATION", ""))
    except Problem:
        refuse_too_many(limits.count(None, address))
        raise
    return limits.count(key, address)


def refuse_too_many(allowance: Allowance | None) -> None:
    """Raises Problem (429) where a caller has asked too often in this minute."""
    if allowance and allowance.exceeded:
        detail = (
            f"More than {allowance.limit} requests in a minute. "
            f"Ask again in {allowance.seconds_left} seconds; a key raises the limit."
        )
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers=allowance.headers)


def _key(authorization: str) -> ApiKey | None:
    if not authorization:
        return None
    scheme, _space, text = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise _unauthorized("Only keys are understood here: “Authorization: Bearer <key>”.")
    try:
        key = keys.key_of(text.strip())
    except keys.BadKey as error:
        raise _unauthorized(str(error), 'error="invalid_token"') from None
    return key if Scope.READ in key.scopes else None


def _unauthorized(detail: str, *more: str) -> Problem:
    challenge = ", ".join([_CHALLENGE, *more])
    return Problem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": challenge})
