"""The rule by which two organizations, people or sources may be one: what they are called is alike.

Names are held against names and other names by pg_trgm, which finds names that share most of their letters; and
names that are equal but for case, width, spaces and stops count as alike in any script. Numbers in a name tell
editions, years and units apart, so they have to be the same. Abbreviations, and titles and addresses of sources, are
alike only where they are equal. Bodies of two sides often have one name: every state has its ministry of foreign
affairs.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

# What is new is held against all that is not altogether different: whoever enters it is there to look.
NEW = {"organization": 0.6, "person": 0.5}
# Of the 210 bodies that are shipped, none of them twice, eleven pairs reach 0.6, and two reach 0.7. Titles of sources
# differ by a word from meeting to meeting: they have to be equal.
RECORDED = {"organization": 0.7, "person": 0.5, "source": 1.0}
# Names without Latin letters are short, and each of their signs says more.
ALIKE_IN_OTHER_SCRIPTS = 0.4

_NAMES = """
    SELECT r.slug AS id, {party} AS party, n.name, n.only_equal
    FROM participants_{kind} r {join},
    LATERAL (
        SELECT r.name_en, false UNION SELECT r.name_ja, false {short}
        UNION SELECT value, false FROM jsonb_each_text(r.name_other)
        UNION SELECT a.name, a.kind = 'abbreviation' FROM participants_{kind}alias a WHERE a.{kind}_id = r.id
    ) AS n(name, only_equal)
"""
NAMES = {
    "organization": _NAMES.format(
        kind="organization",
        party="p.slug",
        join="LEFT JOIN participants_party p ON p.id = r.party_id",
        short="UNION SELECT r.abbreviation, true",
    ),
    "person": _NAMES.format(kind="person", party="NULL", join="", short=""),
    "source": r"""
        SELECT r.slug AS id, NULL AS party, n.name, n.only_equal
        FROM dialogues_source r,
        LATERAL (
            SELECT r.title, true
            UNION SELECT regexp_replace(r.url, '^https?://(www\.)?|/*(#.*)?$', '', 'g'), true
        ) AS n(name, only_equal)
    """,
}

_MADE_OF_A_NAME = r"""
    regexp_replace(lower(normalize(name, NFKC)), '[\s.,·・‐-―''’-]', '', 'g') AS squeezed,
    regexp_replace(normalize(name, NFKC), '\D', '', 'g') AS numbers,
    CASE WHEN NOT only_equal THEN name END AS spelled
"""
GIVEN = f"""
    SELECT *, {_MADE_OF_A_NAME}
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::bool[]) AS given(id, party, name, only_equal)
"""  # noqa: S608 -- made of words of this file

# Where `given` and `known` are two rows with the columns of GIVEN: whether they are alike, and how much.
ARE_ALIKE = """
    (known.spelled %% given.spelled AND known.numbers = given.numbers OR known.squeezed = given.squeezed)
    AND known.id <> given.id
    AND (known.party IS NULL OR given.party IS NULL OR known.party = given.party)
"""
LIKENESS = (
    "CASE WHEN known.squeezed = given.squeezed THEN 1 ELSE similarity(known.spelled, given.spelled) END"
)

GivenName = tuple[str, str | None, str, bool]


def gather(cursor: Any, kind: str, given: Iterable[GivenName] = ()) -> None:
    """Puts the names of all records of a kind, and those given, into `possible_duplicates` until the transaction ends.

    In a table of its own, so that its index on trigrams finds what is alike. `recorded` tells them apart.
    """
    cursor.execute("DROP TABLE IF EXISTS pg_temp.possible_duplicates")
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE possible_duplicates ON COMMIT DROP AS
        SELECT *, true AS recorded FROM (SELECT *, {_MADE_OF_A_NAME} FROM ({NAMES[kind]}) AS names) AS recorded
        WHERE name <> ''
        UNION ALL SELECT *, false FROM ({GIVEN}) AS new WHERE name <> ''
        """,  # noqa: S608 -- made of words of this file
        columns(given),
    )
    cursor.execute("CREATE INDEX ON possible_duplicates USING gin (spelled gin_trgm_ops)")
    cursor.execute("CREATE INDEX ON possible_duplicates (squeezed)")
    cursor.execute("CREATE INDEX ON possible_duplicates (id)")
    cursor.execute("ANALYZE possible_duplicates")


def by_script(cursor: Any, alike: float) -> Iterator[bool]:
    """Sets how much alike names have to be: in turn for names with Latin letters (True) and for those without."""
    for latin, least in ((True, alike), (False, ALIKE_IN_OTHER_SCRIPTS)):
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(least)])
        yield latin


def is_latin(name: str) -> bool:
    return bool(re.search("[A-Za-z]", name))


def columns(given: Iterable[GivenName]) -> list[list[Any]]:
    """Names as the parameters of GIVEN."""
    rows = list(given)
    return [[row[place] for row in rows] for place in range(4)]
