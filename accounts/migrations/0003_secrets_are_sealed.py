"""Seals the secrets of second factors that were kept as they are."""

from django.db import migrations

from accounts import sealing


def seal(apps, schema_editor):
    rows = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for row in rows.filter(type__in=("totp", "recovery_codes")):
        for name in ("secret", "seed"):
            if name in row.data and not row.data[name].startswith(sealing.SEALED):
                row.data[name] = sealing.sealed(row.data[name])
        row.save(update_fields=["data"])


def open_again(apps, schema_editor):
    rows = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for row in rows.filter(type__in=("totp", "recovery_codes")):
        for name in ("secret", "seed"):
            if name in row.data:
                row.data[name] = sealing.opened(row.data[name])
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_administrators"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, open_again)]
