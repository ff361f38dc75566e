"""The open disputes of a record as it is recorded, for whoever reviews it: the same facts as those on its form.

Each leads to where the form asks for the decision.
"""

from collections.abc import Iterator
from typing import Any

from dialogues.admin.citing.citable import CITABLE, NARROWED_BY
from dialogues.admin.citing.said import FactSaid, Said, Saying, by_fact


def open_disputes(record: Any) -> list[FactSaid]:
    """The facts on which sources differ, with no value preferred for a reason.

    One query; none of a record of which nothing is claimed.
    """
    # A source has claims, too: those that rest on it.
    if type(record) not in CITABLE:
        return []
    said = by_fact(str(record._meta.model_name), _recorded(record))
    return [fact for fact in said if fact.disputed and not fact.settled]


def _recorded(record: Any) -> Iterator[Saying]:
    narrowed_by = NARROWED_BY.get(type(record), ())
    followed = ("session__track" if name == "session" else name for name in ("source", *narrowed_by))
    for claim in record.claims.select_related(*followed):
        said = Said(
            key=str(claim.pk),
            value=claim.value,
            source=str(claim.source),
            as_stated=claim.as_stated,
            where=claim.where,
            reason=claim.reason,
            preferred=claim.preferred,
        )
        session, person = (
            getattr(claim, name) if name in narrowed_by else None for name in ("session", "person")
        )
        keys = (str(one.pk) if one else "" for one in (session, person))
        yield claim.field, *keys, str(person or session or ""), said
