"""Which organizations took part in which meeting of a dialogue, side by side: who led, who took part, what is unknown.

A body that was renamed or replaced stands under its successor. A side whose organizations no source lists at a
meeting is not known there: that is another thing than a blank.
"""

from collections.abc import Mapping

from dialogues.public.charts.edition_matrix import Column, Group, Row, State, rows, set_apart
from dialogues.public.words.texts import Document

LEADING = ("co_chair", "head_of_delegation")
UNKNOWN = ""


def organizations(
    those: list[Column], parties: list[Document], known: Mapping[str, Document], language: str
) -> list[Group]:
    """A group for each side that any list names. `known` are the documents of the organizations, by id."""
    found: dict[str, dict[str, dict[int, State]]] = {party["id"]: {} for party in parties}
    named = {party["id"]: party for party in parties}
    references: dict[str, Document] = {}
    for place, column in enumerate(those):
        for part in column.meeting["participations"]:
            if organization := part["organization"]:
                id = organization["id"]
                party = part["party"] or (known.get(id) or {}).get("party")
                side = party["id"] if party else UNKNOWN
                if party:
                    named.setdefault(side, party)
                references[id] = organization
                states = found.setdefault(side, {}).setdefault(id, {})
                if states.get(place) != "lead":
                    states[place] = "lead" if part["role"] in LEADING else "part"
    groups = []
    for side, of_side in found.items():
        if of_side:
            unseen = [not any(place in states for states in of_side.values()) for place in range(len(those))]
            made = rows(of_side, references, unseen)
            for row in made:
                row.short = _short(row.record, known, language)
            groups.append(set_apart(Group(named.get(side)), those, _families(made, known)))
    return groups


def _short(organization: Document, known: Mapping[str, Document], language: str) -> str:
    """The abbreviation, for small screens. A Japanese name is short as it is."""
    if language == "ja" and organization["name"].get("ja"):
        return ""
    return (known.get(organization["id"]) or {}).get("abbreviation") or ""


def _families(made: list[Row], known: Mapping[str, Document]) -> list[list[Row]]:
    """Rows in their order, each with those before it that it succeeded."""
    by_id = {row.record["id"]: row for row in made}
    earlier: dict[str, str] = {}
    for id in by_id:
        before = (known.get(id) or {}).get("predecessor")
        if before and before["id"] in by_id and before["id"] != id:
            earlier[id] = before["id"]
    families = []
    taken: set[str] = set()
    for row in sorted(made, key=lambda row: row.weight):
        if row.record["id"] in earlier.values():
            continue
        family = [row]
        taken.add(row.record["id"])
        while (before_id := earlier.get(family[-1].record["id"], "")) and before_id not in taken:
            by_id[before_id].earlier = True
            family.append(by_id[before_id])
            taken.add(before_id)
        families.append(family)
    # Bodies that succeed each other in a ring are shown, too.
    return families + [[row] for row in made if row.record["id"] not in taken]
