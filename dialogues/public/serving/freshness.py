"""How caches keep pages: always asking, and answered with 304 as long as nothing has changed.

The tag of a page holds the number of the newest change of anything shown, so that no page can be stale whatever
it is composed of; the address; the language; the day (a planned meeting goes past at midnight); and the release
of templates, words and code.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from dialogues.public import publications
from dialogues.public.words import statuses

PARTS_OF_A_RELEASE = (
    "templates/public/**/*.html",
    "locale/*/LC_MESSAGES/*.po",
    "dialogues/public/**/*.py",
    "dialogues/public/codebook/*.json",
    "dialogues/tables/*.py",
    "dialogues/templatetags/*.py",
    # What a list finds changes with these, while no revision does.
    "dialogues/filters/*.py",
    "dialogues/facets.py",
    "dialogues/folding.py",
    "dialogues/other_names.py",
    "static/public/*",
    "docs/*.*",
    "docs/examples/*",
)


@cache
def release() -> str:
    """A short digest of everything but data that a page is made of."""
    digest = hashlib.sha256()
    for pattern in PARTS_OF_A_RELEASE:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def tag(request: HttpRequest, newest: int) -> str:
    """The ETag of a page while `newest` is the newest revision of anything."""
    parts = (newest, get_language(), statuses.today(), release(), request.get_full_path(), request.get_host())
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def unchanged(request: HttpRequest, newest: int) -> HttpResponse | None:
    """The 304 answer for a reader who has the page as it is now; None for any other."""
    if settings.DEBUG:
        return None
    etag = tag(request, newest)
    answer = get_conditional_response(request, etag=etag)
    # A reader who sends If-Match by mistake gets the page, not a refusal.
    return keep(answer, etag) if answer is not None and answer.status_code == 304 else None


def unchanged_since_asked(request: HttpRequest) -> HttpResponse | None:
    """The same for a page that reads the newest revision with its rows: asks for it only where a reader has a page.

    An address that cannot be answered never had a tag, so nothing of it needs to be read before. One query.
    """
    if "If-None-Match" not in request.headers:
        return None
    return unchanged(request, publications.newest_revision())


def fresh[Answer: HttpResponseBase](request: HttpRequest, response: Answer, newest: int) -> Answer:
    """Marks a page so that caches keep it and ask each time."""
    return keep(response, "" if settings.DEBUG else tag(request, newest))


def keep[Answer: HttpResponseBase](response: Answer, etag: str) -> Answer:
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def never_kept(response: HttpResponse) -> HttpResponse:
    """Marks an answer that no cache may keep: a preview of what is not public."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response
