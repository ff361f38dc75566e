"""What claims say of each fact, by value: whether it is in dispute, settled, or waits for a decision of staff."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dialogues.disputes import differ, same
from dialogues.public.facts.claims import heading, in_words


@dataclass(frozen=True)
class Said:
    """What one claim on the form says."""

    key: str  # the number of its row in the database, or the key of a row that is not saved yet
    value: Any
    source: str
    as_stated: str
    where: str
    reason: str
    preferred: bool


@dataclass
class Value:
    """One value of a fact, with the claims that give it."""

    words: str
    value: Any
    said: list[Said] = field(default_factory=list)

    @property
    def preferred(self) -> bool:
        return any(one.preferred for one in self.said)

    @property
    def chosen(self) -> Said:
        """The claim that is preferred where this value is: the one that is already, else the first."""
        return next((one for one in self.said if one.preferred), self.said[0])


@dataclass
class FactSaid:
    """A fact with what the claims on the form say of it."""

    kind: str  # of the record whose form it is: meeting, dialogue …
    name: str
    session: str
    person: str
    named: str = ""  # the person, or the session where the place on the page does not say which
    values: list[Value] = field(default_factory=list)
    box: Any = None  # the field that tells the fact, where there is one
    takes_over: bool = False

    @property
    def id(self) -> str:
        """Its name in the form: date, date-s12 (of a session), title-p5 (of a person)."""
        return _id(self.name, self.session, self.person)

    @property
    def anchor(self) -> str:
        return dispute_anchor(self.name, self.session, self.person)

    @property
    def heading(self) -> str:
        words = heading(self.name, of_a_person=bool(self.person), kind=self.kind)
        return f"{words}, {self.named}" if self.named else words

    @property
    def disputed(self) -> bool:
        return differ(self.name, (value.value for value in self.values))

    @property
    def preferred(self) -> Said | None:
        return next((one for value in self.values for one in value.said if one.preferred), None)

    @property
    def settled(self) -> bool:
        return self.preferred is not None and bool(self.preferred.reason)

    @property
    def reason(self) -> str:
        return self.preferred.reason if self.preferred else ""

    @property
    def field_differs(self) -> bool:
        """Whether the field's own value is another than that of the preferred claim."""
        return (
            self.takes_over
            and self.preferred is not None
            and self.preferred.value is not None
            and not same(self.preferred.value, self.box.value())
        )

    @property
    def undecided(self) -> bool:
        """Whether staff are asked for a decision: no value is preferred, no reason says why, or the field differs."""
        return (self.disputed and not self.settled) or self.field_differs

    @property
    def field_says(self) -> str:
        value = self.box.value()
        return in_words(self.name, value, "en", self.kind) if value not in (None, "") else _("nothing")

    @property
    def preferred_words(self) -> str:
        return next((value.words for value in self.values if value.preferred), "")


def _id(name: str, session: str, person: str) -> str:
    of = f"-s{session}" if session else f"-p{person}" if person else ""
    return f"{name}{of}"


def dispute_anchor(name: str, session: str = "", person: str = "") -> str:
    """Where on the form it is asked which value of a fact is preferred."""
    return f"dispute-{_id(name, session, person)}"


# The fact, its session, its person, how those are named, and what one claim says of it.
Saying = tuple[str, str, str, str, Said]


def by_fact(kind: str, sayings: Iterable[Saying]) -> list[FactSaid]:
    """What claims of a record of a kind say, fact by fact and within it by value, in their order."""
    found: dict[tuple[str, str, str], FactSaid] = {}
    for name, session, person, named, said in sayings:
        fact = found.setdefault((name, session, person), FactSaid(kind, name, session, person, named))
        for value in fact.values:
            if same(value.value, said.value):
                value.said.append(said)
                break
        else:
            fact.values.append(Value(in_words(name, said.value, "en", kind), said.value, [said]))
    return list(found.values())
