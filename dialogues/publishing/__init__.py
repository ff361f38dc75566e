"""The one door between records and the world, and the only writer of publications and revisions.

publish    renders a record (a meeting: its whole family) into publications and appends the revisions
withdraw   shows a record no more, and says so
republish  renders again what nobody has edited since, after a change of the documents' shape
redact     empties revisions that must vanish

Each takes the same transaction-level advisory lock, so that revisions become visible in the order of their
numbers: a poller who has seen 7 never finds a new 6. Nothing here renders a record as a side effect of another's
change: a changed name or a reported status is carried into documents as they stand (`dialogues.carrying`).
"""

from dialogues.publishing.families import FAMILY_KINDS
from dialogues.publishing.redacting import redact
from dialogues.publishing.republishing import of_an_earlier_shape, republish
from dialogues.publishing.showing import publish, publish_all
from dialogues.publishing.withdrawing import withdraw

__all__ = [
    "FAMILY_KINDS",
    "of_an_earlier_shape",
    "publish",
    "publish_all",
    "redact",
    "republish",
    "withdraw",
]
