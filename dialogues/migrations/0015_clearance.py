"""Who stands behind what is newly shown: submissions, bypasses, and the two people of each revision."""

import django.core.validators
import django.db.models.deletion
import participants.constraints
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0014_open_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bypass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("desk", "At the desk"),
                            ("import", "Import command"),
                            ("first_load", "First load"),
                            ("shell", "By a program"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        validators=[django.core.validators.MinLengthValidator(1)], verbose_name="reason"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved at")),
                ("note", models.TextField(blank=True, default="", verbose_name="note on the approval")),
            ],
            options={
                "verbose_name": "publishing without a second person",
                "verbose_name_plural": "published without a second person",
                "ordering": ["-made_at", "-pk"],
                "default_permissions": ("view",),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dialogue",
            name="count_versions",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="count_versions",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="count_versions",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="topic",
            name="count_versions",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="track",
            name="count_versions",
        ),
        migrations.AddField(
            model_name="dialogue",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="along_with",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AddField(
            model_name="revision",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="cleared_with",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="revision",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="weight",
            field=models.CharField(
                blank=True,
                choices=[("", "Not said"), ("minor", "Minor"), ("major", "Major")],
                default="",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        migrations.AddField(
            model_name="track",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dialogue",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.name_en, NEW.name_ja, NEW.name_other, NEW.level, NEW.focus, NEW.status, NEW.parent_id, NEW.predecessor_id, NEW.established, NEW.established_earliest, NEW.established_latest, NEW.mandate, NEW.cadence, NEW.note) IS DISTINCT FROM ROW(OLD.slug, OLD.name_en, OLD.name_ja, OLD.name_other, OLD.level, OLD.focus, OLD.status, OLD.parent_id, OLD.predecessor_id, OLD.established, OLD.established_earliest, OLD.established_latest, OLD.mandate, OLD.cadence, OLD.note) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="185f0cda28c8c0aa5aa34d12ea03536aa30feba2",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_62f3b",
                    table="dialogues_dialogue",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.dialogue_id, NEW.edition, NEW.edition_stated, NEW.kind, NEW.status, NEW.title_en, NEW.title_ja, NEW.title_other, NEW.date, NEW.date_earliest, NEW.date_latest, NEW.format, NEW.summary_en, NEW.summary_ja, NEW.summary_other, NEW.note) IS DISTINCT FROM ROW(OLD.slug, OLD.dialogue_id, OLD.edition, OLD.edition_stated, OLD.kind, OLD.status, OLD.title_en, OLD.title_ja, OLD.title_other, OLD.date, OLD.date_earliest, OLD.date_latest, OLD.format, OLD.summary_en, OLD.summary_ja, OLD.summary_other, OLD.note) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="c326d5632f83af8bdd4240ab79e1d27ceec3cd79",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_fe5ad",
                    table="dialogues_meeting",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="name_who_stands_behind_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE key bigint; own record; cited_by record;",
                    func="\n        NEW.changed_by_id = NULL;\n        NEW.submitted_by_id = NULL;\n        NEW.cleared_with = NULL;\n        IF NEW.published_by_id IS DISTINCT FROM (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer THEN\n            RAISE EXCEPTION 'revision % is published in the name of another', NEW.number\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF NEW.op <> 'upsert' OR NEW.cause NOT IN ('first', 'changed', 'again') THEN\n            NEW.bypass_id = NULL;\n            NEW.along_with = '';\n            RETURN NEW;\n        END IF;\n        SELECT record_id INTO key FROM dialogues_publication WHERE id = NEW.publication_id;\n        key = CASE NEW.kind WHEN 'session' THEN (SELECT meeting_id FROM dialogues_session WHERE id = key) WHEN 'outcome' THEN (SELECT meeting_id FROM dialogues_outcome WHERE id = key) WHEN 'outcome_report' THEN (SELECT meeting_id FROM dialogues_outcomereport WHERE id = key) ELSE key END;\n        EXECUTE format(\n            'SELECT version, changed_by_id, submitted_at, submitted_by_id, submitted_version FROM %I WHERE id = $1',\n            CASE NEW.kind WHEN 'party' THEN 'participants_party' WHEN 'organization' THEN 'participants_organization' WHEN 'person' THEN 'participants_person' WHEN 'topic' THEN 'dialogues_topic' WHEN 'track' THEN 'dialogues_track' WHEN 'source' THEN 'dialogues_source' WHEN 'dialogue' THEN 'dialogues_dialogue' WHEN 'meeting' THEN 'dialogues_meeting' ELSE 'dialogues_meeting' END\n        ) INTO own USING key;\n        NEW.changed_by_id = own.changed_by_id;\n        IF NEW.along_with <> '' THEN\n            EXECUTE format(\n                'SELECT submitted_by_id FROM %I WHERE slug = $1',\n                CASE split_part(NEW.along_with, ':', 1) WHEN 'party' THEN 'participants_party' WHEN 'organization' THEN 'participants_organization' WHEN 'person' THEN 'participants_person' WHEN 'topic' THEN 'dialogues_topic' WHEN 'track' THEN 'dialogues_track' WHEN 'source' THEN 'dialogues_source' WHEN 'dialogue' THEN 'dialogues_dialogue' WHEN 'meeting' THEN 'dialogues_meeting' ELSE 'dialogues_meeting' END\n            ) INTO cited_by USING split_part(NEW.along_with, ':', 2);\n            NEW.submitted_by_id = cited_by.submitted_by_id;\n            NEW.changed_by_id = COALESCE(own.changed_by_id, cited_by.submitted_by_id);\n        ELSE\n            NEW.submitted_by_id = own.submitted_by_id;\n            -- Where a command changed it, whoever submitted that very version stands behind it.\n            IF own.changed_by_id IS NULL AND own.version = own.submitted_version THEN\n                NEW.changed_by_id = own.submitted_by_id;\n            END IF;\n        END IF;\n        IF NEW.bypass_id IS NULL AND own.submitted_at IS NULL AND NEW.kind IN ('session', 'outcome', 'outcome_report')\n        THEN\n            SELECT max(r.number) INTO NEW.cleared_with\n            FROM dialogues_publication p JOIN dialogues_revision r ON r.publication_id = p.id\n            WHERE p.kind = 'meeting' AND p.record_id = key AND p.withdrawn_at IS NULL\n              AND p.record_version = own.version AND r.published_at < NEW.published_at\n              AND r.cause IN ('first', 'changed', 'again', 'unrecorded');\n        END IF;\n        RETURN NEW;\n    ",
                    hash="a99004a321744b4b2ddca9dee7c83b0a9739a699",
                    operation="INSERT",
                    pgid="pgtrigger_name_who_stands_behind_it_0b63e",
                    table="dialogues_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.title, NEW.publisher, NEW.kind, NEW.language, NEW.reliability, NEW.url, NEW.archived_url, NEW.document, NEW.published, NEW.published_earliest, NEW.published_latest, NEW.accessed, NEW.note, NEW.stored_text, NEW.stored_text_sha256) IS DISTINCT FROM ROW(OLD.slug, OLD.title, OLD.publisher, OLD.kind, OLD.language, OLD.reliability, OLD.url, OLD.archived_url, OLD.document, OLD.published, OLD.published_earliest, OLD.published_latest, OLD.accessed, OLD.note, OLD.stored_text, OLD.stored_text_sha256) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="3e26e34d582b181238e5000d772dbff562c5a878",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_d2484",
                    table="dialogues_source",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topic",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.name_en, NEW.name_ja, NEW.name_other, NEW.parent_id, NEW.definition_en, NEW.definition_ja, NEW.definition_other) IS DISTINCT FROM ROW(OLD.slug, OLD.name_en, OLD.name_ja, OLD.name_other, OLD.parent_id, OLD.definition_en, OLD.definition_ja, OLD.definition_other) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="d4dd0c9f12b9c2464d4ecc9fffc62abf4b0209c3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_ac1de",
                    table="dialogues_topic",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="track",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.order, NEW.name_en, NEW.name_ja, NEW.name_other, NEW.definition_en, NEW.definition_ja, NEW.definition_other, NEW.who_sits_en, NEW.who_sits_ja, NEW.who_sits_other) IS DISTINCT FROM ROW(OLD.slug, OLD.order, OLD.name_en, OLD.name_ja, OLD.name_other, OLD.definition_en, OLD.definition_ja, OLD.definition_other, OLD.who_sits_en, OLD.who_sits_ja, OLD.who_sits_other) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="73fc6f1a4b333c73ff98f26412a996b70e9e059f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_f17d2",
                    table="dialogues_track",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="bypass",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="bypass",
            name="by",
            field=models.ForeignKey(
                blank=True,
                help_text="Nobody where a command did it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="bypass",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="dialogues.bypass",
            ),
        ),
        # Not valid for the rows that are there: nobody noted a second person before, and a revision is never altered.
        # Whoever redacts one of them is let through by the constraint itself.
        AddConstraintNotValid(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause__in", ("first", "changed", "again")), ("op", "upsert"), _negated=True),
                    models.Q(
                        ("changed_by__isnull", False),
                        ("published_by__isnull", False),
                        ("submitted_by__isnull", False),
                        models.Q(("changed_by", models.F("published_by")), _negated=True),
                        models.Q(("submitted_by", models.F("published_by")), _negated=True),
                    ),
                    ("bypass__isnull", False),
                    ("cleared_with__isnull", False),
                    models.Q(("document__isnull", True), ("redacted_at__isnull", False)),
                    _connector="OR",
                ),
                name="second_person_stands_behind_what_is_newly_shown",
                violation_error_message="Whoever changed or submitted a record cannot be the one to publish it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=participants.constraints.FieldConstraint(
                condition=models.Q(("weight__in", ["", "minor", "major"])),
                name="revision_weight_is_in_its_vocabulary",
                violation_error_message="This is not one of the words for it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bypass",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="bypass_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="bypass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    ("by__isnull", True),
                    models.Q(("approved_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="bypass_is_approved_by_somebody_else",
                violation_error_message="Somebody else has to approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bypass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    models.Q(("approved_at__isnull", False), ("how", "first_load")),
                    _connector="OR",
                ),
                name="bypass_is_approved_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="bypass",
            constraint=participants.constraints.FieldConstraint(
                condition=models.Q(("how__in", ["desk", "import", "first_load", "shell"])),
                name="bypass_how_is_in_its_vocabulary",
                violation_error_message="This is not one of the words for it.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bypass",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_bypasses",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b740d9dc07cdef8c1cc4c9b52c4afa9ecb7b7c52",
                    operation="DELETE",
                    pgid="pgtrigger_keep_bypasses_ef30d",
                    table="dialogues_bypass",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bypass",
            trigger=pgtrigger.compiler.Trigger(
                name="hold_to_bypasses",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.by_id IS DISTINCT FROM (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer THEN\n            RAISE EXCEPTION 'a bypass in the name of another' USING ERRCODE = 'check_violation';\n        END IF;\n        -- What comes with the project is taken with it by whoever installs it; later loads are not the first.\n        IF NEW.approved_by_id IS NOT NULL OR (NEW.approved_at IS NOT NULL OR NEW.how = 'first_load') AND (\n            NEW.how <> 'first_load' OR NEW.by_id IS NOT NULL OR EXISTS (SELECT 1 FROM dialogues_revision)\n        ) THEN\n            RAISE EXCEPTION 'a bypass that comes approved' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF OLD.approved_at IS NOT NULL OR (to_jsonb(NEW) - 'approved_by_id' - 'approved_at' - 'note')\n        IS DISTINCT FROM (to_jsonb(OLD) - 'approved_by_id' - 'approved_at' - 'note')\n    THEN\n        RAISE EXCEPTION 'bypass % cannot be altered', OLD.id USING ERRCODE = 'restrict_violation';\n    END IF;\n    IF NEW.approved_by_id IS DISTINCT FROM (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer THEN\n        RAISE EXCEPTION 'bypass % is approved in the name of another', OLD.id USING ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM dialogues_revision\n        WHERE bypass_id = OLD.id AND NEW.approved_by_id IN (changed_by_id, submitted_by_id)\n    ) THEN\n        RAISE EXCEPTION 'bypass % is approved by who changed or submitted what it showed', OLD.id\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="7ceab7bfc99fda9009386f9811f805010c7c157e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hold_to_bypasses_59ee1",
                    table="dialogues_bypass",
                    when="BEFORE",
                ),
            ),
        ),
    ]
