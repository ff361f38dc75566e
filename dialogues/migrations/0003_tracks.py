"""The three tracks. Staff may word them in the admin, and add none."""

from django.db import migrations

TRACKS = [
    {
        "slug": "1.0",
        "name_en": "Track 1.0",
        "name_ja": "トラック1.0",
        "definition_en": "Government to government: officials speak for their governments.",
        "definition_ja": "政府間。政府の代表が政府として協議する。",
        "who_sits_en": "Ministries, agencies and armed services of each side.",
        "who_sits_ja": "双方の省庁、政府機関、軍・自衛隊。",
    },
    {
        "slug": "1.5",
        "name_en": "Track 1.5",
        "name_ja": "トラック1.5",
        "definition_en": "Government with industry or academia: officials and others at one table.",
        "definition_ja": "官民。政府関係者と産業界・学界が同席する。",
        "who_sits_en": "Officials of each side together with companies, associations, universities or research bodies.",
        "who_sits_ja": "双方の政府関係者と、企業、業界団体、大学、研究機関。",
    },
    {
        "slug": "2.0",
        "name_en": "Track 2.0",
        "name_ja": "トラック2.0",
        "definition_en": "Without governments acting as such: business to business, or among scholars. "
        "An official may still give opening remarks.",
        "definition_ja": "民間。企業間または研究者間で行い、政府としての参加はない。政府関係者が開会の挨拶をすることはある。",
        "who_sits_en": "Companies, associations, scholars and other private bodies of each side.",
        "who_sits_ja": "双方の企業、業界団体、研究者、その他の民間団体。",
    },
]


def fill(apps, schema_editor):
    Track = apps.get_model("dialogues", "Track")
    for order, track in enumerate(TRACKS, 1):
        Track.objects.using(schema_editor.connection.alias).update_or_create(
            slug=track["slug"], defaults=track | {"order": order}
        )


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0002_rules_that_span_tables")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
