"""Lists and records in other formats: the ending of the address says which (`meetings.csv`, `meetings/ID.bib`).

A list as a file holds every record that answers the questions of its address, on no pages, sent as it is read. Texts
and citations are those of the public pages, in English: the same file is at the same address for everybody.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Max
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from dialogues.api import parameters
from dialogues.api.answers import conditional
from dialogues.api.finding import Renamed, find
from dialogues.api.views import ResourceView, checked, moved
from dialogues.models.publications import Publication, PublicationQuerySet
from dialogues.public.citing.files import CITED, FORMS
from dialogues.public.citing.works import work
from dialogues.public.subscriptions import calendars
from dialogues.public.subscriptions.lasting import id_of_an_address
from dialogues.tables.columns import columns
from dialogues.tables.writing import csv_of, ndjson_of

MEETING = "meeting"
# The endings of addresses in this API, and the form of a citation that each is.
CITATIONS = {"bib": "bib", "ris": "ris", "csl.json": "json", "txt": "txt"}


def endings_of_lists(kind: str) -> tuple[str, ...]:
    """In which formats a list of a kind is to be had, besides JSON."""
    return ("csv", "ndjson", "ics") if kind == MEETING else ("csv", "ndjson")


def endings_of_records(kind: str) -> tuple[str, ...]:
    """In which formats a record of a kind is to be had, besides JSON."""
    return (*(CITATIONS if kind in CITED else ()), *(("ics",) if kind == MEETING else ()))


class ListFileView(ResourceView):
    """All of a list as one file."""

    ending: ClassVar[str] = ""
    schema = None  # type: ignore[assignment]

    def get(self, request: Request) -> HttpResponseBase:
        shown = Publication.public.of(self.resource.kind).shown()
        rows = parameters.of_file(request.query_params, self.resource, shown)
        row = Publication.public.aggregate(number=Max("revision"), moment=Max("published_at"))
        newest = row["number"] or 0
        response = self._file(request, rows, newest, row["moment"] or calendars.NEVER)
        answer: HttpResponseBase = conditional(request._request, response, f'"{newest}"')
        return answer

    def _file(self, request: Request, rows: PublicationQuerySet, newest: int, moment: dt.datetime) -> Any:
        if self.ending == "ics":
            asked = request._request.GET.urlencode()
            page = reverse("public:meetings") + (f"?{asked}" if asked else "")
            uid = str(id_of_an_address(request._request.build_absolute_uri(page)))
            return calendars.calendar(
                request._request, "Meetings", page, rows, newest, moment, uid, "meetings"
            )
        ordered = self.resource.order.sort(rows)
        parts: Iterable[bytes]
        if self.ending == "csv":
            parts, media_type = csv_of(ordered, columns((self.resource.kind,))), "text/csv"
        else:
            parts, media_type = ndjson_of(ordered), "application/x-ndjson"
        sent = () if request.method == "HEAD" else parts
        response = StreamingHttpResponse(sent, content_type=f"{media_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.resource.name}.{self.ending}"'
        return response


class RecordFileView(ResourceView):
    """One record as a citation or an event."""

    schema = None  # type: ignore[assignment]

    def get(self, request: Request, id: str, ending: str) -> HttpResponseBase:
        parameters.none(request.query_params)
        try:
            publication = find(self.resource, id)
        except Renamed as renamed:
            names = {"id": renamed.now, "ending": ending}
            return moved(request, reverse(f"api:{self.resource.name}-record-file", kwargs=names))
        if ending == "ics":
            body, media_type = calendars.of_one(request._request, publication), "text/calendar"
        else:
            form = next(form for form in FORMS if form.ending == CITATIONS[ending])
            body, media_type = form.written(work(request._request, publication)).encode(), form.type
        response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{id}.{ending}"'
        return checked(conditional(request._request, response, f'"{publication.revision};{ending}"'))
