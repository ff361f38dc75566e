"""Writing what belongs to records, lists of parts and sets of named records: compared as a whole, replaced in place."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from dialogues.interchange.compound import Agenda, Parts, Reports
from dialogues.interchange.references import OrderedParties, References
from dialogues.interchange.resolving import Known
from dialogues.interchange.shape import Shape
from dialogues.models import Outcome, OutcomeReport
from dialogues.models.claims import AnyClaim

Work = tuple[Any, dict[str, Any], dict[str, Any]]
"""A row, what it is to be, and what it is now ({} where it is new), both in canonical form."""


def changed_columns(row: Any, columns: dict[str, Any]) -> set[str]:
    """Sets the columns that differ. Returns their names."""
    different = {name for name, value in columns.items() if getattr(row, name) != value}
    for name in different:
        setattr(row, name, columns[name])
    return different


class PartsWriter:
    """Writes the parts of one batch of records."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.changed: set[int] = set()  # records of the batch whose parts differ
        self.reporting: set[int] = set()  # meetings whose reports on outcomes differ
        self.surplus: list[tuple[type[models.Model], list[int]]] = []

    def write(self, shape: Shape, work: list[Work], heads: dict[int, int] | None = None) -> None:
        """Writes the lists and sets of rows of one shape. `heads`: for each row, the record to which it belongs."""
        heads = heads if heads is not None else {row.pk: row.pk for row, _wanted, _now in work}
        for parties in shape.ordered_parties:
            self._write_parties(parties, self._differing(parties.key, work, heads))
        for named in shape.sets:
            self._write_set(named, self._differing(named.key, work, heads))
        if any(parts.key == "sessions" for parts in shape.parts):
            # Sessions that do not change are not written, and other parts may name them.
            there = (session for row, _wanted, now in work if now for session in row.sessions.all())
            self.known.ids |= {("session", session.slug): session.pk for session in there}
        for parts in shape.parts:
            # A report belongs to the meeting that reports, not to the one whose outcome it is about.
            of_head = not isinstance(parts, Reports)
            self._write_list(parts, self._differing(parts.key, work, heads, of_head=of_head), heads)

    def finish(self) -> None:
        """Deletes what others may have named until now."""
        for model, pks in self.surplus:
            if model is Outcome:
                self._delete_reports(OutcomeReport.objects.filter(outcome__in=pks))
            model._default_manager.filter(pk__in=pks).delete()

    def _differing(
        self, key: str, work: list[Work], heads: dict[int, int], *, of_head: bool = True
    ) -> list[Work]:
        found = [(row, wanted, now) for row, wanted, now in work if wanted.get(key) != now.get(key)]
        if of_head:
            own = (row for row, wanted, now in found if _own(wanted.get(key)) != _own(now.get(key)))
            self.changed.update(heads[row.pk] for row in own)
        return found

    def _write_parties(self, field: OrderedParties, work: list[Work]) -> None:
        rows = _by_owner(field.through, field.near, work)
        new, moved, gone = [], [], []
        for row, wanted, _now in work:
            there = {place.party_id: place for place in rows.get(row.pk, [])}
            for order, code in enumerate(wanted.get(field.key, []), 1):
                party = self.known["party", code]
                place = there.pop(party, None)
                if place is None:
                    new.append(field.through(**{field.near: row.pk, "party_id": party, "order": order}))
                elif place.order != order:
                    place.order = order
                    moved.append(place)
            gone += [place.pk for place in there.values()]
        _delete(field.through, gone)
        _update(field.through, moved, {"order"})
        field.through._default_manager.bulk_create(new)

    def _write_set(self, field: References, work: list[Work]) -> None:
        rows = _by_owner(field.through, field.near, [one for one in work if one[2]])
        new, gone = [], []
        for row, wanted, _now in work:
            there = {getattr(link, field.far): link.pk for link in rows.get(row.pk, [])}
            ids = [self.known[field.kind, slug] for slug in wanted.get(field.key, [])]
            new += [field.through(**{field.near: row.pk, field.far: pk}) for pk in ids if pk not in there]
            gone += [link for pk, link in there.items() if pk not in ids]
        _delete(field.through, gone)
        field.through._default_manager.bulk_create(new)

    def _write_list(self, field: Parts, work: list[Work], heads: dict[int, int]) -> None:
        model = field.shape.model
        reports = isinstance(field, Reports)
        new, changed, names, gone = [], [], set(), []
        below: list[Work] = []
        below_heads: list[int] = []
        for row, wanted, now in work:
            there = list(getattr(row, field.column).all()) if now else []
            given = wanted.get(field.key, [])
            found, left_over = _matched(field, there, given)
            for order, (part, old) in enumerate(zip(given, found, strict=True), 1):
                columns = field.shape.columns(part, self.known) | {field.near: row.pk}
                if not isinstance(field, Agenda) and not (reports and old):
                    columns["order"] = order
                if isinstance(field, Agenda):
                    columns["meeting_id"] = heads[row.pk]
                if old is None:
                    kept = model(**columns)
                    new.append(kept)
                    if reports:
                        self.reporting.add(columns["meeting_id"])
                else:
                    kept = old
                    if reports and part != field.shape.of(old):
                        self.reporting |= {old.meeting_id, columns["meeting_id"]}
                    before = field.shape.of(old)
                    if different := changed_columns(old, columns):
                        changed.append(old)
                        names |= different
                below.append((kept, part, before if old else {}))
                below_heads.append(heads[row.pk])
            gone += left_over
        if reports:
            self._delete_reports(OutcomeReport.objects.filter(pk__in=gone))
        elif field.match == "id":
            self.surplus.append((model, gone))
        else:
            _delete(model, gone)
        if changed and issubclass(model, AnyClaim):
            # Which claim is preferred may move from row to row; no moment may have two.
            model._default_manager.filter(pk__in=[claim.pk for claim in changed]).update(preferred=False)
            names.add("preferred")
        _update(model, changed, names)
        model._default_manager.bulk_create(new)
        if field.key == "sessions":
            self.known.ids |= {("session", kept.slug): kept.pk for kept, _part, _before in below}
        if field.shape.sets or field.shape.parts:
            self.write(
                field.shape, below, {one[0].pk: head for one, head in zip(below, below_heads, strict=True)}
            )

    def _delete_reports(self, reports: models.QuerySet[OutcomeReport]) -> None:
        self.reporting.update(reports.values_list("meeting_id", flat=True))
        reports.delete()


