"""A form that was sent and did not arrive comes back with everything in it: the session had ended, a second factor was
asked for, or the token against forged requests was of an earlier session.

Without JavaScript the browser would show a page to sign in, or a refusal, and what was typed would be gone. Here it
comes back as a page that holds it and sends it again by one button. It is held by that page alone and not on the
server: who is not signed in must not be able to store anything here. A page of another site could make the browser
send such a form, too; so what comes without the token is held only where the browser says that a page of this site
sent it (Origin).

A page of the desk with JavaScript sends its form by itself, to be left standing whatever happens (sending.js). It is
answered with the address to go to.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

BY_SCRIPT = "X-Desk-Form"


class SentFormsComeBack:
    """Middleware. It stands before whatever may turn a form away, and after what knows sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or not isinstance(response, HttpResponseRedirect):
            return response
        if not _is_a_records_form(request.resolver_match):
            return response
        if not hasattr(request, "form_arrived"):
            return _held(request, response.url, status=401)
        return JsonResponse({"to": response.url}) if BY_SCRIPT in request.headers else response


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is not of this session (CSRF_FAILURE_VIEW)."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if ours and _is_a_records_form(match):
        return _held(request, "", status=403)
    return csrf_failure(request, reason=reason)


def _is_a_records_form(match: Any) -> bool:
    from dialogues.admin.keeping.saving import KeepsWhatIsTyped

    desk = getattr(getattr(match, "func", None), "model_admin", None)
    return isinstance(desk, KeepsWhatIsTyped) and str(match.url_name).endswith(("_add", "_change"))


def _held(request: HttpRequest, sign_in: str, status: int) -> HttpResponse:
    """The page that holds what was sent. `sign_in` is where to sign in first; empty where that is not needed."""
    held = [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken"
        for value in request.POST.getlist(name)
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Not saved yet"),
        "held": held,
        "sign_in": sign_in and reverse("admin:index"),
        "back": request.get_full_path(),
    }
    response = TemplateResponse(request, "admin/desk/sent_back.html", context, status=status)
    add_never_cache_headers(response)
    return response.render()
