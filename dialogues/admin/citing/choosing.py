"""Choices made at disputes, applied to what the form sent before anything reads it.

At a dispute the form asks which value is preferred and why, and offers to set the field to it. These are answers about
rows of claims that stand elsewhere on the form; here they are written into those rows, so that one form is checked and
saved as ever, with or without scripts. What was not answered anew leaves the rows as they are.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import QueryDict

from dialogues.admin.citing.citable import NARROWED_BY, TAKES_OVER
from dialogues.admin.sessions import NEW
from dialogues.models import Session

# Before each stands what the page showed of it, so that only a new answer counts.
PREFER, PREFERRED, WHY, SAID, TAKE = "_prefer:", "_preferred:", "_why:", "_said:", "_take:"


@dataclass(frozen=True)
class Row:
    """A row of the form that was sent, by its prefix."""

    data: QueryDict
    prefix: str

    def get(self, name: str) -> str:
        return str(self.data.get(f"{self.prefix}-{name}", "")).strip()

    def set(self, name: str, value: str) -> None:
        self.data[f"{self.prefix}-{name}"] = value

    def untick(self, name: str) -> None:
        self.data.pop(f"{self.prefix}-{name}", None)

    @property
    def key(self) -> str:
        return self.get("id") or self.get("key")


def rows(data: QueryDict, kind: str) -> list[Row]:
    total = data.get(f"{kind}-TOTAL_FORMS", "")
    # The form set refuses a number of rows that it was not made for.
    count = min(int(total), 2000) if total.isascii() and total.isdigit() else 0
    return [Row(data, f"{kind}-{place}") for place in range(count)]


@dataclass(frozen=True)
class ClaimRow(Row):
    """A row of claims on the form of a kind of record."""

    of: type[models.Model]

    @property
    def narrowed(self) -> dict[str, str]:
        """Of whom it is, where not of the record itself: the session or the person."""
        return {name: key for name in NARROWED_BY.get(self.of, ()) if (key := self.get(name))}

    @property
    def fact(self) -> tuple[str, dict[str, str]]:
        return self.get("field"), self.narrowed


def applied(sent: QueryDict, model: type[models.Model]) -> QueryDict:
    """What the form of a kind of record sent, with the answers given at disputes written into claims and fields."""
    data = sent.copy()
    claims = [ClaimRow(data, row.prefix, model) for row in rows(data, "claims")]
    _give_keys(claims)
    for name in [name for name in data if name.startswith(PREFER)]:
        _apply(data, name.removeprefix(PREFER), claims)
    return data


def _give_keys(claims: list[ClaimRow]) -> None:
    """Rows that are not saved yet are named by keys, should the form have to be shown again."""
    taken = {row.key for row in claims}
    fresh = (f"{NEW}{number}" for number in range(1, 2 * len(claims) + 2))
    for row in claims:
        if not row.key:
            row.set("key", next(key for key in fresh if key not in taken))


def _apply(data: QueryDict, fact: str, claims: list[ClaimRow]) -> None:
    by_key = {row.key: row for row in claims}
    now, then = (str(data.get(name + fact, "")) for name in (PREFER, PREFERRED))
    why, said = (" ".join(str(data.get(name + fact, "")).split()) for name in (WHY, SAID))
    chosen, before = by_key.get(now), by_key.get(then)
    if now != then:
        about: Any = chosen or before
        for row in claims:
            if about and row.fact == about.fact:
                row.untick("preferred")
        if before and before.get("reason") == said:
            # It told why that value was preferred, which it is no longer.
            before.set("reason", "")
        if chosen:
            chosen.set("preferred", "on")
    if chosen and why != said:
        chosen.set("reason", why)
    if chosen and TAKE + fact in data:
        _take_over(data, chosen)


def _take_over(data: QueryDict, claim: ClaimRow) -> None:
    name, narrowed = claim.fact
    if not narrowed and name in TAKES_OVER[claim.of]:
        data[name] = claim.get("value")
    elif narrowed.keys() == {"session"} and name in TAKES_OVER[Session]:
        for row in rows(data, "sessions"):
            if row.key == narrowed["session"]:
                row.set(name, claim.get("value"))
