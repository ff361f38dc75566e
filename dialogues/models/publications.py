"""What the world is shown: publications (now), revisions (when), and the former ids that still lead somewhere.

Only publishing and merging write these tables, and reindexing what is asked of a publication. The public side reads
`Publication.public`, which goes through the alias named by the setting PUBLIC_DATABASE: a role that may read
publications and former ids, and of revisions that they were made: when, of what, why, the names of the fields that
changed, and when one was redacted. What a revision says may have been withdrawn or redacted since; no reader's role
can read that, and what it can read of the rest it reads through the view of `PastDocument`.
"""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.bypasses import KEEPS_FROM_TRUNCATE, Bypass
from dialogues.models.carried import SAYS_NOTHING_NEW
from dialogues.models.clearance import (
    KEEPS_THE_FORMER_VERSION,
    NAMES_WHO_STANDS_BEHIND_IT,
    person_who_stands_behind_it,
    second_person_stands_behind_what_is_newly_shown,
)
from participants.records import SLUG_LENGTH

READABLE_BY_THE_PUBLIC = ("dialogues_publication", "dialogues_formerslug", "dialogues_pastdocument")
# Tables of which the public may read these columns alone.
COLUMNS_READABLE_BY_THE_PUBLIC = {
    "dialogues_revision": (
        "number", "publication_id", "published_at", "cause", "changed", "reason", "reason_ja", "weight",
        "redacted_at",
    )
}  # fmt: skip

# What a publication says of itself, its newest revision says: what is shown, and that it went, why and when.
HELD_TO_ITS_REVISION = (
    "id", "kind", "slug", "revision", "document", "sha256", "published_at", "withdrawn_at", "withdrawal_reason",
    "merged_into_id",
)  # fmt: skip

# At the end of the transaction, as the row is then. By its full name: no temporary table takes the revisions' place.
_SHOWS_ITS_REVISION = """
    DECLARE
        astray text;
    BEGIN
        EXECUTE format(
            'SELECT kind || '' '' || slug FROM %1$I.dialogues_publication AS shown WHERE id = $1
             AND NOT EXISTS (
                 SELECT FROM %1$I.dialogues_revision AS made
                 WHERE made.number = shown.revision AND made.publication_id = shown.id
                   AND made.kind = shown.kind AND made.slug = shown.slug AND made.published_at = shown.published_at
                   AND CASE
                       WHEN shown.document IS NOT NULL THEN made.op = ''upsert''
                            AND made.document = shown.document AND made.sha256 = shown.sha256
                       WHEN shown.merged_into_id IS NOT NULL THEN made.op = ''merge''
                       ELSE made.op = ''withdraw'' AND made.published_at = shown.withdrawn_at
                            AND (made.reason = shown.withdrawal_reason OR made.redacted_at IS NOT NULL)
                   END
                   AND NOT EXISTS (
                       SELECT FROM %1$I.dialogues_revision AS later
                       WHERE later.publication_id = shown.id AND later.number > made.number
                   )
             )', TG_TABLE_SCHEMA
        ) INTO astray USING NEW.id;
        IF astray IS NOT NULL THEN
            RAISE EXCEPTION '% does not show what its newest revision says', astray USING ERRCODE = 'check_violation';
        END IF;
    END;
    RETURN NULL;
"""


class Kind(models.TextChoices):
    """The kinds of documents, as the API names them in the singular."""

    PARTY = "party", _("Party")
    ORGANIZATION = "organization", _("Organization")
    PERSON = "person", _("Person")
    TOPIC = "topic", _("Topic")
    TRACK = "track", _("Track")
    SOURCE = "source", _("Source")
    DIALOGUE = "dialogue", _("Dialogue")
    MEETING = "meeting", _("Meeting")
    SESSION = "session", _("Session")
    OUTCOME = "outcome", _("Outcome")
    OUTCOME_REPORT = "outcome_report", _("Report on an outcome")


class SearchTerms(models.Func):
    """The terms of a folded text (`dialogues.folding`), as an array: what searches look up in the index."""

    function = "search_terms"
    output_field = ArrayField(models.TextField())


class PublicationQuerySet(models.QuerySet["Publication"]):
    def of(self, *kinds: str) -> "PublicationQuerySet":
        """The publications of these kinds, withdrawn ones included."""
        return self.filter(kind__in=kinds)

    def shown(self) -> "PublicationQuerySet":
        """The publications that are shown now: neither withdrawn nor merged into another."""
        return self.filter(withdrawn_at__isnull=True)

    def present(self) -> "PublicationQuerySet":
        """The publications whose ids are still their own: shown or withdrawn, not merged into another."""
        return self.filter(merged_into__isnull=True)

    def with_facet(self, *tokens: str) -> "PublicationQuerySet":
        """The publications that have every one of these tokens."""
        return self.filter(facets__contains=list(tokens))

    def citing(self, kind: str, slug: str) -> "PublicationQuerySet":
        """The publications whose documents name this record."""
        return self.filter(cites__contains=[f"{kind}:{slug}"])

    def newest_day_first(self) -> "PublicationQuerySet":
        """By last possible day, the latest first; those without a day at the end."""
        return self.order_by(models.F("latest").desc(nulls_last=True), "slug")


