"""The addresses of dumps: the manifest of the latest, and its files."""

from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from dialogues.api import dumps, examples, parameters
from dialogues.api.answers import conditional, json_answer
from dialogues.api.components import MANIFEST
from dialogues.api.described import About
from dialogues.api.problems import Problem
from dialogues.api.views import ReadingView, checked, tagged

NO_DUMP = (
    "There is no dump at present: none was made yet, or something was withdrawn since the last. "
    "Begin from /api/v1/changes/ instead; it comes to the same."
)


def _offered(dump: dumps.Dump | None) -> dumps.Dump:
    """The dump. Raises Problem (404) where there is none, or it may not be offered."""
    if dump is None or not dump.may_be_offered():
        raise Problem(HTTPStatus.NOT_FOUND, NO_DUMP)
    return dump


class ManifestView(ReadingView):
    """The manifest of the latest dump."""

    about: ClassVar[About] = About(
        "dumps",
        "dump_manifest",
        "The latest dump: its files, and the revision to go on from",
        "DumpManifest",
        MANIFEST,
        example=examples.MANIFEST,
        wrong={404: "There is no dump at present."},
    )

    def get(self, request: Request) -> HttpResponse:
        parameters.none(request.query_params)
        dump = _offered(dumps.latest(Path(settings.DUMPS_ROOT)))

        def with_address(file: dict[str, Any]) -> dict[str, Any]:
            path = reverse("api:dump-file", kwargs={"revision": dump.revision, "name": file["name"]})
            return file | {"url": request.build_absolute_uri(path)}

        body = dump.manifest | {"files": [with_address(file) for file in dump.manifest["files"]]}
        return tagged(request, json_answer(body, headers={"Content-Language": "en"}))


class FileView(ReadingView):
    """One file of a dump, as it is."""

    schema = None  # type: ignore[assignment]

    def get(self, request: Request, revision: int, name: str) -> HttpResponseBase:
        parameters.none(request.query_params)
        dump = _offered(dumps.of_revision(Path(settings.DUMPS_ROOT), revision))
        file = dump.file(name)
        if file is None:
            raise Problem(HTTPStatus.NOT_FOUND, f"The dump of revision {revision} has no such file.")
        body = (dump.folder / file["name"]).open("rb")
        response = FileResponse(body, as_attachment=True, content_type="application/gzip")
        answer: Any = conditional(request._request, response, f'"{file["sha256"]}"')  # type: ignore[arg-type]
        if answer is not response:
            response.close()
        return checked(answer)
