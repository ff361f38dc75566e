"""What a publisher sent back to its editor, and why: one note a record, until the record is sent for review again.

No content: no version moves by it, and readers are told nothing of it. The rule is in `dialogues.clearing`.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SentBackQuerySet(models.QuerySet["SentBack"]):
    def of(self, kind: str, record_id: Any) -> "SentBackQuerySet":
        """Those of one record, or of the records that an expression names."""
        return self.filter(kind=kind, record_id=record_id)


class SentBack(models.Model):
    """A record that was in review and was sent back: to whom, by whom, when and why."""

    kind = models.CharField(_("kind"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    note = models.TextField(_("note"))
    at = models.DateTimeField(_("sent back at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("by"), null=True, related_name="+"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("to"),
        null=True,
        related_name="+",
        help_text=_("Who had sent it for review."),
    )

    objects = SentBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("record sent back")
        verbose_name_plural = _("records sent back")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="record_is_sent_back_with_one_note"),
            models.CheckConstraint(condition=~models.Q(note=""), name="sent_back_with_a_note"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}: {self.note[:80]}"
