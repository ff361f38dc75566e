"""Merging: two records that are one and the same become one.

What points at the one that goes points at the one that stays; its names are kept as other names; nothing else of it
is. In public its ids lead to the one that stays, the documents that named it are carried (never rendered, so that
half-finished edits stay private), and a revision tells whoever polls. A meeting that was shown as it is recorded is
so afterwards, and one that was edited since stays so.

two_into_one  the act itself
moving        what points at the one that goes, and moves
in_public     what readers see of it: an id that leads on, names and claims that are carried
in_step       records that are shown, or were imported, just as they are recorded, stay so
refusing      what stands in the way
"""

from dialogues.merging.in_public import changes_what_is_public
from dialogues.merging.moving import Row, what_moves
from dialogues.merging.refusing import reasons_not_to_merge
from dialogues.merging.two_into_one import merge

__all__ = ["Row", "changes_what_is_public", "merge", "reasons_not_to_merge", "what_moves"]
