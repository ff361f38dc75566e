"""In which version a record was sent for review, and by whom, as the database saw it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0002_who_changed_last"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="organization",
            name="count_versions",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="party",
            name="count_versions",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="count_versions",
        ),
        migrations.AddField(
            model_name="organization",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="submitted version"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.name_en, NEW.name_ja, NEW.name_other, NEW.abbreviation, NEW.party_id, NEW.sector, NEW.parent_id, NEW.predecessor_id, NEW.exists_from, NEW.exists_from_earliest, NEW.exists_from_latest, NEW.exists_until, NEW.exists_until_earliest, NEW.exists_until_latest, NEW.website, NEW.wikidata, NEW.ror, NEW.note) IS DISTINCT FROM ROW(OLD.slug, OLD.name_en, OLD.name_ja, OLD.name_other, OLD.abbreviation, OLD.party_id, OLD.sector, OLD.parent_id, OLD.predecessor_id, OLD.exists_from, OLD.exists_from_earliest, OLD.exists_from_latest, OLD.exists_until, OLD.exists_until_earliest, OLD.exists_until_latest, OLD.website, OLD.wikidata, OLD.ror, OLD.note) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="86c7e4242fd5883021ef2bf6b35b39dbf0fc3c17",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_2c279",
                    table="participants_organization",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.name_en, NEW.name_ja, NEW.name_other, NEW.slug, NEW.kind) IS DISTINCT FROM ROW(OLD.name_en, OLD.name_ja, OLD.name_other, OLD.slug, OLD.kind) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="ba439df527f04b8180c625588caa3bb7acfb60d1",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_0dd55",
                    table="participants_party",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="count_versions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.changed_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer END;\n                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;\n                RETURN NEW;\n            END IF;\n            IF ROW(NEW.slug, NEW.name_en, NEW.name_ja, NEW.name_other, NEW.wikidata, NEW.orcid, NEW.note) IS DISTINCT FROM ROW(OLD.slug, OLD.name_en, OLD.name_ja, OLD.name_other, OLD.wikidata, OLD.orcid, OLD.note) THEN\n                NEW.version = OLD.version + 1;\n            ELSE\n                NEW.version = GREATEST(NEW.version, OLD.version);\n            END IF;\n            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer ELSE OLD.changed_by_id END;\n            IF NEW.submitted_at IS NULL THEN\n                NEW.submitted_by_id = NULL;\n                NEW.submitted_version = NULL;\n            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN\n                NEW.submitted_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer;\n                NEW.submitted_version = NEW.version;\n            ELSE\n                -- Deleting a user may empty it; nothing else may change it.\n                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;\n                NEW.submitted_version = OLD.submitted_version;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="d9ca20dafb1ebab480ab056594e349a863294395",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_count_versions_41fc8",
                    table="participants_person",
                    when="BEFORE",
                ),
            ),
        ),
    ]
