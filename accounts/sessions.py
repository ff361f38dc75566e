"""When a session at the desk ends: two hours unused, twelve hours old, with the browser, with the password.

The first is the age of the session in the database, which is set anew while it is used; the last is Django's, which
signs sessions with a digest of the password. The second factor of an account also ends them: one that was taken away
ends all sessions, a new one leaves the session in which it was proven.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

OLDEST = 12 * 60 * 60
NOTED_EVERY = 60
BEGAN = "accounts_began"
USED = "accounts_used"


def begin(request: HttpRequest, **sent: Any) -> None:
    """Notes when the session began."""
    request.session[BEGAN] = request.session[USED] = int(time.time())


def prove(request: HttpRequest, user: Any, authenticator: Authenticator, **sent: Any) -> None:
    """Whoever sets up a second factor has just shown that they hold it: the session counts as signed in with it.

    Other sessions of the account are older than its second factor, and end.
    """
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


def is_over(request: HttpRequest) -> bool:
    """Whether the session is older than sessions get. One of which it is not known when it began is."""
    return time.time() - request.session.get(BEGAN, 0) > OLDEST


def note_use(request: HttpRequest) -> None:
    """Begins the two hours anew, at most once a minute: to look at a page is not to write each time."""
    now = int(time.time())
    if now - request.session.get(USED, 0) >= NOTED_EVERY:
        request.session[USED] = now


def end_all(user: Any) -> None:
    """Ends every session of an account."""
    for session in UserSession.objects.filter(user=user):
        session.end()
