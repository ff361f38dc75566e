"""The page of corrections and its feed: of the whole register, or of one record (`?kind=meeting&id=…`)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dialogues.filters.near import near
from dialogues.public import publications
from dialogues.public.facts import corrections
from dialogues.public.lists.asking import PAGE, refuse
from dialogues.public.serving import freshness
from dialogues.public.serving.addresses import LISTS
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import page_language, respond
from dialogues.public.serving.paging import Pager, Reason, Unanswerable, page_of, unknown_questions
from dialogues.public.serving.sending import sent
from dialogues.public.subscriptions import corrections_feed


@answers
def page(request: HttpRequest) -> HttpResponse:
    """What was corrected, page by page. Two queries."""
    kind, slug = _asked(request)
    asked = page_of(request.GET.getlist(PAGE))
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    found = corrections.read(corrections.told(kind, slug)[asked.first : asked.last + 1], page_language())
    of_one = request.GET.copy()
    of_one.pop(PAGE, None)
    context: dict[str, Any] = {
        "corrections": found[: asked.per_page],
        "pager": Pager(asked.number, len(found) > asked.per_page),
        "kind": kind,
        "slug": slug,
        "query": of_one.urlencode(),
        "feed": reverse("public:corrections_feed") + (f"?{of_one.urlencode()}" if of_one else ""),
    }
    answer = respond(request, "public/corrections.html", context, part="corrections", indexed=not slug)
    return freshness.fresh(request, answer, newest)


@answers
def feed(request: HttpRequest) -> HttpResponse:
    """The same as a feed. Two queries."""
    refuse(request, PAGE)
    kind, slug = _asked(request)
    newest, moment = publications.newest_change()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    body = corrections_feed.written_of(request, kind, slug, moment)
    return sent(request, body, corrections_feed.CONTENT_TYPE, newest)


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The record that an address asks for, or nothing. Raises Unanswerable for half of one."""
    reasons = unknown_questions(request.GET, ["kind", "id", PAGE])
    kinds, slugs = request.GET.getlist("kind"), request.GET.getlist("id")
    if len(kinds) != len(slugs) or len(kinds) > 1:
        reasons.append(
            Reason(_("One record is asked for by its kind and its id, as in ?kind=meeting&id=us-jp-cds-09."))
        )
    for kind in kinds:
        if kind not in LISTS:
            meant = tuple(
                (name, f"?{urlencode({'kind': name, 'id': slug})}")
                for name in near(kind, LISTS)
                for slug in slugs[:1]
            )
            reasons.append(Reason(_("There is no such kind of record."), meant))
    if reasons:
        raise Unanswerable(reasons)
    return (kinds[0], slugs[0]) if kinds else ("", "")
