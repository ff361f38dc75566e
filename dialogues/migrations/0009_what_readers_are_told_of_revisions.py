"""Of each revision, what readers may know: why it was made, which fields changed, and the reason in words for them."""

import django.contrib.postgres.fields
import participants.constraints
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0008_partner_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="revision",
            options={"default_manager_name": "objects", "ordering": ["-number"]},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="revision",
            name="refuse_change",
        ),
        migrations.AddField(
            model_name="revision",
            name="cause",
            field=models.CharField(
                choices=[
                    ("unrecorded", "Made before causes were recorded"),
                    ("first", "Published for the first time"),
                    ("changed", "Changed by staff"),
                    ("again", "Shown again"),
                    ("carried", "Carried: what another record says changed"),
                    ("shape", "Shown in a new shape of documents"),
                    ("withdrawn", "Withdrawn"),
                    ("merged", "Merged"),
                ],
                default="unrecorded",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="changed",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), blank=True, default=list
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="reason",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                condition=models.Q(("cause__in", ["changed", "again", "withdrawn"])),
                fields=["-number"],
                name="revision_told_to_readers",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="refuse_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'UPDATE' AND current_setting('dialogues.redacting', true) = 'on'\n       AND NEW.document IS NULL AND NEW.reason = '' AND NEW.redacted_at IS NOT NULL\n       AND (to_jsonb(NEW) - 'document' - 'reason' - 'redacted_at' - 'redaction_reason')\n         = (to_jsonb(OLD) - 'document' - 'reason' - 'redacted_at' - 'redaction_reason')\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'revision % cannot be altered or deleted', OLD.number USING ERRCODE = 'restrict_violation';\n",
                    hash="aee034a827b2677671748c82067af89d470f6639",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_refuse_change_c3e46",
                    table="dialogues_revision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=participants.constraints.FieldConstraint(
                condition=models.Q(
                    (
                        "cause__in",
                        [
                            "unrecorded",
                            "first",
                            "changed",
                            "again",
                            "carried",
                            "shape",
                            "withdrawn",
                            "merged",
                        ],
                    )
                ),
                name="revision_cause_is_in_its_vocabulary",
                violation_error_message="This is not one of the words for it.",
            ),
        ),
    ]
