"""Claims of dialogues, organizations and people, as meetings have them; staff who enter records enter them."""

import django.db.models.deletion
import participants.constraints
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

CLAIMS = ("dialogueclaim", "organizationclaim", "personclaim")
ACTS = ("add", "change", "delete", "view")


def let_staff_enter_them(apps, schema_editor):
    db = schema_editor.connection.alias
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    rights = []
    for model in CLAIMS:
        content_type, _made = ContentType.objects.using(db).get_or_create(app_label="dialogues", model=model)
        for act in ACTS:
            permission, _made = Permission.objects.using(db).get_or_create(
                content_type=content_type, codename=f"{act}_{model}", defaults={"name": f"Can {act} claim"}
            )
            rights.append(permission)
    for group in apps.get_model("auth", "Group").objects.using(db).filter(name__in=("Editors", "Publishers")):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0023_who_had_a_hand_in_it"),
        ("participants", "0004_what_waits_at_the_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="claim",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims_in_meetings",
                to="participants.person",
                verbose_name="of the person",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="dialogues.source",
                verbose_name="source",
            ),
        ),
        migrations.CreateModel(
            name="OrganizationClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "value",
                    models.JSONField(
                        blank=True,
                        help_text="As the register writes it: a date in EDTF, a number, words. Empty where the source gives none.",
                        null=True,
                        verbose_name="value",
                    ),
                ),
                (
                    "as_stated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The few words of the source itself.",
                        max_length=1000,
                        verbose_name="as stated",
                    ),
                ),
                (
                    "as_rendered",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Our English for words in another language.",
                        max_length=1000,
                        verbose_name="as rendered",
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where in the source: first sentence, banner …",
                        max_length=300,
                        verbose_name="where",
                    ),
                ),
                (
                    "preferred",
                    models.BooleanField(
                        default=False, help_text="The value that is shown.", verbose_name="preferred"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Why this value is preferred, or why not.",
                        max_length=1000,
                        verbose_name="reason",
                    ),
                ),
                (
                    "field",
                    models.SlugField(
                        help_text="The name of the fact: name, abbreviation, parent, exists_from, exists_until, website …",
                        max_length=60,
                        verbose_name="fact",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="participants.organization",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="dialogues.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "value",
                    models.JSONField(
                        blank=True,
                        help_text="As the register writes it: a date in EDTF, a number, words. Empty where the source gives none.",
                        null=True,
                        verbose_name="value",
                    ),
                ),
                (
                    "as_stated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The few words of the source itself.",
                        max_length=1000,
                        verbose_name="as stated",
                    ),
                ),
                (
                    "as_rendered",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Our English for words in another language.",
                        max_length=1000,
                        verbose_name="as rendered",
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where in the source: first sentence, banner …",
                        max_length=300,
                        verbose_name="where",
                    ),
                ),
                (
                    "preferred",
                    models.BooleanField(
                        default=False, help_text="The value that is shown.", verbose_name="preferred"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Why this value is preferred, or why not.",
                        max_length=1000,
                        verbose_name="reason",
                    ),
                ),
                (
                    "field",
                    models.SlugField(
                        help_text="The name of the fact: name, wikidata, orcid …",
                        max_length=60,
                        verbose_name="fact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="participants.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="dialogues.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["order", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DialogueClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "value",
                    models.JSONField(
                        blank=True,
                        help_text="As the register writes it: a date in EDTF, a number, words. Empty where the source gives none.",
                        null=True,
                        verbose_name="value",
                    ),
                ),
                (
                    "as_stated",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The few words of the source itself.",
                        max_length=1000,
                        verbose_name="as stated",
                    ),
                ),
                (
                    "as_rendered",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Our English for words in another language.",
                        max_length=1000,
                        verbose_name="as rendered",
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where in the source: first sentence, banner …",
                        max_length=300,
                        verbose_name="where",
                    ),
                ),
                (
                    "preferred",
                    models.BooleanField(
                        default=False, help_text="The value that is shown.", verbose_name="preferred"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Why this value is preferred, or why not.",
                        max_length=1000,
                        verbose_name="reason",
                    ),
                ),
                (
                    "field",
                    models.SlugField(
                        help_text="The name of the fact: name, established, status, level, focus, cadence, mandate …",
                        max_length=60,
                        verbose_name="fact",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="dialogues.dialogue",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="dialogues.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["order", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("preferred", False)),
                        fields=["id"],
                        name="dialogue_claim_not_preferred",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("preferred", True)),
                        fields=("dialogue", "field"),
                        name="one_claim_about_a_fact_of_a_dialogue_is_preferred",
                        nulls_distinct=False,
                        violation_error_message="Another claim about the same fact is marked as preferred already.",
                    ),
                    participants.constraints.FieldConstraint(
                        condition=models.Q(("field__regex", "^[-a-zA-Z0-9_]+$")),
                        name="dialogueclaim_field_has_its_shape",
                        violation_error_message="Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dialogueclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_record",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN UPDATE dialogues_dialogue SET version = version + 1 WHERE id IN (NEW.dialogue_id);\n            ELSIF TG_OP = 'DELETE' THEN UPDATE dialogues_dialogue SET version = version + 1 WHERE id IN (OLD.dialogue_id);\n            ELSIF OLD IS DISTINCT FROM NEW THEN UPDATE dialogues_dialogue SET version = version + 1 WHERE id IN ((NEW.dialogue_id), (OLD.dialogue_id));\n            END IF;\n            RETURN NULL;\n        ",
                    hash="4302f6d8096d9b824018cbfb4e13258554206780",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_record_163c5",
                    table="dialogues_dialogueclaim",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organizationclaim",
            index=models.Index(
                condition=models.Q(("preferred", False)), fields=["id"], name="organization_claim_unpreferred"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("preferred", True)),
                fields=("organization", "field"),
                name="one_claim_about_a_fact_of_an_organization_is_preferred",
                nulls_distinct=False,
                violation_error_message="Another claim about the same fact is marked as preferred already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationclaim",
            constraint=participants.constraints.FieldConstraint(
                condition=models.Q(("field__regex", "^[-a-zA-Z0-9_]+$")),
                name="organizationclaim_field_has_its_shape",
                violation_error_message="Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_record",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN UPDATE participants_organization SET version = version + 1 WHERE id IN (NEW.organization_id);\n            ELSIF TG_OP = 'DELETE' THEN UPDATE participants_organization SET version = version + 1 WHERE id IN (OLD.organization_id);\n            ELSIF OLD IS DISTINCT FROM NEW THEN UPDATE participants_organization SET version = version + 1 WHERE id IN ((NEW.organization_id), (OLD.organization_id));\n            END IF;\n            RETURN NULL;\n        ",
                    hash="4572cfaaa8f095d84ecc57dd630b33667661bfcb",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_record_d92aa",
                    table="dialogues_organizationclaim",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="personclaim",
            index=models.Index(
                condition=models.Q(("preferred", False)), fields=["id"], name="person_claim_not_preferred"
            ),
        ),
        migrations.AddConstraint(
            model_name="personclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("preferred", True)),
                fields=("person", "field"),
                name="one_claim_about_a_fact_of_a_person_is_preferred",
                nulls_distinct=False,
                violation_error_message="Another claim about the same fact is marked as preferred already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personclaim",
            constraint=participants.constraints.FieldConstraint(
                condition=models.Q(("field__regex", "^[-a-zA-Z0-9_]+$")),
                name="personclaim_field_has_its_shape",
                violation_error_message="Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_record",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'INSERT' THEN UPDATE participants_person SET version = version + 1 WHERE id IN (NEW.person_id);\n            ELSIF TG_OP = 'DELETE' THEN UPDATE participants_person SET version = version + 1 WHERE id IN (OLD.person_id);\n            ELSIF OLD IS DISTINCT FROM NEW THEN UPDATE participants_person SET version = version + 1 WHERE id IN ((NEW.person_id), (OLD.person_id));\n            END IF;\n            RETURN NULL;\n        ",
                    hash="6d9840d5d35e9ebfe3bb57a3beaa15e44498874e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_record_e04ec",
                    table="dialogues_personclaim",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(let_staff_enter_them, migrations.RunPython.noop),
    ]
