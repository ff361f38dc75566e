"""Showing what was imported, through the one door."""

from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from dialogues.interchange.checking import BATCH
from dialogues.interchange.shapes import SHAPES
from dialogues.interchange.writing import Touched
from dialogues.models import Publication
from dialogues.publishing import publish_all
from dialogues.readiness import NotReady
from dialogues.turns import Made

if TYPE_CHECKING:
    from dialogues.interchange.planning import Plan


@dataclass
class Told:
    """What publishing an import did: the revisions made, and what could not be published yet."""

    revisions: list[Made] = field(default_factory=list)
    not_ready: list[NotReady] = field(default_factory=list)


def publish_imported(
    plan: "Plan", touched: Touched, *, by: Any, note: str, bypass: str, how: str, lenient: bool
) -> Told:
    """Shows every record that is as the files have it and is not shown so yet. What was withdrawn stays withdrawn.

    Raises NotReady; `lenient`: records that are not ready stay as they are, and are told.
    """
    told = Told()
    records = [record for kind in SHAPES for record in _to_show(kind, plan, touched)]
    while records:
        try:
            told.revisions = publish_all(records, by=by, note=note, bypass=bypass, how=how)
            break
        except NotReady as error:
            if not lenient or error.record not in records:
                raise
            told.not_ready.append(error)
            records.remove(error.record)
    return told


def _to_show(kind: str, plan: "Plan", touched: Touched) -> list[Any]:
    model = SHAPES[kind].model
    pks = set(touched.as_in_files[kind]) | {one.record_id for one in plan.unread if one.kind == kind}
    found = []
    for some in batched(sorted(pks), BATCH, strict=False):
        publications = Publication.objects.filter(kind=kind, record_id__in=some)
        shown = dict(publications.values_list("record_id", "record_version"))
        gone = set(publications.filter(withdrawn_at__isnull=False).values_list("record_id", flat=True))
        versions = model._default_manager.filter(pk__in=some).order_by("pk").values_list("pk", "version")
        found += [model(pk=pk) for pk, version in versions if pk not in gone and shown.get(pk) != version]
    return found
