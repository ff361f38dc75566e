"""Answers: JSON in UTF-8, what caches may do with it, and conditional requests (RFC 9110, 13).

Caches may keep an answer but ask again each time (`no-cache`): a withdrawn text must not live on in them, and asking
is cheap, since the tag of a record is its revision.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

MEDIA_TYPE = "application/json"
CACHE_CONTROL = "public, no-cache"

# Any site may read (the Fetch standard's CORS protocol). Nothing here depends on who asks.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Content-Language, RateLimit, RateLimit-Policy, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


def json_bytes(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def json_answer(
    data: Any,
    status: HTTPStatus = HTTPStatus.OK,
    media_type: str = MEDIA_TYPE,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    return HttpResponse(json_bytes(data), status=status, content_type=media_type, headers=dict(headers or {}))


def tag_of_body(body: bytes) -> str:
    """A strong entity tag that changes with any byte of the body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def conditional(
    request: HttpRequest, response: HttpResponse, tag: str, modified: dt.datetime | None = None
) -> HttpResponse:
    """The response with its validators; or 304 without a body, or 412, where the request's conditions say so."""
    response.headers["ETag"] = tag
    if modified:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    # Not asked of the time: two revisions may share a second, and then it would call the older one current.
    return get_conditional_response(request, etag=tag, response=response) or response
