"""Publishers see what was published without a second person, and approve it."""

from django.db import migrations


def let_publishers_see(apps, schema_editor):
    db = schema_editor.connection.alias
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(db)
        .get_or_create(app_label="dialogues", model="bypass")
    )
    permission, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(db)
        .get_or_create(
            content_type=content_type,
            codename="view_bypass",
            defaults={"name": "Can view publishing without a second person"},
        )
    )
    for group in apps.get_model("auth", "Group").objects.using(db).filter(name="Publishers"):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0017_links"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_publishers_see, migrations.RunPython.noop)]
