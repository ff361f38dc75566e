"""How a page answers: it reads only, and what it cannot answer it answers with a page that helps.

Pages are sent compressed to whoever takes that. They hold no secret and echo nothing secret, so that the length of a
compressed answer tells nobody anything (BREACH); the desk and the API, whose tags are strong, are left as they are.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from dialogues.public.serving import notices, paging

View = Callable[..., HttpResponseBase]


def answers(view: View) -> View:
    """A view that reads only: 404 where it raises NoSuchPage, 400 with the reasons where Unanswerable, 301 where Moved.

    What is sent to it is answered with 405, and never asked for a token: nothing of it is taken.
    """

    @csrf_exempt
    @gzip_page
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return notices.read_only(request)
        try:
            return view(request, *args, **kwargs)
        except paging.Unanswerable as question:
            return notices.unanswerable(request, question.reasons)
        except paging.Moved as moved:
            return HttpResponsePermanentRedirect(moved.address)
        except paging.NoSuchPage:
            return notices.not_found(request)

    return answering
