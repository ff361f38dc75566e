"""The two roles of the desk: editors enter records and send them on, publishers also publish and withdraw."""

from django.db import migrations

ENTERED = {
    "participants": ["party", "organization", "organizationalias", "person", "personalias"],
    "dialogues": [
        "topic", "source", "claim", "dialogue", "dialoguename", "dialogueparty", "meeting", "meetingparty", "place",
        "meetingrelation", "session", "agendaitem", "participation", "attendance", "statement", "image", "outcome",
        "outcomereport",
    ],
}  # fmt: skip
ACTS = ("add", "change", "delete", "view")


def make_roles(apps, schema_editor):
    db = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")

    def permission(app, model, codename, name):
        content_type, _ = ContentType.objects.using(db).get_or_create(app_label=app, model=model)
        return Permission.objects.using(db).get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )[0]

    enter = [
        permission(app, model, f"{act}_{model}", f"Can {act} {model}")
        for app, models in ENTERED.items()
        for model in models
        for act in ACTS
    ]
    enter += [
        permission("dialogues", "track", f"{act}_track", f"Can {act} track") for act in ("change", "view")
    ]
    enter.append(permission("dialogues", "revision", "view_revision", "Can view revision"))
    publish = permission("dialogues", "publication", "publish", "May publish and withdraw records")
    Group.objects.using(db).get_or_create(name="Editors")[0].permissions.set(enter)
    Group.objects.using(db).get_or_create(name="Publishers")[0].permissions.set([*enter, publish])


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0003_tracks"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
