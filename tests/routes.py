"""Every address of the site, by code: a route that is added is asked like the others.

The open part of a route is filled with ids of the kind that its address begins with. One that cannot be filled fails
whoever asks, so that nobody adds a route that no test reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from dialogues.api.resources import RESOURCES
from dialogues.api.urls import urlpatterns as of_the_api
from dialogues.public.crawling.urls import urlpatterns as of_crawlers
from dialogues.public.urls import urlpatterns as of_pages

KINDS = {resource.name: resource.kind for resource in RESOURCES}
OTHER_PARTS = {"code": ("jp-us",), "year": ("2024",), "month": ("08",), "number": ("1",)}
# Files of dumps are read from the manifest; what is no address of the API is none of its records.
READ_OTHERWISE = ("dump-file", "nowhere")

Ids = Mapping[str, Iterable[str]]  # by kind


def pages(ids: Ids) -> list[str]:
    """The addresses of pages, feeds, calendars and files in both languages, and those of crawlers."""
    either = [path for pattern in of_pages for path in _filled(str(pattern.pattern), ids)]
    crawled = [path for pattern in of_crawlers for path in _filled(str(pattern.pattern), ids)]
    return [
        *(f"/{path}" for path in either),
        *(f"/ja/{path}" for path in either),
        *(f"/{path}" for path in crawled),
    ]


def api(ids: Ids) -> list[str]:
    """The addresses of the API."""
    asked = [pattern for pattern in of_the_api if pattern.name not in READ_OTHERWISE]
    return [f"/api/v1/{path}" for pattern in asked for path in _filled(_plain(str(pattern.pattern)), ids)]


def _plain(regex: str) -> str:
    """A route that is a regular expression, written as the others are."""
    found = re.sub(r"\(\?P<id>[^)]*\)", "<id:slug>", regex)
    found = re.sub(r"\(\?P<ending>([^)]*)\)", r"<ending:\1>", found)
    return found.removeprefix("^").removesuffix("$").replace("\\", "")


def _filled(route: str, ids: Ids) -> Iterator[str]:
    part = re.search(r"<(\w+):([^>]*)>", route)
    if part is None:
        yield route
        return
    kind, name = part.groups()
    if kind == "ending":
        values: Iterable[str] = name.split("|")
    elif name in OTHER_PARTS:
        values = OTHER_PARTS[name]
    else:
        values = ids[KINDS[route.partition("/")[0]]]
    for value in values:
        yield from _filled(route.replace(part[0], value, 1), ids)
