"""One publisher's turn: the lock, the revision numbers, and what is known while it lasts.

Publishers take turns on a transaction-level advisory lock, held until the transaction ends. So revisions become
visible in the order of their numbers, and what a turn has read of the publications stays true until it writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import connection, models
from django.utils import timezone

from dialogues import clearing, naming
from dialogues.documents import Renderer, kind_of
from dialogues.models import Bypass, Kind, Outcome, Publication, Revision
from dialogues.models.clearance import CAUSES_CLEARED

LOCK = 0x5D1A106  # any number that nothing else in the database locks

By = User | None

# How many names a turn remembers before it looks them up anew: its memory does not grow with what it publishes.
MOST_NAMES = 20_000


def wait_for_a_turn() -> None:
    """Takes the publishers' lock until the transaction ends.

    Whoever saves and then publishes in one transaction calls this before saving: everybody else takes this lock
    first and locks of records after it, and two orders would be a deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


class Made(NamedTuple):
    """What a turn tells of a revision that it made; the revision itself, with its document, is in the database."""

    number: int
    kind: str
    slug: str
    op: str


@dataclass
class Without:
    """That something may be shown without a second person: why, and how that came about."""

    reason: str
    how: str = Bypass.How.SHELL
    made: Bypass | None = None

    def bypass(self, by: By) -> Bypass:
        """The one bypass of a turn; noted when the first revision needs it."""
        self.made = self.made or clearing.bypass(by=by, reason=self.reason, how=self.how)
        return self.made


@dataclass
class Turn:
    """What one publisher writes, by whom, under which revision numbers. Made inside a transaction."""

    by: By
    note: str = ""
    reason: str = ""  # why staff change what is public, in words for readers
    reason_ja: str = ""  # the same in Japanese, where that is said, too
    weight: str = ""  # how much that matters to them
    without: Without | None = None  # why no second person is needed, where that is said
    # The versions that whoever publishes looked at, by kind and primary key, where that is said.
    expected: Mapping[tuple[str, int], int] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)
    revisions: list[Made] = field(default_factory=list)
    announced: set[tuple[str, int]] = field(default_factory=set)
    begun: set[tuple[str, int]] = field(default_factory=set)
    names: naming.Names = field(default_factory=dict)
    waiting: list[tuple[Publication, Revision]] = field(default_factory=list)
    public: dict[tuple[str, int], bool] = field(default_factory=dict)
    uncleared: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        wait_for_a_turn()
        self.render = Renderer(self.shown)
        self.next_number = (Revision.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1

    @property
    def clears(self) -> By:
        """Who can be the second person. Not who an import is said to be run by: that is told, not seen."""
        return None if self.without and self.without.how == Bypass.How.IMPORT else self.by

    def shown(self, record: models.Model) -> bool:
        """Whether a record is public, or becomes so in this turn."""
        key = (kind_of(record), record.pk)
        if key in self.announced:
            return True
        if isinstance(record, Outcome) and (Kind.MEETING.value, record.meeting_id) in self.announced:
            return True
        if key not in self.public:
            rows = Publication.objects.shown().filter(kind=key[0], record_id=key[1])
            self.public[key] = rows.exists()
        return self.public[key]

    def publications_of(self, records: Iterable[models.Model]) -> dict[tuple[str, int], Publication]:
        """The publications that records have, withdrawn ones included, by kind and primary key. A query a kind."""
        keys: dict[str, list[int]] = {}
        for record in records:
            keys.setdefault(kind_of(record), []).append(record.pk)
        return {
            (kind, publication.record_id): publication
            for kind, ids in keys.items()
            for publication in Publication.objects.filter(kind=kind, record_id__in=ids)
        }

    def write(self, publication: Publication, op: str, cause: str = Revision.Cause.CARRIED) -> None:
        """Writes a publication and its revision under the next number."""
        self.add(publication, op, cause)
        self.flush()

    def add(
        self,
        publication: Publication,
        op: str,
        cause: str = Revision.Cause.CARRIED,
        changed: Sequence[str] = (),
        *,
        head: Any = None,
        along_with: str = "",
    ) -> None:
        """The same, but they reach the database with the next `flush`.

        `changed` are the fields of the document that staff changed. Readers see their names, the cause, and the
        reason: that of the withdrawal, or that of the turn for what staff changed. `head` is the record whose
        clearance it needs; `along_with` the kind and id of the one whose submission covers it, if that is another.
        """
        publication.revision = self.next_number
        publication.published_at = self.now
        self.public[publication.kind, publication.record_id] = publication.withdrawn_at is None
        uncleared = head and cause in CAUSES_CLEARED and (kind_of(head), head.pk) in self.uncleared
        # No second person has looked at these; what says nothing new, the database takes out of it again.
        anew = self.without and self.without.how in (Bypass.How.MERGE, Bypass.How.REPUBLISH)
        by_staff = cause == Revision.Cause.CHANGED
        revision = Revision(
            number=self.next_number,
            kind=publication.kind,
            slug=publication.slug,
            op=op,
            document=publication.document,
            sha256=publication.sha256,
            published_at=self.now,
            published_by=self.by,
            note=self.note,
            cause=cause,
            changed=list(changed),
            reason=publication.withdrawal_reason or (self.reason if by_staff else ""),
            reason_ja=self.reason_ja if by_staff else "",
            weight=self.weight if by_staff else "",
            bypass=self.without.bypass(self.by) if self.without and (uncleared or anew) else None,
            along_with=along_with,
        )
        self.waiting.append((publication, revision))
        self.revisions.append(Made(self.next_number, publication.kind, publication.slug, op))
        self.next_number += 1

    def flush(self) -> None:
        """Writes what waits: new publications together, changed ones singly, then the revisions together."""
        waiting, self.waiting = self.waiting, []
        for publication, _revision in waiting:
            if not publication._state.adding:
                publication.save()
        Publication.objects.bulk_create([one for one, _revision in waiting if one._state.adding])
        for publication, revision in waiting:
            if publication.revision != revision.number or publication.pk is None:
                raise AssertionError(f"{publication} was written twice before it was flushed")
            revision.publication = publication
        Revision.objects.bulk_create([revision for _publication, revision in waiting])
        if len(self.names) > MOST_NAMES:
            self.forget_names()

    def forget_names(self) -> None:
        """To be called when a public name changed or went."""
        self.names.clear()
