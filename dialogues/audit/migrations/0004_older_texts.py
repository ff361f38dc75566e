"""Which texts are older than their other language: kept by the database with each change noted from now on."""

from django.conf import settings
from django.db import migrations, models

# What changed is told by the change itself: columns of a text in several languages have one for the others beside them.
FUNCTION = r"""
CREATE FUNCTION audit_note_older_texts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    of_stem text;
    changed text;
    other text;
BEGIN
    FOR of_stem IN
        SELECT DISTINCT left(key, -3) FROM jsonb_object_keys(NEW.before) AS key
        WHERE key ~ '_(en|ja)$' AND NEW.row ? (left(key, -3) || '_other')
    LOOP
        changed := CASE WHEN NEW.before ? (of_stem || '_en') THEN 'en' ELSE 'ja' END;
        other := CASE changed WHEN 'en' THEN 'ja' ELSE 'en' END;
        DELETE FROM audit_oldertext
        WHERE table_name = NEW.table_name AND row_id = NEW.row_id AND stem = of_stem
          AND (older = changed OR '' IN (NEW.row ->> (of_stem || '_en'), NEW.row ->> (of_stem || '_ja'))
               OR NEW.before ? (of_stem || '_' || other));
        -- Brought up to date; changed together; one of them not there, or only now: none is older.
        CONTINUE WHEN FOUND
            OR '' IN (NEW.row ->> (of_stem || '_en'), NEW.row ->> (of_stem || '_ja'))
            OR NEW.before ->> (of_stem || '_' || changed) = ''
            OR EXISTS (
                SELECT 1 FROM audit_change
                WHERE table_name = NEW.table_name AND row_id = NEW.row_id AND act = NEW.act
                  AND before ? (of_stem || '_' || other)
            );
        INSERT INTO audit_oldertext (table_name, row_id, stem, older, since, by_id)
        VALUES (NEW.table_name, NEW.row_id, of_stem, other, NEW.at, NEW.user_id)
        ON CONFLICT (table_name, stem, row_id) DO UPDATE SET since = NEW.at, by_id = NEW.user_id;
    END LOOP;
    RETURN NULL;
END
$$;
DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION audit_note_older_texts() SET search_path = %I, pg_temp', current_schema());
END $$;
CREATE TRIGGER notes_older_texts AFTER INSERT ON audit_change
    FOR EACH ROW WHEN (NEW.op = 'change' AND NEW.before IS NOT NULL) EXECUTE FUNCTION audit_note_older_texts();
"""
AWAY = """
DROP TRIGGER notes_older_texts ON audit_change;
DROP FUNCTION audit_note_older_texts();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_called_by_the_owner_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OlderText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("stem", models.CharField(max_length=63)),
                ("older", models.CharField(max_length=2)),
                ("since", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        models.DO_NOTHING,
                        null=True,
                        db_constraint=False,
                        related_name="+",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=["table_name", "stem", "row_id"], name="one_language_is_older"
                    )
                ],
            },
        ),
        migrations.RunSQL(FUNCTION, AWAY),
    ]
