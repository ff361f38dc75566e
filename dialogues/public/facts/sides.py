"""Who took part, side by side: participations grouped by session, by role and by side.

The sides stand in the order of the dialogue's name in the page's language: “U.S.-Japan” puts the United States
first, 日米 puts Japan first. A side that only single participants represent (ESA in a delegation) comes after them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dialogues.public.facts import claims
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document, chosen

# How names of dialogues write the parties, beside their names in full and their codes.
SHORT_FORMS = {
    "en": {
        "US": ("U.S.", "USSF"), "GB": ("UK",), "KR": ("ROK", "Korea"), "AE": ("UAE",), "EU": ("EU",), "CN": ("China",),
    },
    "ja": {
        "US": ("米",), "JP": ("日",), "FR": ("仏",), "IN": ("印",), "KR": ("韓",), "EU": ("欧", "EU"), "GB": ("英",),
        "DE": ("独",), "IT": ("伊",), "AU": ("豪",), "CA": ("加",), "CN": ("中",), "RU": ("露",), "BR": ("伯",),
    },
}  # fmt: skip
HOME = {"ja": "JP"}

ROLES = list(vocabulary.ROLE)

# What claims call the fact of who had a role.
FACTS_OF_ROLES = {
    "co_chair": ("co_chairs",),
    "host": ("host",),
    "head_of_delegation": ("head", "head_jp"),
}


@dataclass
class Cell:
    """Those of one side who had one role; none where no source names any."""

    party: Document
    entries: list[Document] = field(default_factory=list)


@dataclass
class RoleRow:
    """One role in one session: a cell for each side, and those whose side is another or not stated."""

    role: str
    cells: list[Cell]
    elsewhere: list[Document] = field(default_factory=list)
    dispute: claims.Fact | None = None

    @property
    def heading(self) -> str:
        several = len(self.entries) > 1
        return vocabulary.label(vocabulary.ROLES if several else vocabulary.ROLE, self.role)

    @property
    def entries(self) -> list[Document]:
        return [*(entry for cell in self.cells for entry in cell.entries), *self.elsewhere]

    @property
    def mixed(self) -> bool:
        """Whether principals stand beside others, so that it has to be said of each."""
        return len({entry["principal"] for entry in self.entries}) > 1


@dataclass
class Group:
    """What is known of those present at one session, or at the meeting as a whole (no session)."""

    session: Document | None
    rows: list[RoleRow] = field(default_factory=list)
    attendance: list[Document] = field(default_factory=list)

    @property
    def mixed(self) -> bool:
        """Whether any row marks its principals."""
        return any(row.mixed for row in self.rows)


def in_order(document: Document, language: str) -> list[Document]:
    """The parties of a meeting or a dialogue in the order of its name in this language."""
    parties: list[Document] = document["parties"]
    name = document.get("name") or (document.get("dialogue") or {}).get("name") or document.get("title") or {}
    words = name.get(language)
    places = {party["id"]: _place(party, words, language) for party in parties} if words else {}
    if places and all(place is not None for place in places.values()):
        return sorted(parties, key=lambda party: places[party["id"]] or 0)
    own = HOME.get(language)
    return sorted(parties, key=lambda party: party["id"] != own) if own else parties


def named_first(parties: list[Document], words: str, language: str) -> Document | None:
    """The party that a name puts before all others; None where it does not name them all."""
    if language not in SHORT_FORMS:
        return None
    places = {party["id"]: _place(party, words, language) for party in parties}
    if len(places) < 2 or any(place is None for place in places.values()):
        return None
    return min(parties, key=lambda party: places[party["id"]] or 0)


def _place(party: Document, words: str, language: str) -> int | None:
    forms = [*SHORT_FORMS[language].get(party["id"], ()), party["name"].get(language) or ""]
    found = [words.find(form) for form in forms if form and form in words]
    return min(found) if found else None


def groups(document: Document, sides: list[Document], differing: Iterable[claims.Fact] = ()) -> list[Group]:
    """The participations of a meeting: sessions by track, the meeting as a whole first; roles in their usual order.

    A row whose fact is among those on which sources differ leads to that dispute.
    """
    disputes = [fact for fact in differing if fact.name in document["disputed"] or fact.session]
    sessions = {session["id"]: session for session in document["sessions"]}
    order: Iterable[str | None] = [None, *(session["id"] for session in by_track(document["sessions"]))]
    found = []
    for key in order:
        there = [part for part in document["participations"] if part["session"] == key]
        counted = [count for count in document["attendance"] if count["session"] == key]
        if there or counted:
            found.append(Group(sessions.get(key or ""), _rows(there, sides, disputes, key), counted))
    return found


def _rows(
    there: list[Document], sides: list[Document], disputes: list[claims.Fact], session: str | None
) -> list[RoleRow]:
    rows = []
    for role in sorted(
        {part["role"] for part in there}, key=lambda role: ROLES.index(role) if role in ROLES else 99
    ):
        row = RoleRow(role, [Cell(side) for side in sides], dispute=_dispute(role, disputes, session))
        cells = {cell.party["id"]: cell.entries for cell in row.cells}
        for part in there:
            if part["role"] == role:
                side = part["party"]["id"] if part["party"] else None
                cells.get(side or "", row.elsewhere).append(part)
        rows.append(row)
    return rows


def _dispute(role: str, disputes: list[claims.Fact], session: str | None) -> claims.Fact | None:
    """The dispute about who had this role in this session, else at the meeting."""
    names = FACTS_OF_ROLES.get(role, ())
    found = (claims.fact_about(disputes, name, about) for about in (session, None) for name in names)
    return next((fact for fact in found if fact), None)


def without_anyone(found: list[Group], sides: list[Document]) -> list[Document]:
    """The sides for which no row names anybody."""
    named = {cell.party["id"] for group in found for row in group.rows for cell in row.cells if cell.entries}
    return [side for side in sides if side["id"] not in named]


def by_track(sessions: list[Document]) -> list[Document]:
    """Sessions by track, in their own order within it."""
    return sorted(sessions, key=lambda session: session["track"]["id"])


def names(parties: list[Document], language: str) -> list[str]:
    """The names of parties, for a line of text."""
    return [words.text for party in parties if (words := chosen(party["name"], language))]


def joined(names: list[str], language: str) -> str:
    """Names in a line of text: United States and Japan."""
    if language == "ja":
        return "・".join(names)
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"
