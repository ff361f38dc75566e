"""Who may import what: whoever may enter and change it by hand, with all that belongs to it."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from dialogues.interchange import Plan
from dialogues.interchange.shape import Shape
from dialogues.interchange.shapes import SHAPES

RECORD_ACTS = ("add", "change")
# An import gives the lists of a record as a whole: what a list lacks goes.
PART_ACTS = ("add", "change", "delete")


def kinds_of(user: Any) -> list[str]:
    """The kinds of records that a user may import."""
    return [kind for kind, shape in SHAPES.items() if not list(_missing(user, shape))]


def missing_rights(user: Any, planned: Plan) -> list[str]:
    """The kinds of records in a plan that the user may not import, in words."""
    return [
        str(shape.model._meta.verbose_name_plural)
        for kind, shape in SHAPES.items()
        if kind in planned.kinds and list(_missing(user, shape))
    ]


def refuse(missing: list[str]) -> str:
    """Why an upload is not shown, in a sentence."""
    kinds = get_text_list(missing, _("and"))
    words = _(
        "Nothing was imported: the file holds %(kinds)s, which you may not both add and change. Ask whoever "
        "administers the desk for the permission, or leave them out of the file."
    )
    return words % {"kinds": kinds}


def _missing(user: Any, shape: Shape, acts: tuple[str, ...] = RECORD_ACTS) -> Iterator[str]:
    options = shape.model._meta
    for act in acts:
        if not user.has_perm(f"{options.app_label}.{act}_{options.model_name}"):
            yield f"{act} {options.verbose_name}"
    for part in shape.parts:
        yield from _missing(user, part.shape, PART_ACTS)
