"""How answers that are no pages are sent: with a tag like a page, a name to be saved under, and never indexed."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from dialogues.public.serving import freshness
from dialogues.public.words import statuses


def sent(
    request: HttpRequest, body: bytes, content_type: str, newest: int, *, filename: str = ""
) -> HttpResponse:
    """A small answer as a whole. `filename` is for those that a reader saves."""
    answer = HttpResponse(body, content_type=content_type)
    return freshness.fresh(request, _marked(answer, filename), newest)


def streamed(
    request: HttpRequest, parts: Iterable[bytes], content_type: str, newest: int, *, filename: str
) -> HttpResponseBase:
    """An answer of any length, sent while it is read. A reader who asks for its head alone costs no reading."""
    answer = StreamingHttpResponse(() if request.method == "HEAD" else parts, content_type=content_type)
    return freshness.fresh(request, _marked(answer, filename), newest)


def named(what: str, ending: str) -> str:
    """A file name that tells where a file is from, what it is, and of which day."""
    return f"space-dialogues-{what}-{statuses.today().isoformat()}.{ending}"


def _marked[Answer: HttpResponseBase](answer: Answer, filename: str) -> Answer:
    if filename:
        answer["Content-Disposition"] = content_disposition_header(True, filename) or ""
    answer["X-Robots-Tag"] = "noindex"
    return answer
