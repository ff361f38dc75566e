"""The index of searches. `search_terms` gives the terms of a folded text as `dialogues.folding` defines them.

Its body is bound to what it calls when it is made, so that it works under any search path: that of a restored dump
is empty. Terms are cut, because an index takes no key of any length.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models

import dialogues.models.publications

SEARCH_TERMS = r"""
CREATE FUNCTION search_terms(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT term), ARRAY[]::text[]) FROM (
        SELECT left(found[1], 60) AS term FROM regexp_matches(words, '[0-9a-z\u00df-\u00f6\u00f8-\u024f]+', 'g') AS found
        UNION ALL
        SELECT term FROM (
            SELECT letter, lead(letter) OVER (ORDER BY place) AS following
            FROM string_to_table(regexp_replace(words, '[^\u0250-\u1fff\u2070-\u2fff\u3005-\u3007\u3021-\U0010ffff]+', ' ', 'g'), NULL)
                 WITH ORDINALITY AS letters (letter, place)
        ) AS pairs, LATERAL (VALUES (letter), (letter || nullif(following, ' '))) AS windows (term)
        WHERE letter <> ' ' AND term IS NOT NULL
    ) AS terms;
END
"""


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0005_similar_names")]

    operations = [
        migrations.RunSQL(SEARCH_TERMS, "DROP FUNCTION search_terms(text)"),
        migrations.AddField(
            "publication", "indexed_by", models.CharField(blank=True, default="", max_length=16)
        ),
        migrations.AddIndex(
            "publication",
            django.contrib.postgres.indexes.GinIndex(
                dialogues.models.publications.SearchTerms("search_text"), name="publication_search_terms"
            ),
        ),
    ]
