"""What is written to members of staff about their accounts: links that set a password, and notice of what was done.

Notice goes to whom it concerns, so that nobody's account is changed without their knowing.
"""

import smtplib
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.core.context import request_context
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

FAILURES = (OSError, smtplib.SMTPException)


def send_link(request: HttpRequest, user: Any) -> None:
    """Sends a link with which a user sets their password, and says whether it could be sent."""
    words = {"user": user, "address": user.email}
    try:
        with request_context(request):
            request_password_reset(request, user.email, [user], None)
    except FAILURES:
        told = _(
            "The link for “%(user)s” could not be sent: the mail server does not answer. Try again later."
        )
        messages.error(request, told % words)
    else:
        told = _(
            "A link with which “%(user)s” sets the password was sent to %(address)s. It is good for three days."
        )
        messages.success(request, told % words)


def notify(request: HttpRequest, user: Any, what: str, *addresses: str) -> None:
    """Tells a user what another one did to their account: `what` is a sentence for them."""
    for address in dict.fromkeys([*addresses, user.email]):
        try:
            if address:
                context = {"user": user, "what": what, "by": request.user}
                with request_context(request):
                    get_adapter(request).send_mail("account/email/notice", address, context)
        except FAILURES:
            words = _("Notice of it could not be sent to %(address)s: the mail server does not answer.")
            messages.warning(request, words % {"address": address})
