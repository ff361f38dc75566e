"""Who looks after partner systems: publishers, who answer for what goes out."""

from django.db import migrations

RIGHTS = {
    "apikey": ("add", "change", "view"),
    "webhook": ("add", "change", "delete", "view"),
    "delivery": ("view",),
}


def give_rights(apps, schema_editor):
    db = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _made = Group.objects.using(db).get_or_create(name="Publishers")
    for model, acts in RIGHTS.items():
        content_type, _made = ContentType.objects.using(db).get_or_create(app_label="dialogues", model=model)
        for act in acts:
            permission, _made = Permission.objects.using(db).get_or_create(
                content_type=content_type, codename=f"{act}_{model}", defaults={"name": f"Can {act} {model}"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0007_partners")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
