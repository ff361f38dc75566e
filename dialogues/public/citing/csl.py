"""CSL-JSON: one item, for whatever speaks the Citation Style Language 1.0.2."""

import json
from typing import Any

from dialogues.public.citing import cited_dates
from dialogues.public.citing.works import Work, folded

_TYPES = {"meeting": "event"}


def item(work: Work) -> dict[str, Any]:
    """A work as an item of CSL-JSON."""
    made: dict[str, Any] = {
        "id": work.id,
        "type": _TYPES.get(work.kind, "webpage"),
        "title": folded(work.title.text),
        "publisher": work.register,
        "URL": work.address,
        "language": work.title.language,
        "version": str(work.revision),
        "note": "; ".join(work.remarks),
    }
    if work.date:
        made["issued"] = cited_dates.csl_date(work.date, work.language)
    if work.within:
        made["container-title"] = folded(work.within.text)
    if work.kind == "meeting":
        made["event-title"] = made["title"]
        if work.date:
            made["event-date"] = made["issued"]
        if work.places:
            made["event-place"] = folded("; ".join(work.places))
    return made


def written(work: Work) -> str:
    """A work as a file of CSL-JSON, which is a list."""
    return json.dumps([item(work)], ensure_ascii=False, indent=2) + "\n"
