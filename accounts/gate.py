"""What stands before every address of the desk, whatever the method: a session that is not over, and a second factor.

This is the one place that holds back who needs a second factor. It knows the desk's addresses by their namespace, so
a page that is added to the desk stands behind it, too. Who is not signed in is left to the desk, which asks them to.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import second_factor, sessions


class Gate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        # To ask who it is would make the public pages vary by cookie.
        if not request.path.startswith(settings.SESSION_COOKIE_PATH) or not request.user.is_authenticated:
            return None
        if sessions.is_over(request):
            logout(request)
            messages.info(
                request, _("You were signed out: a session at the desk lasts twelve hours at most.")
            )
            return led_to("account_login", request)
        sessions.note_use(request)
        match = request.resolver_match
        if match is None or "admin" not in match.namespaces or match.url_name == "logout":
            return None
        if not second_factor.is_needed(request.user):
            return None
        if not second_factor.has_one(request.user):
            messages.warning(
                request, _("Your role needs a second factor. Set one up, then go on to the desk.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        if not second_factor.was_used(request):
            messages.warning(
                request, _("You signed in without your second factor. Confirm with it that it is you.")
            )
            return led_to("mfa_reauthenticate", request)
        return None


def led_to(name: str, request: HttpRequest) -> HttpResponse:
    """To another page, and afterwards to the one that was asked for."""
    there = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': there})}")