class PublicManager(models.Manager.from_queryset(PublicationQuerySet)):  # type: ignore[misc]
    """Reads as the public does: through the database alias that the public side has."""

    def get_queryset(self) -> PublicationQuerySet:
        return PublicationQuerySet(self.model, using=settings.PUBLIC_DATABASE)


class Publication(models.Model):
    """The document of one record that is shown now, with what is asked of it; or the notice that it went.

    It went because it was withdrawn, or because its record was merged into another (`merged_into`): then a former
    id leads readers on, and the row stays so that whoever polls by revision learns it.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    record_id = models.BigIntegerField()
    slug = models.CharField(max_length=SLUG_LENGTH)
    revision = models.BigIntegerField(unique=True)
    record_version = models.PositiveIntegerField(default=0)
    # That of the record as it was shown before, written by the database.
    former_version = models.PositiveIntegerField(default=0, editable=False)
    document: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    family = models.CharField(max_length=SLUG_LENGTH, blank=True, default="")
    title_en = models.TextField(blank=True, default="")
    title_ja = models.TextField(blank=True, default="")
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    facets = ArrayField(models.TextField(), default=list)
    cites = ArrayField(models.TextField(), default=list)
    search_text = models.TextField(blank=True, default="")
    # The rules of `dialogues.facets` by which the fields above were taken from the document.
    indexed_by = models.CharField(max_length=16, blank=True, default="")
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.TextField(blank=True, default="")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    objects = PublicationQuerySet.as_manager()
    public = PublicManager()

    class Meta:
        default_manager_name = "objects"
        ordering = ["kind", "slug"]
        default_permissions = ()
        permissions = [("publish", "May publish and withdraw records")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="record_has_one_publication"),
            models.UniqueConstraint(fields=["kind", "slug"], name="public_id_is_unique_among_its_kind"),
            models.CheckConstraint(
                condition=models.Q(
                    document__isnull=False, withdrawn_at__isnull=True, merged_into__isnull=True
                )
                | models.Q(document__isnull=True, withdrawn_at__isnull=False),
                name="publication_shows_a_document_or_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(merged_into__isnull=False)
                | ~models.Q(withdrawal_reason=""),
                name="withdrawal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="publication_is_not_merged_into_itself",
            ),
        ]
        indexes = [
            GinIndex(fields=["facets"], name="publication_facets"),
            GinIndex(fields=["cites"], name="publication_cites"),
            GinIndex(SearchTerms("search_text"), name="publication_search_terms"),
            models.Index(
                models.F("kind"),
                models.F("latest").desc(nulls_last=True),
                models.F("slug"),
                name="publication_by_day",
            ),
            models.Index(fields=["kind", "family"], name="publication_family"),
        ]
        triggers = [
            KEEPS_THE_FORMER_VERSION,
            pgtrigger.Trigger(
                name="shows_its_revision",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf(*HELD_TO_ITS_REVISION),
                timing=pgtrigger.Deferred,
                func=_SHOWS_ITS_REVISION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}, revision {self.revision}"


class FormerSlug(models.Model):
    """A public id that a publication once had; it leads to the publication for ever."""

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.CharField(max_length=SLUG_LENGTH)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="former_slugs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_id_leads_to_one_publication")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


def ids_once_public(kind: str, stem: str) -> set[str]:
    """The public ids of a kind, present and former, that begin with a stem: never to be given to another record."""
    present = Publication.objects.filter(kind=kind, slug__startswith=stem).values_list("slug", flat=True)
    former = FormerSlug.objects.filter(kind=kind, slug__startswith=stem).values_list("slug", flat=True)
    return {*present, *former}


# Redacting is the one exception: it may empty the body of a revision that must vanish, and nothing else.
_REFUSE_CHANGE = """
    IF TG_OP = 'UPDATE' AND current_setting('dialogues.redacting', true) = 'on'
       AND NEW.document IS NULL AND NEW.reason = '' AND NEW.reason_ja = '' AND NEW.redacted_at IS NOT NULL
       AND (to_jsonb(NEW) - 'document' - 'reason' - 'reason_ja' - 'redacted_at' - 'redaction_reason')
         = (to_jsonb(OLD) - 'document' - 'reason' - 'reason_ja' - 'redacted_at' - 'redaction_reason')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'revision % cannot be altered or deleted', OLD.number USING ERRCODE = 'restrict_violation';
