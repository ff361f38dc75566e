"""What the functions of triggers may be led to by whoever writes: to no table but the project's, and past few of them.

A rule that the database holds reads tables by their names. A temporary table of the same name would come first and
answer in their place; so every function of a trigger looks into the project's schema first and into temporary tables
last. And django-pgtrigger lets a setting of the session skip any trigger; here it skips only those that raise versions,
which an import does once for a whole record (`dialogues.interchange.writing`).

After each migration, and not by one: whatever makes a function anew takes this from it.
"""

from typing import Any

from django.db import connections

_BIND = """
DO $bind$
DECLARE
    its record;
BEGIN
    FOR its IN
        SELECT p.oid::regprocedure AS name FROM pg_proc AS p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prorettype = 'trigger'::regtype
          AND NOT coalesce(p.proconfig, '{}') @> ARRAY[format('search_path=%I, pg_temp', current_schema())]
          AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', its.name, current_schema());
    END LOOP;
    IF EXISTS (
        SELECT FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'
          AND pronamespace = current_schema()::regnamespace AND prosrc NOT LIKE '%touch_record%'
    ) THEN
        EXECUTE $make$
            CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
            LANGUAGE plpgsql AS $$
            BEGIN
                RETURN trigger_name LIKE 'pgtrigger_touch_record_%'
                    AND trigger_name = ANY(NULLIF(current_setting('pgtrigger.ignore', true), '')::text[]);
            END
            $$
        $make$;
    END IF;
END
$bind$
"""


def bind_after_migrating(using: str, **kwargs: Any) -> None:
    """The receiver of `post_migrate`."""
    with connections[using].cursor() as cursor:
        cursor.execute(_BIND)
