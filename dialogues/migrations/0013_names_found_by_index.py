"""What boxes and lists of the desk are searched by: every name of a record in one folded text, kept by the database.

`folded_name` folds as `dialogues.folding.folded` does; a test holds the two equal. The column is the database's own:
no model has it, as it is not content. Each name stands on a line of it, between two spaces, so that “is called”,
“begins with” and “holds” are three patterns of one text, all answered by its index on trigrams.
"""

from django.db import migrations

FOLDED_NAME = r"""
CREATE FUNCTION folded_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT translate(
        replace(normalize(lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]+', '', 'g')), NFKC), 'ß', 'ss'),
        '’‘“”‐‑–—øłđı', '''''""----oldi'
    );
END
"""

COLUMNS = {
    "participants_organization": ("name_en", "name_ja", "name_other", "abbreviation", "slug"),
    "participants_organizationalias": ("name",),
    "participants_person": ("name_en", "name_ja", "name_other", "slug"),
    "participants_personalias": ("name",),
    "dialogues_meeting": ("title_en", "title_ja", "title_other", "slug", "edition_stated", "date"),
    "dialogues_source": ("title", "publisher", "slug", "url", "document"),
    "dialogues_outcome": ("text_en", "text_ja", "text_other", "slug"),
}


def text(columns):
    lines = [
        rf"regexp_replace({column}::text, '[{{}}\"]+', E' \n ', 'g')" if column.endswith("_other") else column
        for column in columns
    ]
    return r"folded_name(E'\n ' || " + r" || E' \n ' || ".join(lines) + r" || E' \n')"


def column_and_index(table, columns):
    yield migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN names_folded text GENERATED ALWAYS AS ({text(columns)}) STORED",
        f"ALTER TABLE {table} DROP COLUMN names_folded",
    )
    yield migrations.RunSQL(
        f"CREATE INDEX {table}_found_by_name ON {table} USING gin (names_folded gin_trgm_ops)",
        f"DROP INDEX {table}_found_by_name",
    )


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0012_who_changed_last"), ("participants", "0002_who_changed_last")]

    operations = [
        migrations.RunSQL(FOLDED_NAME, "DROP FUNCTION folded_name(text)"),
        *(step for table, columns in COLUMNS.items() for step in column_and_index(table, columns)),
    ]
