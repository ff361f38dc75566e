"""Functions belong to their owner: nobody else calls them, those made from here on included.

What is SECURITY DEFINER reads and writes as the owner whatever it is told, so the public's role must not call it; and
it finds its tables in the schema where it is, temporary ones last, or whoever writes could put one of the same name
before them. Triggers fire without this right, and functions that they call are called by the owner. What the public's
role needs, `manage.py public_role` grants.
"""

from django.db import migrations

OWNER_ALONE = """
DO $$
DECLARE
    its record;
BEGIN
    FOR its IN
        SELECT oid::regprocedure AS name, prosecdef AS as_owner FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND pg_has_role(proowner, 'USAGE')
          AND NOT EXISTS (
              SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e'
          )
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', its.name);
        IF its.as_owner THEN
            EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', its.name, current_schema());
        END IF;
    END LOOP;
END
$$;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
"""


class Migration(migrations.Migration):
    # Extensions stay as they are: what is made of them before is everyone's.
    dependencies = [("audit", "0002_found_by_kind"), ("dialogues", "0018_publishers_see_bypasses")]

    operations = [migrations.RunSQL(OWNER_ALONE, migrations.RunSQL.noop)]
