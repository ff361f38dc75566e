"""Errors as RFC 9457 (Problem Details for HTTP APIs): `application/problem+json`.

`type` is always `about:blank`, so that `title` is the phrase of the status (RFC 9457, 4.2.1). `errors` lists what is
wrong, each with the `parameter`, a `code`, a `detail` in words, and near names in `did_you_mean`.
"""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.signals import got_request_exception
from django.http import HttpResponse
from rest_framework.exceptions import APIException

from dialogues.api.answers import json_answer
from dialogues.filters.near import near

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger("django.request")

Fault = dict[str, Any]


class Problem(Exception):
    """Ends a request with a problem. `more` are further members of the answer (RFC 9457, 3.2)."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        errors: Sequence[Fault] = (),
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, list(errors)
        self.more, self.headers = dict(more or {}), dict(headers or {})


def fault(parameter: str, code: str, detail: str, did_you_mean: Sequence[str] = ()) -> Fault:
    """One entry of `errors`."""
    return {"parameter": parameter, "code": code, "detail": detail, "did_you_mean": list(did_you_mean)}


def bad_request(errors: Sequence[Fault]) -> Problem:
    names = ", ".join(dict.fromkeys(f"“{error['parameter']}”" for error in errors))
    return Problem(HTTPStatus.BAD_REQUEST, f"The question could not be read: see {names}.", errors)


def faults_of(form_errors: Mapping[str, Sequence[ValidationError]]) -> list[Fault]:
    """The errors of a form of `dialogues.filters`, parameter by parameter."""
    return [
        fault(
            name,
            error.code or "invalid",
            error.messages[0],
            (error.params or {}).get("did_you_mean", []),
        )
        for name, errors in form_errors.items()
        for error in errors
    ]


def unknown_word(parameter: str, word: str, words: Sequence[str], code: str = "unknown") -> Fault:
    """The fault of a word that is not in a short vocabulary, which is told in full."""
    return fault(parameter, code, f"“{word}” is not one of: {', '.join(words)}.", near(word, words))


def answer(problem: Problem, instance: str) -> HttpResponse:
    """The problem as a response; `instance` is the address that was asked."""
    body = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "instance": instance,
        "errors": problem.errors,
        **problem.more,
    }
    return json_answer(body, problem.status, MEDIA_TYPE, problem.headers)


def handle(exception: Exception, context: dict[str, Any]) -> HttpResponse:
    """The exception handler of the API's views: every error is a problem, those of our own making too."""
    request = context["request"]._request
    match exception:
        case Problem():
            problem = exception
        case APIException():
            problem = Problem(HTTPStatus(exception.status_code), str(exception.detail))
        case SuspiciousOperation():
            problem = Problem(
                HTTPStatus.BAD_REQUEST, "The request has too many parameters, or malformed ones."
            )
        case _:
            got_request_exception.send(sender=handle, request=request)
            extra = {"status_code": 500, "request": request}
            logger.error("Internal Server Error: %s", request.path, exc_info=exception, extra=extra)
            problem = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The fault is ours, and has been noted.")
    return answer(problem, request.get_full_path())
