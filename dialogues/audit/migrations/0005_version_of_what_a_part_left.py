"""A part that moved to another record is a change of the one that it left, too: the version that this made is noted.

Of what moved before it is not known, and is none.
"""

from django.db import migrations, models

# The way back leaves column and function, for what was noted is never thrown away.
COLUMN = "ALTER TABLE audit_change ADD COLUMN IF NOT EXISTS moved_from_version integer"

FUNCTION = """
CREATE OR REPLACE FUNCTION audit_note(op text, relation text, about text[], old jsonb, new jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    counted text[] := string_to_array(about[7], ',') || ARRAY['version', 'changed_by_id'];
    it jsonb := coalesce(new, old);
    was jsonb;
    owner bigint;
    former bigint;
    version integer;
    former_version integer;
    secret text;
    said jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    owner := audit_owner(about, it);
    IF op = 'change' THEN
        SELECT jsonb_object_agg(key, value) INTO was FROM jsonb_each(old - counted)
        WHERE new -> key IS DISTINCT FROM value;
        IF old ->> about[2] IS DISTINCT FROM new ->> about[2] THEN
            former := nullif(audit_owner(about, old), owner);
        END IF;
    END IF;
    FOREACH secret IN ARRAY string_to_array(about[6], ',') LOOP
        it := jsonb_set(it, ARRAY[secret], '"…"', false);
        was := jsonb_set(was, ARRAY[secret], '"…"', false);
    END LOOP;
    IF about[5] = relation THEN
        version := (it ->> 'version')::integer;
    ELSIF about[5] <> '' THEN
        EXECUTE format('SELECT version FROM %I WHERE id = $1', about[5]) INTO version USING owner;
        IF former IS NOT NULL THEN
            EXECUTE format('SELECT version FROM %I WHERE id = $1', about[5]) INTO former_version USING former;
        END IF;
    END IF;
    INSERT INTO audit_change (
        at, op, kind, record_id, record_version, moved_from, moved_from_version, table_name, row_id, "row", before,
        act, user_id, context, database_user, application, client
    ) VALUES (
        clock_timestamp(), op, about[1], owner, version, former, former_version, relation, (it ->> 'id')::bigint, it,
        was, coalesce(nullif(current_setting('pghistory.context_id', true), ''), pg_current_xact_id()::text),
        (said ->> 'user')::integer, said, session_user, left(current_setting('application_name'), 63),
        inet_client_addr()
    );
END
$$;
DO $$ BEGIN
    EXECUTE format(
        'ALTER FUNCTION audit_note(text, text, text[], jsonb, jsonb) SET search_path = %I, pg_temp', current_schema()
    );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_older_texts")]

    operations = [
        migrations.RunSQL([COLUMN, FUNCTION], migrations.RunSQL.noop),
        migrations.AddField("change", "moved_from_version", models.IntegerField(null=True)),
    ]
