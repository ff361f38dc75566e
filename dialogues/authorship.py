"""Authorship: who had a hand in what a record says, from the changes that the database noted.

Who changed a record last is a column of it; everybody before is in the table of changes alone. What only moved a
record in clearance (sent for review, taken back) is no hand in what it says; nor is that the history began with it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from dialogues.documents import kind_of
from dialogues.models import Bypass, Publication
from dialogues.models.clearance import OF_CONTENT

# A part that moved to another record is a change of both.
_CHANGED_SINCE = f"""
    SELECT record.id, max(c.at)
    FROM unnest(%s::bigint[], %s::bigint[]) AS record (id, version)
    CROSS JOIN LATERAL (
        SELECT * FROM audit_change AS its
        WHERE its.kind = %s AND its.record_id = record.id AND its.record_version > record.version
        UNION ALL
        SELECT * FROM audit_change AS left_it
        WHERE left_it.kind = %s AND left_it.moved_from = record.id AND left_it.moved_from_version > record.version
    ) AS c
    WHERE c.user_id = %s AND {OF_CONTENT}
    GROUP BY record.id
"""  # noqa: S608 -- made of words of this file

# A part is changed with its meeting. What a revision showed is what was written since the one before it.
_HAD_A_HAND_IN = f"""
    SELECT EXISTS (
        SELECT 1 FROM dialogues_revision r
        JOIN dialogues_publication p ON p.id = r.publication_id
        LEFT JOIN dialogues_publication head
          ON p.kind IN ('session', 'outcome', 'outcome_report') AND head.kind = 'meeting' AND head.slug = p.family
        JOIN audit_change c
          ON c.kind = COALESCE(head.kind, p.kind)
          AND COALESCE(head.record_id, p.record_id) IN (c.record_id, c.moved_from)
        WHERE r.bypass_id = %s AND r.cause IN ('first', 'changed', 'again') AND c.user_id = %s AND {OF_CONTENT}
          AND c.at <= r.published_at
          AND c.at > COALESCE((
              SELECT max(former.published_at) FROM dialogues_revision former
              WHERE former.publication_id = r.publication_id AND former.number < r.number
                AND former.op = 'upsert' AND former.cause IN ('first', 'changed', 'again', 'unrecorded')
          ), '-infinity')
    )
"""  # noqa: S608 -- made of words of this file


def changed_since_shown(
    user: User, records: Iterable[Any], shown: dict[tuple[str, int], Publication]
) -> dict[int, datetime]:
    """When a user last changed which of these records of one kind after what is, or was, shown of them.

    Takes the publications by kind and primary key; a record without one counts since it was entered. One query,
    whatever their number. Changes of a record's parts are changes of it; so is that a part left it for another.
    """
    records = list(records)
    if not records:
        return {}
    kind = kind_of(records[0])
    keys = [record.pk for record in records]
    versions = [there.record_version if (there := shown.get((kind, key))) else 0 for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED_SINCE, [keys, versions, kind, kind, user.pk])
        return dict(cursor.fetchall())


def had_a_hand_in(user: User, made: Bypass) -> bool:
    """Whether a user changed anything that was shown without a second person, since it was shown before. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_HAD_A_HAND_IN, [made.pk, user.pk])
        return bool(cursor.fetchone()[0])
