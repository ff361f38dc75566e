"""The table in which failures to sign in are counted for all processes together: Django's cache in the database.

`createcachetable` would make the same; an operator could forget it, and then nobody could sign in.
"""

from django.db import migrations

MAKE = """
CREATE TABLE accounts_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunSQL(MAKE, "DROP TABLE accounts_cache")]
