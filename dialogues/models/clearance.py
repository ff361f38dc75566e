"""What the database holds of clearance: who stands behind a revision.

The rule is in `dialogues.clearing`, which words it for staff. Here is what holds below it, for whoever comes past
it: a trigger writes into each revision that shows something new who changed the record last and who submitted it,
as the record has it, whatever the insert said; and a constraint refuses the revision where either is the one who
publishes, or is not known, and no bypass is named.

- A submission covers the very version that was submitted.
- Whoever had a hand in a record since the version that was shown does not publish it, whoever changed it after them:
  the changes that the database noted say so (`dialogues.authorship` asks the same of them, for staff to read).
- Nobody publishes in the name of another: `published_by` is whoever the database sees writing, or nobody.
- A part of a meeting is cleared with the meeting. Where the meeting is shown as it is recorded and shows more of
  itself only because another record became public, it was cleared before (`cleared_with`).
- What becomes public because a published record cites it stands on that record's submission (`along_with`).
- A bypass clears what is shown in the transaction in which it was made, by whoever made it; approved since, it clears
  nothing more.
- A merge of what is public is one person's word that two are one: it names a bypass, of its own kind.
- Needs no second person: what is carried, withdrawn or of a new shape. That it says nothing that nobody cleared is held
  in `dialogues.models.carried`.
"""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.records import WHO_WRITES

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

# A change, noted by the database, of what a record or its parts say. Emptied for good, it says no more what it was:
# then it counts.
OF_CONTENT = """
    c.op <> 'snapshot' AND NOT (
        c.op = 'change' AND c.before IS NOT NULL
        AND c.before - '{submitted_at,submitted_by_id,submitted_version}'::text[] = '{}'::jsonb
    )
"""

# Whether whoever publishes had a hand in a record since the version `shown`, through whomever it was published then.
_PUBLISHES_THEIR_OWN = f"""
    SELECT FROM audit_change AS c
    WHERE c.kind = head AND c.record_id = key AND c.record_version > shown
      AND c.user_id = NEW.published_by_id AND {OF_CONTENT}
    UNION ALL
    SELECT FROM audit_change AS c
    WHERE c.kind = head AND c.moved_from = key AND c.moved_from_version > shown
      AND c.user_id = NEW.published_by_id AND {OF_CONTENT}
"""

# Before a row is written: the version that was shown until then, whatever the write says of it. A row whose revision
# is not there yet was written already. A revision that shows nothing new moves no version.
KEEPS_THE_FORMER_VERSION = pgtrigger.Trigger(
    name="keep_the_former_version",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
        IF TG_OP = 'INSERT' OR NEW.record_id <> OLD.record_id THEN
            NEW.former_version = 0;
        ELSIF (NEW.revision <> OLD.revision OR NEW.record_version <> OLD.record_version)
            AND EXISTS (SELECT FROM dialogues_revision WHERE number = OLD.revision)
        THEN
            NEW.former_version = OLD.record_version;
        ELSE
            NEW.former_version = OLD.former_version;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.revision <> OLD.revision AND NEW.record_version <> OLD.record_version AND EXISTS (
            SELECT FROM dialogues_revision WHERE number = NEW.revision AND cause NOT IN ({CLEARED})
        ) THEN
            RAISE EXCEPTION 'revision % does not change which version is shown', NEW.revision
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

NAMES_WHO_STANDS_BEHIND_IT = pgtrigger.Trigger(
    name="name_who_stands_behind_it",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("key", "bigint"),
        ("own", "record"),
        ("cited_by", "record"),
        ("head", "text"),
        ("shown", "integer"),
    ],
    func=f"""
        NEW.changed_by_id = NULL;
        NEW.submitted_by_id = NULL;
        NEW.cleared_with = NULL;
        IF NEW.published_by_id IS DISTINCT FROM {WHO_WRITES} THEN
            RAISE EXCEPTION 'revision % is published in the name of another', NEW.number
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.bypass_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM dialogues_bypass
            WHERE id = NEW.bypass_id AND made_in = txid_current() AND by_id IS NOT DISTINCT FROM NEW.published_by_id
              AND (approved_at IS NULL OR how = 'first_load')
        ) THEN
            RAISE EXCEPTION 'revision % names a bypass that was not made for it', NEW.number
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
        -- Else it is refused, or passes, without asking.
        IF NEW.bypass_id IS NULL AND NEW.cleared_with IS NULL
            AND NEW.published_by_id <> NEW.changed_by_id AND NEW.published_by_id <> NEW.submitted_by_id
        THEN
            head = CASE WHEN NEW.kind IN ('session', 'outcome', 'outcome_report') THEN 'meeting' ELSE NEW.kind END;
            SELECT former_version INTO shown FROM dialogues_publication WHERE kind = head AND record_id = key;
            IF EXISTS ({_PUBLISHES_THEIR_OWN}) THEN
                RAISE EXCEPTION 'revision % is published by who had a hand in it', NEW.number
                    USING ERRCODE = 'check_violation';
            END IF;
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
