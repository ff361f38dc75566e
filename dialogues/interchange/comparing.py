"""The second pass: what is checked is held against what is recorded.

A record that staff entered, edited, renamed or deleted since its last import is left alone and named. So is a
report on an outcome, where the meeting that reports is one of those.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import models

from dialogues.interchange.aligning import aligned
from dialogues.interchange.checking import BATCH, Checked, FirstPass, Spool
from dialogues.interchange.circles import refuse_circles
from dialogues.interchange.kept import Imported, imported, merged
from dialogues.interchange.recorded import recorded
from dialogues.interchange.resolving import refuse_unknown
from dialogues.interchange.shapes import SHAPES
from dialogues.models import FormerSlug, Meeting

if TYPE_CHECKING:
    from dialogues.interchange.planning import Plan

# Beyond these, changes are listed by field alone: a plan of ten thousand changes must fit into memory.
MOST_IN_FULL = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that an import would change: where in the record, what is recorded, what the files say."""

    path: str
    recorded: Any
    given: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that an import would change."""

    kind: str
    id: str
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A record of the files that an import leaves as it is, and why."""

    kind: str
    id: str
    reason: str
    differences: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.reason}"


@dataclass
class Settled:
    """Records that are recorded as the files have them, by kind: id in the files, primary key, version, fingerprint."""

    rows: dict[str, list[tuple[str, int, int, str]]] = field(default_factory=dict)


@dataclass
class Moved:
    """What staff have renamed, deleted or merged into another record of what was imported.

    What was merged is renamed, too: whatever names it leads to the record that stayed.
    """

    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    deleted: set[tuple[str, str]] = field(default_factory=set)
    merged: set[tuple[str, str]] = field(default_factory=set)

    def name(self, kind: str, slug: str) -> str:
        """The id that a record of the files has now."""
        return self.renamed.get((kind, slug), slug)


def moved() -> Moved:
    """What staff have renamed, deleted or merged since it was imported, of every kind."""
    found = Moved()
    for kind in SHAPES:
        elsewhere = models.Q(slug_now=None) | ~models.Q(slug_now=models.F("slug"))
        for one in imported(kind, elsewhere & models.Q(merged_into=None)):
            if one.slug_now is None:
                found.deleted.add((kind, one.slug))
            elif one.slug_now != one.slug:
                found.renamed[kind, one.slug] = one.slug_now
        for slug, now in merged(kind):
            if now is None:
                found.deleted.add((kind, slug))
            else:
                found.merged.add((kind, slug))
                found.renamed[kind, slug] = now
    return found


def compare(planned: "Plan", read: dict[str, Spool], found: FirstPass, *, overwrite: bool) -> None:
    """Fills a plan from the checked records of the first pass."""
    staff = moved()
    for kind, spool in read.items():
        for batch in batched((Checked(*values) for values in spool), BATCH, strict=False):
            to_write = _compare_batch(
                planned, kind, [one for one in batch if one.sound], staff, overwrite=overwrite
            )
            named = [
                *(checked for checked, _pk, _version in to_write),
                *(one for one in batch if not one.sound),
            ]
            refuse_unknown(planned.faults, kind, named, found.declared, staff, overwrite=overwrite)
            for checked, pk, version in to_write:
                planned.to_write[kind].write(
                    checked.file, checked.line, checked.sha256, checked.record, pk, version
                )
        refuse_circles(planned.faults, kind, planned.to_write[kind])


ToWrite = list[tuple[Checked, int | None, int | None]]


def _compare_batch(
    planned: "Plan", kind: str, batch: list[Checked], staff: Moved, *, overwrite: bool
) -> ToWrite:
    shape = SHAPES[kind]
    to_write: ToWrite = []
    batch = _without_merged(planned, kind, batch, staff)
    batch = [_as_named_now(kind, checked, staff) for checked in batch]
    slugs = [checked.record["id"] for checked in batch]
    rows = recorded(shape, slugs)
    pks = [row.pk for row, _now in rows.values()]
    last = {one.record_id: one for one in imported(kind, models.Q(record_id__in=pks))}
    former = _former(kind, [slug for slug in slugs if slug not in rows])
    edited = _edited_meetings(batch, rows) if kind == "meeting" and not overwrite else set()
    for checked in batch:
        slug = checked.record["id"]
        if slug not in rows:
            if (kind, slug) in staff.deleted and not overwrite:
                planned.left_alone.append(LeftAlone(kind, slug, "It was deleted here since it was imported."))
            elif slug in former:
                reason = f"This id once belonged to “{former[slug]}” and still leads there. Use that id, or another."
                planned.faults.add(checked.file, checked.line, "id", reason)
            else:
                checked = _without_reports_of(checked, {}, edited, planned)
                planned.new.setdefault(kind, []).append(slug)
                to_write.append((checked, None, None))
            continue
        row, now = rows[slug]
        if edited:
            checked = _without_reports_of(checked, now, edited, planned)
        mine = last.get(row.pk)
        if checked.record == now:
            planned.same[kind] += 1
            planned.settled.rows.setdefault(kind, []).append(_memory(mine, slug, row, checked.sha256))
        elif overwrite or (mine and mine.untouched):
            planned.changed.append(Changed(kind, slug, _listed(planned, now, checked.record)))
            to_write.append((checked, row.pk, row.version))
        else:
            planned.left_alone.append(_left_alone(kind, slug, mine, now, checked.record))
    return to_write


