"""Not noted a second time is what is written with a higher number of a row that tells it; going back is noted."""

from django.db import migrations

# The arguments are those of `audit_note`, and the column that numbers the row that tells it, if there is one.
FUNCTION = """
CREATE OR REPLACE FUNCTION audit_note_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    counted text[];
    told_by text := TG_ARGV[7];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF told_by IS NULL THEN
            PERFORM audit_note('add', TG_TABLE_NAME, TG_ARGV[0:], NULL, to_jsonb(NEW));
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM audit_note('delete', TG_TABLE_NAME, TG_ARGV[0:], to_jsonb(OLD), NULL);
    ELSIF OLD IS DISTINCT FROM NEW THEN
        IF told_by IS NOT NULL AND (to_jsonb(NEW) ->> told_by)::bigint > (to_jsonb(OLD) ->> told_by)::bigint THEN
            RETURN NULL;
        END IF;
        counted := string_to_array(TG_ARGV[6], ',') || ARRAY['version', 'changed_by_id'];
        IF to_jsonb(OLD) - counted <> to_jsonb(NEW) - counted THEN
            PERFORM audit_note('change', TG_TABLE_NAME, TG_ARGV[0:], to_jsonb(OLD), to_jsonb(NEW));
        END IF;
    END IF;
    RETURN NULL;
END
$$;
DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION audit_note_row() SET search_path = %I, pg_temp', current_schema());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_found_still_right")]

    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