def _matched(field: Parts, there: list[Any], given: list[dict[str, Any]]) -> tuple[list[Any], list[int]]:
    """For each wanted part its row or None; and the primary keys of the rows left over."""
    if field.match == "id":
        by_id = {row.slug: row for row in there}
        found = [by_id.pop(part["id"], None) for part in given]
        return found, [row.pk for row in by_id.values()]
    if field.match == "content":
        unmatched = [(field.shape.of(row), row) for row in there]
        found = []
        for part in given:
            place = next((index for index, (content, _row) in enumerate(unmatched) if content == part), None)
            found.append(None if place is None else unmatched.pop(place)[1])
        return found, [row.pk for _content, row in unmatched]
    if isinstance(field, Agenda):
        # Items of one number stand in the order of their keys.
        there = sorted(there, key=lambda row: row.pk)
    return [*there[: len(given)], *[None] * (len(given) - len(there))], [
        row.pk for row in there[len(given) :]
    ]


def _own(value: Any) -> Any:
    """A list of outcomes without the reports on them."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{key: known for key, known in part.items() if key != "reports"} for part in value]
    return value


def _by_owner(model: Any, near: str, work: list[Work]) -> dict[int, list[Any]]:
    rows: dict[int, list[Any]] = {}
    owners = [row.pk for row, _wanted, _now in work]
    if owners:
        for row in model._default_manager.filter(**{f"{near}__in": owners}).order_by("pk"):
            rows.setdefault(getattr(row, near), []).append(row)
    return rows


def _delete(model: Any, pks: list[int]) -> None:
    if pks:
        model._default_manager.filter(pk__in=pks).delete()


def _update(model: Any, rows: Iterable[Any], names: set[str]) -> None:
    rows = list(rows)
    if rows and names:
        model._default_manager.bulk_update(rows, sorted(names))
