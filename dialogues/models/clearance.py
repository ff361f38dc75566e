"""What the database holds of clearance: who stands behind a revision, and what was shown without a second person.

The rule is in `dialogues.clearing`, which words it for staff. Here is what holds below it, for whoever comes past
it: a trigger writes into each revision that shows something new who changed the record last and who submitted it,
as the record has it, whatever the insert said; and a constraint refuses the revision where either is the one who
publishes, or is not known, and no bypass is named.

- A submission covers the very version that was submitted. (Who had a hand in a record before its last change, the
  database does not weigh here: that is asked above, of the changes that it noted, see `dialogues.authorship`.)
- Nobody publishes in the name of another: `published_by` is whoever the database sees writing, or nobody.
- A part of a meeting is cleared with the meeting. Where the meeting is shown as it is recorded and shows more of
  itself only because another record became public, it was cleared before (`cleared_with`).
- What becomes public because a published record cites it stands on that record's submission (`along_with`).
- A merge of what is public is one person's word that two are one: it names a bypass, of its own kind.
- Needs no second person: what is carried, withdrawn or of a new shape. That it says nothing that nobody cleared is held
  in `dialogues.models.carried`.
"""

from typing import Any

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
"""

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


# --- revisions ----------------------------------------------------------------------------------------------------

# The causes of revisions that show what nobody has cleared before.
CAUSES_CLEARED = ("first", "changed", "again")

_RECORDS = {
    "party": "participants_party",
    "organization": "participants_organization",
    "person": "participants_person",
    "topic": "dialogues_topic",
    "track": "dialogues_track",
    "source": "dialogues_source",
    "dialogue": "dialogues_dialogue",
    "meeting": "dialogues_meeting",
}
_PARTS = {
    "session": "dialogues_session",
    "outcome": "dialogues_outcome",
    "outcome_report": "dialogues_outcomereport",
}


def table_of_kind(kind: str) -> str:
    cases = " ".join(f"WHEN '{name}' THEN '{table}'" for name, table in _RECORDS.items())
    return f"CASE {kind} {cases} ELSE 'dialogues_meeting' END"


KEY_OF_ITS_RECORD = " ".join(
    f"WHEN '{name}' THEN (SELECT meeting_id FROM {table} WHERE id = key)" for name, table in _PARTS.items()
)

CLEARED = ", ".join(f"'{cause}'" for cause in CAUSES_CLEARED)

NAMES_WHO_STANDS_BEHIND_IT = pgtrigger.Trigger(
    name="name_who_stands_behind_it",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[("key", "bigint"), ("own", "record"), ("cited_by", "record")],
    func=f"""
        NEW.changed_by_id = NULL;
        NEW.submitted_by_id = NULL;
        NEW.cleared_with = NULL;
        IF NEW.published_by_id IS DISTINCT FROM {WHO_WRITES} THEN
            RAISE EXCEPTION 'revision % is published in the name of another', NEW.number
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.op <> 'upsert' OR NEW.cause NOT IN ({CLEARED}) THEN
            NEW.bypass_id = (
                SELECT id FROM dialogues_bypass WHERE id = NEW.bypass_id AND how IN ('merge', 'republish')
            );
            IF NEW.op = 'merge' AND NEW.bypass_id IS NULL THEN
                RAISE EXCEPTION 'revision % merges without a bypass', NEW.number USING ERRCODE = 'check_violation';
            END IF;
            NEW.along_with = '';
            RETURN NEW;
        END IF;
        SELECT record_id INTO key FROM dialogues_publication WHERE id = NEW.publication_id;
        key = CASE NEW.kind {KEY_OF_ITS_RECORD} ELSE key END;
        EXECUTE format(
            'SELECT version, changed_by_id, submitted_at, submitted_by_id, submitted_version FROM %I WHERE id = $1',
            {table_of_kind("NEW.kind")}
        ) INTO own USING key;
        NEW.changed_by_id = own.changed_by_id;
        IF NEW.along_with <> '' THEN
            EXECUTE format(
                'SELECT submitted_by_id FROM %I WHERE slug = $1 AND submitted_version = version',
                {table_of_kind("split_part(NEW.along_with, ':', 1)")}
            ) INTO cited_by USING split_part(NEW.along_with, ':', 2);
            NEW.submitted_by_id = cited_by.submitted_by_id;
            NEW.changed_by_id = COALESCE(own.changed_by_id, cited_by.submitted_by_id);
        ELSE
            -- Whoever submitted it stands behind that very version; behind what a command changed, too.
            IF own.version = own.submitted_version THEN
                NEW.submitted_by_id = own.submitted_by_id;
                NEW.changed_by_id = COALESCE(own.changed_by_id, own.submitted_by_id);
            END IF;
        END IF;
        IF NEW.bypass_id IS NULL AND own.submitted_at IS NULL AND NEW.kind IN ('session', 'outcome', 'outcome_report')
        THEN
            SELECT max(r.number) INTO NEW.cleared_with
            FROM dialogues_publication p JOIN dialogues_revision r ON r.publication_id = p.id
            WHERE p.kind = 'meeting' AND p.record_id = key AND p.withdrawn_at IS NULL
              AND p.record_version = own.version AND r.published_at < NEW.published_at
              AND r.cause IN ({CLEARED}, 'unrecorded');
        END IF;
        RETURN NEW;
    """,
)


def second_person_stands_behind_what_is_newly_shown() -> models.CheckConstraint:
    """Refuses a revision that shows something new by somebody who changed or submitted it, without a bypass."""
    told_anew = models.Q(op="upsert", cause__in=CAUSES_CLEARED)
    second_person = (
        models.Q(published_by__isnull=False, changed_by__isnull=False, submitted_by__isnull=False)
        & ~models.Q(changed_by=models.F("published_by"))
        & ~models.Q(submitted_by=models.F("published_by"))
    )
    # A body that was redacted shows nothing, and a revision from before this rule must stay open to redaction.
    redacted = models.Q(redacted_at__isnull=False, document__isnull=True)
    return models.CheckConstraint(
        condition=~told_anew
        | second_person
        | models.Q(bypass__isnull=False)
        | models.Q(cleared_with__isnull=False)
        | redacted,
        name="second_person_stands_behind_what_is_newly_shown",
        violation_error_message=_("Whoever changed or submitted a record cannot be the one to publish it."),
    )


def person_who_stands_behind_it() -> Any:
    """A column that the trigger writes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
