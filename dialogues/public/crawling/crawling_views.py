"""What crawlers are answered."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dialogues.public import publications
from dialogues.public.crawling import robots, sitemaps
from dialogues.public.lists.asking import refuse
from dialogues.public.serving import freshness, notices
from dialogues.public.serving.answering import answers
from dialogues.public.serving.sending import streamed


@answers
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The map of the site, or the list of its parts. Six queries at most."""
    refuse(request, *request.GET)
    newest, moment = publications.newest_change()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    parts = sitemaps.parts_of(sitemaps.records().count())
    body = sitemaps.index(request, parts, moment) if parts else sitemaps.whole(request, moment)
    return streamed(request, body, sitemaps.CONTENT_TYPE, newest, filename="")


@answers
def sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    """One part of the map; 404 where the map has no such part. Five queries at most."""
    refuse(request, *request.GET)
    newest, moment = publications.newest_change()
    if number > sitemaps.parts_of(sitemaps.records().count()):
        return notices.not_found(request)
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    body = sitemaps.part(request, number, moment)
    return streamed(request, body, sitemaps.CONTENT_TYPE, newest, filename="")


@answers
def robots_txt(request: HttpRequest) -> HttpResponse:
    """The rules. No query."""
    return freshness.keep(HttpResponse(robots.rules(request), content_type=robots.CONTENT_TYPE), "")
