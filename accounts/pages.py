"""Pages of allauth in the look of the desk: what the desk's templates want to know is added to what allauth tells."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


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


def too_many(request: HttpRequest) -> HttpResponse:
    """What allauth answers to whoever asks too often, where there is no form to say it at."""
    context = admin.site.each_context(request) | {"title": _("Too many attempts")}
    return render(request, "accounts/too_many.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
