"""What a past document may not name, to be read: also by a former id, and also what was withdrawn and is shown again."""

from django.db import migrations, models

# Its columns are those of migration 0010, so that what was granted on it stays granted.
VIEW = """
CREATE OR REPLACE VIEW dialogues_pastdocument WITH (security_barrier) AS
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
      SELECT FROM (
          SELECT id FROM dialogues_publication WHERE withdrawn_at IS NOT NULL AND merged_into_id IS NULL
          UNION
          SELECT publication_id FROM dialogues_revision
          WHERE cause = 'withdrawn' AND dialogues_revision.number > revision.number
      ) AS gone (publication_id)
      JOIN LATERAL (
          SELECT slug FROM dialogues_publication WHERE id = gone.publication_id
          UNION ALL
          SELECT slug FROM dialogues_formerslug WHERE dialogues_formerslug.publication_id = gone.publication_id
      ) AS name ON strpos(revision.document::text, '"' || name.slug || '"') > 0
  )
"""
BEFORE = """
CREATE OR REPLACE VIEW dialogues_pastdocument WITH (security_barrier) AS
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
    dependencies = [("dialogues", "0010_past_documents")]

    operations = [
        migrations.AddIndex(
            "revision",
            models.Index(
                condition=models.Q(("redacted_at__isnull", False)),
                fields=["number"],
                name="revision_redacted",
            ),
        ),
        migrations.RunSQL(VIEW, BEFORE),
    ]
