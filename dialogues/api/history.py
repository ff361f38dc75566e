"""What a record said before: its revisions, and the record as it was shown at one moment.

A past text is read only where `PastDocument` lets it be: what was withdrawn, redacted, or names what is withdrawn now
stays unread, and then its hash is not told either. That a revision was made, when and why, is told of all.
"""

import datetime as dt
from http import HTTPStatus
from typing import Any

from django.db.models import OuterRef, Subquery

from dialogues.api.problems import Problem
from dialogues.models.publications import PastDocument, Publication, Revision

_OPS = {
    Revision.Cause.WITHDRAWN: Revision.Op.WITHDRAW,
    Revision.Cause.MERGED: Revision.Op.MERGE,
}


def revisions_of(publication: Publication) -> list[dict[str, Any]]:
    """The revisions of a publication, the newest first. One query."""
    hashes = PastDocument.public.filter(number=OuterRef("number")).values("sha256")
    rows = Revision.public.filter(publication=publication).order_by("-number").annotate(hash=Subquery(hashes))
    columns = ("number", "published_at", "cause", "changed", "reason", "hash")
    return [
        {
            "revision": number,
            "op": _OPS.get(cause, Revision.Op.UPSERT).value,
            "published_at": published_at.isoformat(),
            "cause": cause,
            "changed": changed,
            "note": reason,
            "sha256": sha256,
        }
        for number, published_at, cause, changed, reason, sha256 in rows.values_list(*columns)
    ]


def as_of(publication: Publication, moment: dt.datetime) -> Publication:
    """The publication as it was shown at a moment. Two queries.

    Raises Problem: 404 where it was not shown yet, 410 where what was shown may not be read any more.
    """
    made = Revision.public.filter(publication=publication, published_at__lte=moment)
    number = made.order_by("-number").values_list("number", flat=True).first()
    if number is None:
        first = publication.first_published_at.isoformat()
        raise Problem(HTTPStatus.NOT_FOUND, f"It was not shown yet. It was first published at {first}.")
    past = PastDocument.public.filter(number=number).first()
    if past is None:
        detail = "What was shown then was withdrawn, or names what was withdrawn; it is read no more."
        raise Problem(HTTPStatus.GONE, detail)
    publication.revision, publication.published_at = past.number, past.published_at
    publication.document, publication.sha256 = past.document, past.sha256
    return publication
