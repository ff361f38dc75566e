"""The parameters of a request. None is ignored, none is trimmed to fit: what cannot be read is a 400."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from dialogues.api import languages
from dialogues.api.moments import moment_of
from dialogues.api.presentation import View, field_names
from dialogues.api.problems import Fault, bad_request, fault, faults_of, unknown_word
from dialogues.api.resources import Resource
from dialogues.filters import Questions
from dialogues.filters.near import near
from dialogues.filters.values import ManyValuesField
from dialogues.models.publications import PublicationQuerySet

LIMIT, MOST = 50, 500
MOST_TOLD = 50  # of unknown parameters
_NUMBER = re.compile(r"[0-9]{1,9}")
_REVISION = re.compile(r"[0-9]{1,18}")  # what a bigint holds
HIGHEST_REVISION = 10**18 - 1

OF_VIEW = ("fields", "omit", "lang")
OF_LIST = ("limit", "cursor", "count")
OF_CHANGES = ("since", "limit")
OF_PAST = ("as_of",)
OF_FACETS = ("facet",)


@dataclass(frozen=True)
class Walk:
    """Which page of a list is wanted."""

    limit: int = LIMIT
    cursor: str = ""
    count: bool = False
    questions: dict[str, list[str]] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)


def of_record(query: QueryDict, resource: Resource) -> tuple[View, dt.datetime | None]:
    """What is wanted of one record, and as of which moment; None: as it is now. Raises Problem (400)."""
    errors = [*_strange(query, (*OF_VIEW, *OF_PAST)), *_twice(query, OF_PAST)]
    view = _view(query, resource, errors)
    moment = None
    if "as_of" in query and (moment := moment_of(query.get("as_of", ""))) is None:
        detail = f"“{query['as_of'][:100]}” is no day (2024-08-27), and no moment with its zone (2024-08-27T12:00:00Z)."
        errors.append(fault("as_of", "invalid", detail))
    if errors:
        raise bad_request(errors)
    return view, moment


def of_list(
    query: QueryDict, resource: Resource, rows: PublicationQuerySet
) -> tuple[View, Walk, PublicationQuerySet]:
    """What is wanted of a list, and the rows that answer its questions. Raises Problem (400) with all its errors."""
    filterset, errors = _questions(query, resource, rows, (*OF_LIST, *OF_VIEW))
    view = _view(query, resource, errors)
    walk = Walk(
        _limit(query, errors),
        query.get("cursor", ""),
        _count(query, errors),
        {name: query.getlist(name) for name in filterset.filters if name in query},
        filterset.form.cleaned_data.get("id", []),
    )
    if "cursor" in query and not walk.cursor:
        errors.append(fault("cursor", "empty", "A cursor is missing; leave the parameter out to begin."))
    if errors:
        raise bad_request(errors)
    return view, walk, filterset.qs


def of_file(query: QueryDict, resource: Resource, rows: PublicationQuerySet) -> PublicationQuerySet:
    """The rows that answer the questions of a file, which has no pages. Raises Problem (400)."""
    filterset, errors = _questions(query, resource, rows, ())
    if errors:
        raise bad_request(errors)
    found: PublicationQuerySet = filterset.qs
    return found


def of_facets(
    query: QueryDict, resource: Resource, rows: PublicationQuerySet, countable: Sequence[str]
) -> tuple[list[str], Questions]:
    """The questions whose values are to be counted, and what is asked of the rows. Raises Problem (400)."""
    filterset, errors = _questions(query, resource, rows, OF_FACETS)
    names = _names(query, "facet", countable, errors) or tuple(countable)
    if errors:
        raise bad_request(errors)
    return list(names), filterset


def _questions(
    query: QueryDict, resource: Resource, rows: PublicationQuerySet, besides: Sequence[str]
) -> tuple[Questions, list[Fault]]:
    """What a request asks of rows, and what is wrong with it; `besides` are the parameters that are no questions."""
    filterset = resource.questions(query, rows)
    single = [name for name, one in filterset.form.fields.items() if not isinstance(one, ManyValuesField)]
    errors = _strange(query, (*filterset.filters, *besides))
    errors += _twice(query, single)
    errors += faults_of(filterset.form.errors.as_data())
    return filterset, errors


def of_changes(query: QueryDict) -> tuple[int, int]:
    """After which revision, and how many changes at most. Raises Problem (400)."""
    errors = [*_strange(query, OF_CHANGES), *_twice(query, ["since"])]
    text = query.get("since", "0")
    since = int(text) if _REVISION.fullmatch(text) else 0
    if not _REVISION.fullmatch(text):
        errors.append(fault("since", "invalid", f"“{text[:100]}” is not the number of a revision."))
    limit = _limit(query, errors)
    if errors:
        raise bad_request(errors)
    return since, limit


def none(query: QueryDict) -> None:
    """Refuses every parameter. Raises Problem (400)."""
    if errors := _strange(query, ()):
        raise bad_request(errors)


def _strange(query: QueryDict, known: Iterable[str]) -> list[Fault]:
    known = list(known)
    offered = f"Known here: {', '.join(sorted(known))}." if known else "None is known here."
    return [
        fault(name, "unknown_parameter", f"There is no parameter “{name}”. {offered}", near(name, known))
        for name in [name for name in query if name not in known][:MOST_TOLD]
    ]


def _twice(query: QueryDict, names: Iterable[str]) -> list[Fault]:
    return [
        fault(name, "twice", "This parameter takes one value.")
        for name in names
        if len(query.getlist(name)) > 1
    ]


def _limit(query: QueryDict, errors: list[Fault]) -> int:
    errors += _twice(query, ["limit"])
    text = query.get("limit", str(LIMIT))
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST:
        errors.append(fault("limit", "invalid", f"“{text}” is not a number from 1 to {MOST}."))
        return LIMIT
    return int(text)


def _count(query: QueryDict, errors: list[Fault]) -> bool:
    errors += _twice(query, ["count", "cursor"])
    word = query.get("count")
    if word is not None and word != "exact":
        errors.append(unknown_word("count", word, ["exact"]))
    return word == "exact"


def _view(query: QueryDict, resource: Resource, errors: list[Fault]) -> View:
    errors += _twice(query, ["lang"])
    lang = query.get("lang", "")
    if "lang" in query and not languages.known(lang):
        detail = f"“{lang}” is not the tag of a language (BCP 47), as en and ja are."
        errors.append(fault("lang", "unknown", detail, languages.near_tags(lang)))
    names = field_names(resource.kind)
    return View(_names(query, "fields", names, errors), _names(query, "omit", names, errors), lang)


def _names(query: QueryDict, parameter: str, known: Sequence[str], errors: list[Fault]) -> tuple[str, ...]:
    """The names that a parameter lists: joined by commas, or the parameter repeated."""
    given = [name for text in query.getlist(parameter) for name in text.split(",")]
    errors += [unknown_word(parameter, name, known) for name in dict.fromkeys(given) if name not in known]
    return tuple(dict.fromkeys(given))
