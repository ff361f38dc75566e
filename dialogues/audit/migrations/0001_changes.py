"""The table of changes, and what the database does to fill it and to keep it as it is."""

from typing import Any

from django.conf import settings
from django.db import migrations, models


def person() -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )


TABLE = """
CREATE TABLE audit_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    op varchar(10) NOT NULL CHECK (op IN ('snapshot', 'add', 'change', 'delete')),
    kind varchar(60) NOT NULL,
    record_id bigint NOT NULL,
    record_version integer,
    moved_from bigint,
    table_name varchar(63) NOT NULL,
    row_id bigint NOT NULL,
    "row" jsonb,
    before jsonb,
    act varchar(40) NOT NULL,
    user_id integer,
    context jsonb,
    database_user varchar(63) NOT NULL,
    application varchar(63) NOT NULL,
    client inet,
    redacted_at timestamptz,
    redacted_by_id integer,
    redaction_reason text NOT NULL DEFAULT ''
);
CREATE INDEX audit_change_of_record ON audit_change (kind, record_id, id);
CREATE INDEX audit_change_moved ON audit_change (kind, moved_from, id) WHERE moved_from IS NOT NULL;
CREATE INDEX audit_change_of_row ON audit_change (table_name, row_id, id);
CREATE INDEX audit_change_by_user ON audit_change (user_id, id);
"""

# `about`: the kind of record; the column that leads to the record; the table in between and its column; the table
# that has the record's version; columns that are secret; columns that only count.
FUNCTIONS = """
CREATE FUNCTION audit_owner(about text[], it jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    above bigint := (it ->> about[2])::bigint;
    found bigint;
BEGIN
    IF about[3] = '' THEN
        RETURN above;
    END IF;
    EXECUTE format('SELECT %I FROM %I WHERE id = $1', about[4], about[3]) INTO found USING above;
    IF found IS NULL THEN
        -- It went before its parts did: foreign keys are checked at the end of the transaction.
        SELECT record_id INTO found FROM audit_change WHERE table_name = about[3] AND row_id = above
        ORDER BY id DESC LIMIT 1;
    END IF;
    RETURN coalesce(found, above);
END
$$;

CREATE FUNCTION audit_note(op text, relation text, about text[], old jsonb, new jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    counted text[] := string_to_array(about[7], ',') || ARRAY['version', 'changed_by_id'];
    it jsonb := coalesce(new, old);
    was jsonb;
    owner bigint;
    former bigint;
    version integer;
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
    END IF;
    INSERT INTO audit_change (
        at, op, kind, record_id, record_version, moved_from, table_name, row_id, "row", before,
        act, user_id, context, database_user, application, client
    ) VALUES (
        clock_timestamp(), op, about[1], owner, version, former, relation, (it ->> 'id')::bigint, it, was,
        coalesce(nullif(current_setting('pghistory.context_id', true), ''), pg_current_xact_id()::text),
        (said ->> 'user')::integer, said, session_user, left(current_setting('application_name'), 63),
        inet_client_addr()
    );
END
$$;

CREATE FUNCTION audit_note_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    counted text[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM audit_note('add', TG_TABLE_NAME, TG_ARGV[0:], NULL, to_jsonb(NEW));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM audit_note('delete', TG_TABLE_NAME, TG_ARGV[0:], to_jsonb(OLD), NULL);
    ELSIF OLD IS DISTINCT FROM NEW THEN
        counted := string_to_array(TG_ARGV[6], ',') || ARRAY['version', 'changed_by_id'];
        IF to_jsonb(OLD) - counted <> to_jsonb(NEW) - counted THEN
            PERFORM audit_note('change', TG_TABLE_NAME, TG_ARGV[0:], to_jsonb(OLD), to_jsonb(NEW));
        END IF;
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION audit_note_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    EXECUTE format('SELECT audit_note(''delete'', $1, $2, to_jsonb(there), NULL) FROM %I AS there', TG_TABLE_NAME)
    USING TG_TABLE_NAME::text, TG_ARGV[0:];
    RETURN NULL;
END
$$;
"""

# Redacting is the one exception: it may empty what a change says, for good, and nothing else.
KEPT_FOR_EVER = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('dialogues.redacting', true) = 'on' THEN
        IF NEW.row IS NULL AND NEW.before IS NULL AND NEW.redacted_at IS NOT NULL AND NEW.redaction_reason <> ''
           AND to_jsonb(NEW) - '{row,before,redacted_at,redacted_by_id,redaction_reason}'::text[]
             = to_jsonb(OLD) - '{row,before,redacted_at,redacted_by_id,redaction_reason}'::text[]
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'changes are kept for ever: none can be altered or deleted' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER kept_for_ever BEFORE UPDATE OR DELETE ON audit_change
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER kept_from_truncate BEFORE TRUNCATE ON audit_change
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""

AWAY = """
DROP FUNCTION audit_note_row() CASCADE;
DROP FUNCTION audit_note_truncate() CASCADE;
DROP FUNCTION audit_note(text, text, text[], jsonb, jsonb);
DROP FUNCTION audit_owner(text[], jsonb);
DROP TABLE audit_change;
DROP FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.RunSQL([TABLE, FUNCTIONS, KEPT_FOR_EVER], AWAY),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "op",
                    models.CharField(
                        choices=[
                            ("snapshot", "As it was when the history began"),
                            ("add", "Added"),
                            ("change", "Changed"),
                            ("delete", "Deleted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("record_id", models.BigIntegerField()),
                ("record_version", models.IntegerField(null=True)),
                ("moved_from", models.BigIntegerField(null=True)),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("row", models.JSONField(null=True)),
                ("before", models.JSONField(null=True)),
                ("act", models.CharField(max_length=40)),
                ("user", person()),
                ("context", models.JSONField(null=True)),
                ("database_user", models.CharField(max_length=63)),
                ("application", models.CharField(max_length=63)),
                ("client", models.GenericIPAddressField(null=True)),
                ("redacted_at", models.DateTimeField(null=True)),
                ("redacted_by", person()),
                ("redaction_reason", models.TextField(default="")),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "db_table": "audit_change",
                "ordering": ["-id"],
                "managed": False,
                "default_permissions": ("view",),
            },
        ),
    ]
