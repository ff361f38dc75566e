"""The views: the index, a list, a record, and whatever else was asked under the API's address."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from dialogues.api import callers, cursors, examples, history, parameters, problems
from dialogues.api.answers import CACHE_CONTROL, CORS, PREFLIGHT, conditional, json_answer, tag_of_body
from dialogues.api.components import INDEX
from dialogues.api.described import About
from dialogues.api.finding import Renamed, find, missing
from dialogues.api.presentation import COLUMNS, present, record_path
from dialogues.api.problems import Problem, fault
from dialogues.api.resources import RESOURCES, Resource
from dialogues.api.schema import ReadingSchema
from dialogues.models.publications import Publication
from dialogues.partners.limits import Allowance


class JSONAlone(BaseContentNegotiation):
    """One format, whatever is accepted (RFC 9110, 12.4.1). So `?format=` is free to ask for a format of meetings."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return None

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class ReadingView(APIView):
    """What is common to all answers: JSON, problems for errors, open to every site, in no reader's language."""

    content_negotiation_class = JSONAlone
    http_method_names = ["get", "head", "options"]
    allowance: Allowance | None = None
    schema = ReadingSchema()

    def get_exception_handler(self) -> Any:
        return problems.handle

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Errors are worded in English: an answer depends on its address alone, so that one copy serves all readers.
        translation.activate("en")
        super().initial(request, *args, **kwargs)
        self.allowance = callers.counted(request)
        callers.refuse_too_many(self.allowance)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        for name, value in (CORS | (self.allowance.headers if self.allowance else {})).items():
            response.headers[name] = value
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)


def tagged(request: Request, response: HttpResponse) -> HttpResponse:
    """The response, or its 304, under a tag of its body."""
    return checked(conditional(request._request, response, tag_of_body(response.content)))


def checked(response: HttpResponse) -> HttpResponse:
    """The response. Raises Problem where a precondition failed (RFC 9110, 13.1.1): Django's 412 has no body."""
    if response.status_code == HTTPStatus.PRECONDITION_FAILED:
        raise Problem(
            HTTPStatus.PRECONDITION_FAILED, "What is shown has another tag than the one in If-Match."
        )
    return response


class IndexView(ReadingView):
    """The resources, the change feed, and where the schema and its page are."""

    about: ClassVar[About] = About(
        "index", "index", "The resources of the API", "Index", INDEX, example=examples.index()
    )

    def get(self, request: Request) -> HttpResponse:
        parameters.none(request.query_params)

        def absolute(name: str) -> str:
            return str(request.build_absolute_uri(reverse(f"api:{name}")))

        resources = {resource.name: absolute(resource.name) for resource in RESOURCES}
        others = {name: absolute(name) for name in ("changes", "schema", "docs")}
        others["dumps"] = absolute("dump-manifest")
        body = {"resources": resources, **others}
        return tagged(request, json_answer(body, headers={"Content-Language": "en"}))


class ResourceView(ReadingView):
    resource: ClassVar[Resource] = RESOURCES[0]  # as_view gives each address its own
    shows: ClassVar[str]  # what of it, as the schema names it


class ListView(ResourceView):
    shows = "list"

    def get(self, request: Request) -> HttpResponse:
        resource = self.resource
        shown = Publication.public.of(resource.kind).shown()
        view, walk, rows = parameters.of_list(request.query_params, resource, shown)
        scope = cursors.scope(resource.name, walk.questions)
        page = resource.order.sort(rows).only(*COLUMNS)
        if walk.cursor:
            try:
                page = page.filter(cursors.read(resource.order, walk.cursor, scope))
            except cursors.BadCursor:
                detail = "This is no cursor of this list with these filters. Follow “next”, or begin without a cursor."
                raise problems.bad_request([fault("cursor", "invalid", detail)]) from None
        found = list(page[: walk.limit + 1])
        following = (
            cursors.write(resource.order, found[walk.limit - 1], scope) if len(found) > walk.limit else None
        )
        link = _with_cursor(request._request, following) if following else None
        body: dict[str, Any] = {
            "results": [present(row, view, request._request) for row in found[: walk.limit]],
            "next": link,
        }
        if walk.count:
            body["count"] = rows.count()
        if walk.ids:
            body["not_found"] = missing(resource, walk.ids)
        headers = {"Content-Language": view.lang or "en, ja"} | (
            {"Link": f'<{link}>; rel="next"'} if link else {}
        )
        return tagged(request, json_answer(body, headers=headers))


def _with_cursor(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class RecordView(ResourceView):
    shows = "record"

    def get(self, request: Request, id: str) -> HttpResponse:
        view, moment = parameters.of_record(request.query_params, self.resource)
        try:
            publication = find(self.resource, id)
        except Renamed as renamed:
            return moved(request, record_path(self.resource.kind, renamed.now))
        if moment:
            publication = history.as_of(publication, moment)
        tag = f'"{";".join(filter(None, [str(publication.revision), view.tag]))}"'
        response = json_answer(
            present(publication, view, request._request), headers={"Content-Language": view.lang or "en, ja"}
        )
        return checked(conditional(request._request, response, tag, publication.published_at))


class RevisionsView(ResourceView):
    """The revisions of one record: when and why each was made."""

    shows = "revisions"

    def get(self, request: Request, id: str) -> HttpResponse:
        parameters.none(request.query_params)
        try:
            publication = find(self.resource, id)
        except Renamed as renamed:
            path = reverse(f"api:{self.resource.name}-revisions", kwargs={"id": renamed.now})
            return moved(request, path)
        body = {"results": history.revisions_of(publication)}
        return tagged(request, json_answer(body, headers={"Content-Language": "en"}))


def moved(request: Request, path: str) -> HttpResponse:
    """Leads to another address for good, with the same question."""
    query = request.META.get("QUERY_STRING", "")
    url = request.build_absolute_uri(path + (f"?{query}" if query else ""))
    return json_answer({"url": url}, HTTPStatus.MOVED_PERMANENTLY, headers={"Location": url})


class NowhereView(ReadingView):
    """Every address under the API that is none: leads to the one with a slash at its end, or says so."""

    schema = None  # type: ignore[assignment]

    def get(self, request: Request) -> HttpResponse:
        path = request.path_info
        if not path.endswith("/") and _leads_somewhere(path + "/"):
            return moved(request, request.path + "/")
        names = ", ".join(resource.name for resource in RESOURCES)
        raise Problem(HTTPStatus.NOT_FOUND, f"There is nothing at this address. The resources are: {names}.")


def _leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).url_name != "nowhere"
    except Resolver404:
        return False
