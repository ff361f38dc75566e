"""The third role of the desk: administrators make accounts and give roles. They enter and publish nothing."""

from django.db import migrations

RIGHTS = {"user": ("add", "change", "view"), "group": ("view",)}


def make_role(apps, schema_editor):
    db = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _made = Group.objects.using(db).get_or_create(name="Administrators")
    for model, acts in RIGHTS.items():
        content_type, _made = ContentType.objects.using(db).get_or_create(app_label="auth", model=model)
        for act in acts:
            permission, _made = Permission.objects.using(db).get_or_create(
                content_type=content_type, codename=f"{act}_{model}", defaults={"name": f"Can {act} {model}"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_failures_are_counted_together"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_role, migrations.RunPython.noop)]
