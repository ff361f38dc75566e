"""Which records the files name, and whether they exist: in the files, or recorded already."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from dialogues.interchange.checking import Checked
from dialogues.interchange.faults import Faults, did_you_mean
from dialogues.interchange.shapes import SHAPES
from dialogues.models import Outcome, OutcomeReport, Session, Track

if TYPE_CHECKING:
    from dialogues.interchange.comparing import Moved

MODELS: dict[str, type[models.Model]] = {kind: shape.model for kind, shape in SHAPES.items()} | {
    "track": Track
}
PARTS: dict[str, Any] = {"session": Session, "outcome": Outcome}
ARTICLES = {"session": "a", "outcome": "an"}


# To look for near names takes its time; a file full of unknown names must not.
MOST_WITH_NEAR_NAMES = 100


class Known:
    """The primary keys of records by kind and id, each looked up once."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, str], int] = {}

    def look_up(self, named: Iterable[tuple[str, str]]) -> None:
        """One query for each kind of which something is not known yet."""
        wanted: dict[str, list[str]] = {}
        for kind, slug in set(named):
            if (kind, slug) not in self.ids and kind in MODELS:
                wanted.setdefault(kind, []).append(slug)
        for kind, slugs in wanted.items():
            rows = MODELS[kind]._default_manager.filter(slug__in=slugs).values_list("slug", "pk")
            self.ids |= {(kind, slug): pk for slug, pk in rows}

    def __getitem__(self, key: tuple[str, str]) -> int:
        return self.ids[key]


def refuse_unknown(
    faults: Faults,
    kind: str,
    batch: list[Checked],
    declared: dict[tuple[str, str], tuple[str, int]],
    staff: "Moved",
    *,
    overwrite: bool,
) -> None:
    """Adds a fault for each name of a record that is neither in the files nor recorded."""
    shape, known = SHAPES[kind], Known()
    named = [
        (checked, other, slug, place)
        for checked in batch
        for other, slug, place in shape.references(checked.record)
        if other in SHAPES
    ]
    gone = set() if overwrite else staff.deleted
    mentioned = {(other, slug) for _checked, other, slug, _place in named}
    known.look_up(one for one in mentioned if one not in declared or one in gone)
    for checked, other, slug, place in named:
        if (other, slug) in known.ids:
            continue
        if (other, slug) in gone:
            reason = f"The {other} “{slug}” was deleted here since it was imported. Take it out, or enter it again."
            faults.add(checked.file, checked.line, place, reason)
        elif (other, slug) not in declared:
            near = _near(other, slug, declared) if faults.count < MOST_WITH_NEAR_NAMES else ""
            reason = f"There is no {other} “{slug}”, neither in the files nor recorded. {near}"
            faults.add(checked.file, checked.line, place, reason.strip())
    if kind == "meeting":
        _refuse_parts_of_others(faults, batch)


def _near(kind: str, slug: str, declared: dict[tuple[str, str], tuple[str, int]]) -> str:
    recorded = MODELS[kind]._default_manager.filter(slug__startswith=slug[:2]).values_list("slug", flat=True)
    known = {name for of, name in declared if of == kind} | set(recorded)
    sentence = did_you_mean(slug, sorted(known))
    return sentence if sentence.startswith("Did") else ""


def _refuse_parts_of_others(faults: Faults, batch: list[Checked]) -> None:
    """Sessions, outcomes and reports have ids of their own, which no two meetings or outcomes share."""
    owned: dict[str, dict[str, tuple[str, str, Any]]] = {"session": {}, "outcome": {}, "outcome_report": {}}
    for checked in batch:
        meeting = checked.record
        for part, key in (("session", "sessions"), ("outcome", "outcomes")):
            for index, item in enumerate(meeting.get(key, [])):
                if "id" in item:
                    owned[part][item["id"]] = (meeting.get("id", ""), f"{key}[{index}].id", checked)
        for index, outcome in enumerate(meeting.get("outcomes", [])):
            for number, said in enumerate(outcome.get("reports", [])):
                if "id" in said:
                    place = f"outcomes[{index}].reports[{number}].id"
                    owned["outcome_report"][said["id"]] = (outcome.get("id", ""), place, checked)
    for part, items in owned.items():
        model, owner = (
            (OutcomeReport, "outcome__slug") if part == "outcome_report" else (PARTS[part], "meeting__slug")
        )
        for slug, there in model._default_manager.filter(slug__in=items).values_list("slug", owner):
            here, place, checked = items[slug]
            if there != here:
                what = (
                    "a report on the outcome" if part == "outcome_report" else f"{ARTICLES[part]} {part} of"
                )
                faults.add(checked.file, checked.line, place, f"This id belongs to {what} “{there}”.")
