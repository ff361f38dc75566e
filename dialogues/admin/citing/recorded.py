"""The open disputes of a record as it is recorded, for whoever reviews it: the same facts as those on its form.

Each leads to where the form asks for the decision.
"""

from collections.abc import Iterator
from typing import Any

from dialogues.admin.citing.disputes import FactSaid, Said, Saying, by_fact
from dialogues.models import Claim, Meeting


def open_disputes(record: Any) -> list[FactSaid]:
    """The facts on which sources differ, with no value preferred for a reason. One query; none but for a meeting."""
    if not isinstance(record, Meeting):
        return []
    return [fact for fact in by_fact(_recorded(record)) if fact.disputed and not fact.settled]


def _recorded(meeting: Meeting) -> Iterator[Saying]:
    for claim in Claim.objects.filter(meeting=meeting).select_related("source", "person", "session__track"):
        said = Said(
            key=str(claim.pk),
            value=claim.value,
            source=str(claim.source),
            as_stated=claim.as_stated,
            where=claim.where,
            reason=claim.reason,
            preferred=claim.preferred,
        )
        session, person = (str(key or "") for key in (claim.session_id, claim.person_id))
        yield claim.field, session, person, str(claim.person or claim.session or ""), said
