"""Pages of allauth in the look of the desk: what the desk's templates want to know is added to what allauth tells."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
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
