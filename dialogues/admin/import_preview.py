"""What an import would do, in words for staff, and no more of it than a page can show."""

from itertools import islice
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogues.interchange import Plan
from dialogues.interchange.duplicates import possible_duplicates
from dialogues.interchange.shapes import SHAPES

SHOWN = 200
LONGEST = 600


def preview(planned: Plan) -> dict[str, Any]:
    """The context of the page: each list cut to SHOWN, with how many there are in all."""
    faults = planned.faults
    duplicates = possible_duplicates(planned)
    counts = {
        "new": sum(map(len, planned.new.values())),
        "changed": len(planned.changed),
        "left_alone": len(planned.left_alone),
        "same": planned.same.total(),
        "refused": faults.count,
        "duplicates": len(duplicates),
    }
    return {
        "counts": counts,
        "shown": planned.fingerprint(),
        "may_confirm": not faults.count and not planned.empty,
        "most_shown": SHOWN,
        "faults": list(islice(faults, SHOWN)),
        "duplicates": [
            {
                "kind": kind_in_words(one.kind), "id": one.id, "name": one.name, "other": one.other,
                "other_name": one.other_name, "recorded": one.recorded,
            }
            for one in duplicates[:SHOWN]
        ],
        "changed": [
            {
                "kind": kind_in_words(one.kind),
                "id": one.id,
                "rows": [
                    (each.path, in_words(each.recorded), in_words(each.given))
                    for each in one.differences[:SHOWN]
                ],
                "more": len(one.differences) - SHOWN,
            }
            for one in planned.changed[:SHOWN]
        ],
        "left_alone": [
            {
                "kind": kind_in_words(one.kind), "id": one.id, "reason": one.reason,
                "differences": ", ".join(one.differences),
            }
            for one in planned.left_alone[:SHOWN]
        ],
        "new": list(islice(_new(planned), SHOWN)),
    }  # fmt: skip


def kind_in_words(kind: str) -> str:
    """A kind of record or part as staff call it."""
    return capfirst(str(SHAPES[kind].model._meta.verbose_name) if kind in SHAPES else kind)


def _new(planned: Plan) -> Any:
    for kind, spool in planned.to_write.items():
        for _file, line, _sha256, record, pk, _version in spool:
            if pk is None:
                name = record.get("name") or record.get("title") or {}
                words = name if isinstance(name, str) else next(iter(name.values()), "")
                yield {
                    "kind": kind_in_words(kind), "id": record["id"], "name": words, "line": line,
                    "rest": in_words({k: v for k, v in record.items() if k not in ("id", "name", "title")}),
                }  # fmt: skip


def in_words(value: Any) -> str:
    """A value of a record as a line of text; empty where nothing is given."""
    text = _in_words(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _in_words(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case dict():
            return "; ".join(f"{key}: {_in_words(one)}" for key, one in value.items() if one is not False)
        case list():
            inner = [_in_words(one) for one in value]
            return " | ".join(inner) if any(isinstance(one, dict) for one in value) else ", ".join(inner)
    return str(value)
