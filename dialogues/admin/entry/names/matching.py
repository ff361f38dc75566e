"""Who or what each line of a list may be, among the people and organizations there are.

Names are one where `dialogues.folding.key` makes them one: case, width, accents, stops and spaces make no
difference, nor which of a person's names comes first. All lines are held against all names by a fixed number of
queries, by the index on names (migration 0013).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Prefetch

from dialogues.admin.entry.making import of_the_side
from dialogues.admin.entry.names.lines import (
    Reading,
    body_first,
    is_surely_a_body,
    likely,
    looks_like_a_body,
    readings,
)
from dialogues.folding import LATIN, folded, key
from participants.models import Organization, OrganizationAlias, Person, PersonAlias

ALIKE = 0.6
MOST_OF_A_NAME = 4

_NEAR = """
    SELECT asked.name, near.id FROM unnest(%s::text[]) AS asked(name), LATERAL (
        SELECT id, max(alike) AS alike FROM (
            SELECT id, word_similarity(asked.name, names_folded) AS alike
            FROM {records} WHERE asked.name <%% names_folded
            UNION ALL
            SELECT {owner}, word_similarity(asked.name, names_folded)
            FROM {aliases} WHERE asked.name <%% names_folded
        ) AS found GROUP BY id ORDER BY 2 DESC, id LIMIT %s
    ) AS near
"""


@dataclass
class Match:
    """What a line may be: those called just so, those spelled much alike, and what to propose as new."""

    line: str
    exact: list[Any]
    near: list[Any]
    reading: Reading
    # The body that the line names beside a person.
    body: Any
    is_body: bool
    # Whether the proposal is only a guess at which word of the line is the name.
    unclear: bool = False


def matched(lines: Sequence[str], party: str = "") -> list[Match]:
    """Each line with its matches. `party` is the side that they are said to be of: it tells namesakes apart."""
    ways = {line: readings(line) for line in lines}
    names = {reading.name for line in lines for reading in ways[line]}
    names |= {part for line in lines for part in _parts(ways[line])}
    for body, person in filter(None, map(body_first, lines)):
        names |= {body, person.name} - {""}
    known = _known(names)
    return [_match(line, ways[line], known, party) for line in lines]


def _match(
    line: str, ways: list[Reading], known: "dict[str, tuple[list[Any], list[Any]]]", party: str
) -> Match:
    spaced = body_first(line)
    if spaced and not known[ways[0].name][0] and (one := _of_a_body(line, *spaced, known, party)):
        return one
    for reading in ways:
        # What stands last is a person after their title, or the body of a person whom nobody knows yet.
        exact = [one for one in known[reading.name][0] if isinstance(one, Person) or not reading.title_first]
        if exact:
            exact = of_the_side(exact, party) or exact
            is_body = isinstance(exact[0], Organization)
            return Match(line, exact, [], *_with_body(reading, known, is_body, party))
    if spaced and spaced[1].name and not spaced[1].title and is_surely_a_body(spaced[0]):
        # A body that nobody knows is not lost: it stands before the title, to be put right.
        reading = replace(spaced[1], title=spaced[0])
        return Match(line, _people(reading.name, known), [], reading, None, is_body=False, unclear=True)
    reading = likely(line)
    near = known[reading.name][1] if reading.name in known else []
    whole, body, is_body = _with_body(reading, known, looks_like_a_body(reading.name), party)
    return Match(line, [], near, whole, body, is_body)


def _of_a_body(line: str, word: str, reading: Reading, known: Any, party: str) -> Match | None:
    """A line that begins with a body that is known: who of it, or the body alone where a title is all that follows."""
    bodies = [one for one in known[word][0] if isinstance(one, Organization)]
    bodies = of_the_side(bodies, party) or bodies
    if len(bodies) != 1:
        return None
    if not reading.name:
        return Match(line, bodies, [], replace(reading, name=word), None, is_body=True)
    people = _people(reading.name, known)
    # Between the body and the person may be a title, or the first half of a name.
    unclear = not people and bool(reading.title)
    return Match(line, people, [], reading, bodies[0], is_body=False, unclear=unclear)


def _people(name: str, known: Any) -> list[Any]:
    return [one for one in known[name][0] if isinstance(one, Person)]


def _with_body(reading: Reading, known: Any, is_body: bool, party: str) -> tuple[Reading, Any, bool]:
    """A person's title often ends with the body: “Pam Melroy, Deputy Administrator, NASA”."""
    if is_body or not reading.title:
        return reading, None, is_body
    for part in _parts([reading]):
        bodies = [one for one in known.get(part, ([], []))[0] if isinstance(one, Organization)]
        bodies = of_the_side(bodies, party) or bodies
        if len(bodies) == 1:
            title = reading.title.removesuffix(part).rstrip(" ,，、　\t;") if part != reading.title else ""
            return Reading(reading.name, title), bodies[0], False
    return reading, None, False


def _parts(ways: Iterable[Reading]) -> list[str]:
    """What may be a body in what is said after a name: the whole of it, and its end after each break."""
    found = []
    for reading in ways:
        found += [one.name for one in readings(reading.title)] if reading.title else []
    return list(dict.fromkeys(name for name in found if name))


def _known(names: set[str]) -> dict[str, tuple[list[Any], list[Any]]]:
    """For each name, the records so called and those spelled much alike. Six queries."""
    by_fold = defaultdict(list)
    for name in names:
        fold = " ".join(folded(name).split())
        by_fold[fold].append(name)
        if " " in fold and not re.search(f"[{LATIN}]", fold):
            # Lists in Japanese put a space between the names of a person.
            by_fold[fold.replace(" ", "")].append(name)
    found: dict[str, tuple[list[Any], list[Any]]] = {name: ([], []) for name in names}
    kinds: tuple[tuple[Any, Any, str], ...] = (
        (Organization, OrganizationAlias, "organization_id"),
        (Person, PersonAlias, "person_id"),
    )
    for model, aliases, owner in kinds:
        near = _near(list(by_fold), model, aliases, owner)
        ids = {pk for _name, pk in near}
        records = {
            record.pk: record
            for record in model.objects.filter(pk__in=ids).prefetch_related(
                Prefetch("aliases", aliases.objects.order_by("order", "id")),
                *(["party"] if model is Organization else []),
            )
        }
        for fold, pk in near:
            record = records.get(pk)
            if record is None:
                continue
            keys = _keys(record)
            for name in by_fold[fold]:
                kept = found[name][0 if _forms(name, record) & keys else 1]
                if record not in kept:
                    kept.append(record)
    return found


def _near(names: list[str], model: Any, aliases: Any, owner: str) -> list[tuple[str, int]]:
    sql = _NEAR.format(records=model._meta.db_table, aliases=aliases._meta.db_table, owner=owner)
    with connection.cursor() as cursor:
        cursor.execute(sql, [names, MOST_OF_A_NAME])
        return list(cursor.fetchall())


def _keys(record: Any) -> set[str]:
    names = [
        *record.name.values(),
        getattr(record, "abbreviation", ""),
        *(one.name for one in record.aliases.all()),
    ]
    return {form for name in names if name for form in _forms(name, record)}


def _forms(name: str, record: Any) -> set[str]:
    """The name as it is compared; a person's also with its words in any order: lists put either name first."""
    forms = {key(name)}
    words = folded(name).replace(",", " ").split()
    if isinstance(record, Person) and len(words) > 1:
        forms.add(" ".join(sorted(key(word) for word in words)))
    return forms - {""}
