"""The extension by which similar names are found. A database's owner may create it: PostgreSQL trusts it."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0004_roles")]

    operations = [TrigramExtension()]
