"""The lists of the day's work, in the order of the home page: what came back, then what others wait for."""

from django.http import HttpRequest

from dialogues.admin.work.bypasses import UNAPPROVED
from dialogues.admin.work.clearing import EDITED, IN_REVIEW, SENT_BACK
from dialogues.admin.work.dead_links import DEAD_LINKS
from dialogues.admin.work.disputes import DISPUTES
from dialogues.admin.work.duplicates import DUPLICATES
from dialogues.admin.work.entries import WorkList
from dialogues.admin.work.languages import LANGUAGES, OLDER
from dialogues.admin.work.overdue import OVERDUE, PAST
from dialogues.admin.work.unsourced import UNSOURCED

LISTS = (
    SENT_BACK,
    IN_REVIEW,
    UNAPPROVED,
    EDITED,
    PAST,
    OVERDUE,
    DISPUTES,
    UNSOURCED,
    LANGUAGES,
    OLDER,
    DUPLICATES,
    DEAD_LINKS,
)

# What was settled by a word: it is no work, and each is reached from the list on which it stood.
SETTLED = tuple(one.done for one in LISTS if one.done)


def lists_for(request: HttpRequest) -> list[WorkList]:
    """The lists of which the user may see something."""
    return [one for one in LISTS if one.seen(request)]
