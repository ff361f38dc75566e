"""Why a record cannot be published or withdrawn yet, in sentences for staff."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dialogues.models import Dialogue, Meeting


class NotReady(Exception):
    """A record cannot be published, withdrawn or merged; `reasons` say why and what to do."""

    def __init__(self, record: Any, reasons: Sequence[str]) -> None:
        self.record, self.reasons = record, list(reasons)
        super().__init__(f"{record}: {' '.join(self.reasons)}")


def reasons_not_to_publish(record: models.Model, shown: Any) -> list[str]:
    """What stands in the way of publishing a record; empty where nothing does.

    A missing title, date or place does not: what is not known is shown as not known.
    """
    reasons = []
    if isinstance(record, Meeting):
        if not record.party_places.all():
            reasons.append(_("No party is named. Add the parties that met."))
        if record.dialogue and not shown(record.dialogue):
            reasons.append(
                _("Its dialogue, “%(dialogue)s”, is not public. Publish the dialogue first.")
                % {"dialogue": record.dialogue}
            )
    if isinstance(record, Dialogue) and not record.party_places.all():
        reasons.append(_("No party is named. Add the parties to the dialogue."))
    return reasons
