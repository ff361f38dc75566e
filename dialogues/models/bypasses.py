"""What was shown without a second person: who did it, why, how, and who approved it since.

Kept for ever. Nobody notes one in the name of another, approves their own, or what they changed or submitted.
"""

import pgtrigger
from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.records import WHO_WRITES

_HOLD_TO_BYPASSES = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.by_id IS DISTINCT FROM {WHO_WRITES} THEN
            RAISE EXCEPTION 'a bypass in the name of another' USING ERRCODE = 'check_violation';
        END IF;
        -- What comes with the project is taken with it by whoever installs it; later loads are not the first.
        IF NEW.approved_by_id IS NOT NULL OR (NEW.approved_at IS NOT NULL OR NEW.how = 'first_load') AND (
            NEW.how <> 'first_load' OR NEW.by_id IS NOT NULL OR EXISTS (SELECT 1 FROM dialogues_revision)
        ) THEN
            RAISE EXCEPTION 'a bypass that comes approved' USING ERRCODE = 'check_violation';
        END IF;
        NEW.made_in = txid_current();
        RETURN NEW;
    END IF;
    IF OLD.approved_at IS NOT NULL OR (to_jsonb(NEW) - 'approved_by_id' - 'approved_at' - 'note')
        IS DISTINCT FROM (to_jsonb(OLD) - 'approved_by_id' - 'approved_at' - 'note')
    THEN
        RAISE EXCEPTION 'bypass % cannot be altered', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.approved_by_id IS DISTINCT FROM {WHO_WRITES} THEN
        RAISE EXCEPTION 'bypass % is approved in the name of another', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM dialogues_revision
        WHERE bypass_id = OLD.id AND NEW.approved_by_id IN (changed_by_id, submitted_by_id)
    ) THEN
        RAISE EXCEPTION 'bypass % is approved by who changed or submitted what it showed', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 -- made of words of this project

# TRUNCATE fires no trigger of rows.
KEEPS_FROM_TRUNCATE = pgtrigger.Trigger(
    name="keep_from_truncate",
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    level=pgtrigger.Statement,
    func="RAISE EXCEPTION '% is kept for ever', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';",
)


class BypassQuerySet(models.QuerySet["Bypass"]):
    def unapproved(self) -> "BypassQuerySet":
        """Those that nobody else has approved yet."""
        return self.filter(approved_at__isnull=True)


class Bypass(models.Model):
    """One publishing without a second person: who did it, why, how, and who has approved it since."""

    class How(models.TextChoices):
        DESK = "desk", _("At the desk")
        IMPORT = "import", _("Import command")
        FIRST_LOAD = "first_load", _("First load")
        MERGE = "merge", _("By merging")
        REPUBLISH = "republish", _("By rendering anew")
        SHELL = "shell", _("By a program")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("by"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Nobody where a command did it."),
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    reason = models.TextField(_("reason"), validators=[MinLengthValidator(1)])
    made_at = models.DateTimeField(_("made at"))
    # The transaction in which it was made, written by the database: only there it clears anything.
    made_in = models.BigIntegerField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    note = models.TextField(_("note on the approval"), blank=True, default="")

    objects = BypassQuerySet.as_manager()

    class Meta:
        verbose_name = _("publishing without a second person")
        verbose_name_plural = _("published without a second person")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="bypass_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(by__isnull=True)
                | ~models.Q(approved_by=models.F("by")),
                name="bypass_is_approved_by_somebody_else",
                violation_error_message=_("Somebody else has to approve it."),
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True, approved_by__isnull=True)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False)
                | models.Q(approved_at__isnull=False, how="first_load"),
                name="bypass_is_approved_by_a_person",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="keep_bypasses", operation=pgtrigger.Delete),
            KEEPS_FROM_TRUNCATE,
            pgtrigger.Trigger(
                name="hold_to_bypasses",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_HOLD_TO_BYPASSES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()}, {self.made_at:%Y-%m-%d %H:%M}: {self.reason[:80]}"