"""


class RevisionQuerySet(models.QuerySet["Revision"]):
    def corrections(self) -> "RevisionQuerySet":
        """What staff changed in records that were public; neither what was carried, nor a new shape."""
        return self.filter(cause=Revision.Cause.CHANGED)


class PublicRevisions(models.Manager["Revision"]):
    """Reads of revisions what the public may: that they were made, never what they say."""

    def get_queryset(self) -> RevisionQuerySet:
        readable = COLUMNS_READABLE_BY_THE_PUBLIC["dialogues_revision"]
        return RevisionQuerySet(self.model, using=settings.PUBLIC_DATABASE).only(*readable)


class Revision(models.Model):
    """One numbered change of what is shown, never altered."""

    class Cause(models.TextChoices):
        """Why a revision was made."""

        UNRECORDED = "unrecorded", _("Made before causes were recorded")
        FIRST = "first", _("Published for the first time")
        CHANGED = "changed", _("Changed by staff")
        AGAIN = "again", _("Shown again")
        CARRIED = "carried", _("Carried: what another record says changed")
        SHAPE = "shape", _("Shown in a new shape of documents")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        MERGED = "merged", _("Merged")

    class Op(models.TextChoices):
        UPSERT = "upsert", _("Published")
        WITHDRAW = "withdraw", _("Withdrawn")
        MERGE = "merge", _("Merged")

    class Weight(models.TextChoices):
        """How much a correction matters to readers."""

        NOT_SAID = "", _("Not said")
        MINOR = "minor", _("Minor")
        MAJOR = "major", _("Major")

    number = models.BigIntegerField(primary_key=True)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="revisions")
    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.CharField(max_length=SLUG_LENGTH)
    op = models.CharField(max_length=10, choices=Op)
    document: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, default="")
    # What readers may know of it: why it was made, which fields of the document changed, the reason in words for them.
    cause = models.CharField(max_length=10, choices=Cause, default=Cause.UNRECORDED)
    changed = ArrayField(models.TextField(), default=list, blank=True)
    reason = models.TextField(blank=True, default="")
    # The same in Japanese, where whoever published it wrote it in both.
    reason_ja = models.TextField(blank=True, default="", db_default="")
    weight = models.CharField(max_length=5, choices=Weight, blank=True, default="")
    # Who stands behind what is newly shown, written by the database (`dialogues.models.clearance`): who changed the
    # record last, who submitted it, the bypass where no second person did; the record (kind and id) whose
    # submission covers one that it cites; the revision with which the meeting of a part was cleared before.
    changed_by = person_who_stands_behind_it()
    submitted_by = person_who_stands_behind_it()
    bypass = models.ForeignKey(Bypass, models.PROTECT, null=True, editable=False, related_name="revisions")
    along_with = models.TextField(blank=True, default="", editable=False)
    cleared_with = models.BigIntegerField(null=True, editable=False)
    redacted_at = models.DateTimeField(null=True)
    redaction_reason = models.TextField(blank=True, default="")

    objects = RevisionQuerySet.as_manager()
    public = PublicRevisions()

    class Meta:
        default_manager_name = "objects"
        ordering = ["-number"]
        constraints = [second_person_stands_behind_what_is_newly_shown()]
        indexes = [
            models.Index(
                fields=["-number"],
                name="revision_told_to_readers",
                condition=models.Q(cause__in=["changed", "again", "withdrawn"]),
            ),
            models.Index(
                fields=["number"],
                name="revision_redacted",
                condition=models.Q(redacted_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_change",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_REFUSE_CHANGE,
            ),
            KEEPS_FROM_TRUNCATE,
            NAMES_WHO_STANDS_BEHIND_IT,
            SAYS_NOTHING_NEW,
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.op} {self.kind} {self.slug}"


class PublicPastDocuments(models.Manager["PastDocument"]):
    """Reads through the database alias that the public side has."""

    def get_queryset(self) -> "models.QuerySet[PastDocument]":
        return models.QuerySet(self.model, using=settings.PUBLIC_DATABASE)


class PastDocument(models.Model):
    """What a record that is shown said at one of its revisions, as far as it may still be read.

    A view of the database (migration 0011) holds the rule: nothing of a record that is withdrawn now; nothing from
    before a record was withdrawn, though it is shown again; nothing that was redacted; and nothing that names, by
    anything that looks like its id or a former one, a record that is withdrawn now or was withdrawn since.
    """

    number = models.BigIntegerField(primary_key=True)
    publication = models.ForeignKey(Publication, models.DO_NOTHING, related_name="past_documents")
    document: "models.JSONField[Any, Any]" = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    public = PublicPastDocuments()

    class Meta:
        managed = False
        db_table = "dialogues_pastdocument"
        default_permissions = ()

    def __str__(self) -> str:
        return f"revision {self.number}"


def tombstone(publication: Publication) -> dict[str, Any]:
    """What a withdrawn publication still says: that it was, when and why it went. No facts are repeated."""
    return {
        "type": publication.kind,
        "id": publication.slug,
        "withdrawn_at": publication.withdrawn_at.isoformat() if publication.withdrawn_at else None,
        "reason": publication.withdrawal_reason,
    }