def _memory(mine: Imported | None, slug: str, row: Any, sha256: str) -> tuple[str, int, int, str]:
    return (mine.slug if mine else slug), row.pk, row.version, sha256


def _left_alone(
    kind: str, slug: str, mine: Imported | None, now: dict[str, Any], given: dict[str, Any]
) -> LeftAlone:
    if mine is None:
        reason = "It was entered here by hand."
    elif mine.slug != mine.slug_now:
        reason = f"It was imported as “{mine.slug}” and renamed here since."
    else:
        reason = "It was edited here since it was imported."
    paths = tuple(difference.path for difference in differences("", now, given))
    return LeftAlone(kind, slug, reason, paths[:20])


def _listed(planned: "Plan", now: dict[str, Any], given: dict[str, Any]) -> list[Difference]:
    found = list(differences("", now, given))
    if len(planned.changed) < MOST_IN_FULL:
        return found
    return [Difference(one.path, None, None) for one in found]


def differences(path: str, now: Any, given: Any) -> Iterator[Difference]:
    """The values in which two canonical objects differ. Objects with ids are held against those of the same id."""
    if isinstance(now, dict) and isinstance(given, dict):
        for key in (*given, *(now.keys() - given.keys())):
            yield from differences(f"{path}.{key}" if path else key, now.get(key), given.get(key))
    elif isinstance(now, list) and isinstance(given, list) and _have_ids(now) and _have_ids(given):
        old, new = ({item["id"]: item for item in items} for items in (now, given))
        for slug in (*new, *(old.keys() - new.keys())):
            yield from differences(f"{path}[{slug}]", old.get(slug), new.get(slug))
        if [slug for slug in old if slug in new] != [slug for slug in new if slug in old]:
            yield Difference(path, list(old), list(new))
    elif (
        isinstance(now, list)
        and isinstance(given, list)
        and any(isinstance(item, dict) for item in (*now, *given))
    ):
        for index, one, other in aligned(now, given):
            yield from differences(f"{path}[{index}]", one, other)
    elif now != given:
        yield Difference(path, now, given)


def _have_ids(items: list[Any]) -> bool:
    return bool(items) and all(isinstance(item, dict) and "id" in item for item in items)


def _without_merged(planned: "Plan", kind: str, batch: list[Checked], staff: Moved) -> list[Checked]:
    """The batch without records that were merged into others: not even files that win over staff bring them back."""
    kept = []
    for checked in batch:
        slug = checked.record["id"]
        if (kind, slug) in staff.merged:
            reason = f"It was merged into “{staff.name(kind, slug)}” here; what names it leads there."
            planned.left_alone.append(LeftAlone(kind, slug, reason))
        else:
            kept.append(checked)
    return kept


def _as_named_now(kind: str, checked: Checked, staff: Moved) -> Checked:
    if not staff.renamed:
        return checked
    record = SHAPES[kind].renamed(checked.record, staff.name)
    record["id"] = staff.name(kind, record["id"])
    return Checked(checked.file, checked.line, checked.sha256, record)


def _former(kind: str, slugs: list[str]) -> dict[str, str]:
    rows = FormerSlug.objects.filter(kind=kind, slug__in=slugs).values_list("slug", "publication__slug")
    return dict(rows)


# --- reports: nested in the outcome of one meeting, and part of the record of another ----------------------------


def _edited_meetings(batch: list[Checked], rows: dict[str, tuple[Any, dict[str, Any]]]) -> set[str]:
    """The meetings that report on outcomes of these, and that staff entered or edited."""
    given = [checked.record for checked in batch]
    named = {
        said["meeting"]
        for record in (*given, *(now for _row, now in rows.values()))
        for said in _reports(record)
    }
    there = dict(Meeting.objects.filter(slug__in=named).values_list("pk", "slug"))
    untouched = {one.record_id for one in imported("meeting", models.Q(record_id__in=there)) if one.untouched}
    return {slug for pk, slug in there.items() if pk not in untouched}


def _reports(meeting: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for outcome in meeting.get("outcomes", []):
        yield from (said for said in outcome.get("reports", []) if "meeting" in said)


def _without_reports_of(checked: Checked, now: dict[str, Any], edited: set[str], planned: "Plan") -> Checked:
    """The record, but with the reports of these meetings as they are recorded."""
    kept = {
        outcome["id"]: [said for said in outcome.get("reports", []) if said["meeting"] in edited]
        for outcome in now.get("outcomes", [])
    }
    outcomes = []
    for outcome in checked.record.get("outcomes", []):
        given = outcome.get("reports", [])
        here = kept.get(outcome["id"], [])
        theirs = [said for said in given if said["meeting"] in edited]
        if theirs != here:
            reason = (
                "A meeting that was entered or edited here reports on it; those reports stay as they are."
            )
            planned.left_alone.append(LeftAlone("outcome", outcome["id"], reason))
        reports = [said for said in given if said["meeting"] not in edited] + here
        field = next(part for part in _OUTCOME.parts if part.key == "reports")
        outcomes.append(outcome | ({"reports": field.in_order(reports)} if reports else {}))
        if not reports:
            outcomes[-1].pop("reports", None)
    if not outcomes:
        return checked
    return Checked(checked.file, checked.line, checked.sha256, checked.record | {"outcomes": outcomes})


_OUTCOME = next(part.shape for part in SHAPES["meeting"].parts if part.key == "outcomes")
