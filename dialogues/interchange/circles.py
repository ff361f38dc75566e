"""Trees must not bite their tails: parents and predecessors that lead back to where they began."""

from dialogues.interchange.checking import Spool
from dialogues.interchange.faults import Faults
from dialogues.interchange.references import Reference
from dialogues.interchange.shapes import SHAPES


def upward(kind: str) -> list[Reference]:
    """The fields by which a record names another of its own kind."""
    return [field for field in SHAPES[kind].fields if isinstance(field, Reference) and field.kind == kind]


def refuse_circles(faults: Faults, kind: str, to_write: Spool) -> None:
    """Adds a fault for each record that would stand above itself, with the way around."""
    for field in upward(kind) if to_write.count else []:
        model = SHAPES[kind].model
        above = dict(model._default_manager.values_list("slug", f"{field.column}__slug"))
        places = {}
        for file, line, _sha256, record, _pk, _version in to_write:
            above[record["id"]] = record.get(field.key)
            places[record["id"]] = file, line
        for way in _circles(above):
            for slug in way:
                # Itself alone is said by a rule of the record.
                if slug in places and len(way) > 1:
                    around = way[way.index(slug) :] + way[: way.index(slug)] + [slug]
                    faults.add(*places[slug], field.key, f"It leads back to itself: {' → '.join(around)}.")


def _circles(above: dict[str, str | None]) -> list[list[str]]:
    """Every circle once, as the ids in order."""
    done: set[str] = set()
    found = []
    for start in above:
        way: dict[str, int] = {}
        step: str | None = start
        while step is not None and step not in done and step not in way:
            way[step] = len(way)
            step = above.get(step)
        if step is not None and step in way:
            found.append([slug for slug, place in way.items() if place >= way[step]])
        done.update(way)
    return found
