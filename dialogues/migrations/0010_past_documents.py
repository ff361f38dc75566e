"""What records that are shown said before, as far as readers may know it: a view, which the reader's role may read."""

import django.db.models.deletion
from django.db import migrations, models

# With the rights of its owner; as a barrier, so that no expression of a reader's sees a row that it leaves out.
VIEW = """
CREATE VIEW dialogues_pastdocument WITH (security_barrier) AS
SELECT revision.number, revision.publication_id, revision.document, revision.sha256, revision.published_at
FROM dialogues_revision AS revision
JOIN dialogues_publication AS publication ON publication.id = revision.publication_id
WHERE publication.withdrawn_at IS NULL
  AND revision.document IS NOT NULL
  AND NOT EXISTS (
      SELECT FROM dialogues_revision AS later
      WHERE later.publication_id = revision.publication_id AND later.number > revision.number
        AND later.op IN ('withdraw', 'merge')
  )
  AND NOT EXISTS (
      SELECT FROM dialogues_publication AS gone
      WHERE gone.withdrawn_at IS NOT NULL AND gone.merged_into_id IS NULL
        AND strpos(revision.document::text, '"' || gone.slug || '"') > 0
  )
"""


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0009_what_readers_are_told_of_revisions")]

    operations = [
        migrations.CreateModel(
            name="PastDocument",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("document", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="past_documents",
                        to="dialogues.publication",
                    ),
                ),
            ],
            options={"managed": False, "db_table": "dialogues_pastdocument", "default_permissions": ()},
        ),
        migrations.RunSQL(VIEW, "DROP VIEW dialogues_pastdocument"),
    ]
