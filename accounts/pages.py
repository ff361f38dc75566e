"""Pages of allauth in the look of the desk: what the desk's templates want to know is added to what allauth tells."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import second_factor


def at_the_desk(view: Callable[..., HttpResponseBase], title: Any) -> Callable[..., HttpResponseBase]:
    @never_cache
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            told = {**admin.site.each_context(request), "title": title}
            response.context_data = told | (response.context_data or {})
        return response

    return page


def with_codes_that_work(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Shows no recovery codes that this site cannot check: whoever has such is led to new ones."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and second_factor.drop_dead_recovery_codes(request.user):
            messages.warning(request, _("Your recovery codes are good no more. Make new ones."))
            return redirect("mfa_generate_recovery_codes")
        return view(request, *args, **kwargs)

    return page


def too_many(request: HttpRequest) -> HttpResponse:
    """What allauth answers to whoever asks too often, where there is no form to say it at."""
    context = admin.site.each_context(request) | {"title": _("Too many attempts")}
    return render(request, "accounts/too_many.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
