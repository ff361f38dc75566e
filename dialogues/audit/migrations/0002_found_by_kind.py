"""Indexes for the pages: the newest changes of a kind, and what was deleted."""

from django.db import migrations

ADD = """
CREATE INDEX audit_change_by_kind ON audit_change (kind, id);
CREATE INDEX audit_change_deleted ON audit_change (table_name, id) WHERE op = 'delete';
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_changes")]

    operations = [
        migrations.RunSQL(ADD, "DROP INDEX audit_change_by_kind; DROP INDEX audit_change_deleted"),
    ]
