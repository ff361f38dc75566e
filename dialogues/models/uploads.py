"""Files that staff uploaded for an import and have not confirmed yet.

They are kept in the database, in pieces: the web process that shows the preview may be another than the one that
took the file, and none of them holds all of it at once.
"""

import datetime as dt
import io
from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = dt.timedelta(days=1)
MOST_OF_ONE_PERSON = 5


class UploadQuerySet(models.QuerySet["Upload"]):
    def outdated(self) -> "UploadQuerySet":
        """Those older than a day."""
        return self.filter(made_at__lt=timezone.now() - KEPT)

    def waiting(self) -> "UploadQuerySet":
        """Those that are neither imported nor outdated, the newest first."""
        return self.filter(imported_at=None, made_at__gte=timezone.now() - KEPT).order_by("-made_at", "-pk")


class Upload(models.Model):
    """A file that a member of staff uploaded for an import; once imported, what came of it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("uploaded by"))
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    made_at = models.DateTimeField(_("uploaded at"), default=timezone.now, db_index=True)
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    result: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(
        _("what came of it"), default=dict, blank=True
    )

    objects = models.Manager.from_queryset(UploadQuerySet)()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-made_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def open(self) -> "Pieces":
        """The bytes as a stream, one piece in memory at a time."""
        return Pieces(self)


class UploadPiece(models.Model):
    """A piece of an upload, of a megabyte or so."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    place = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["upload", "place"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["upload", "place"], name="piece_of_an_upload_has_its_own_place")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}, {self.place}"


class Pieces(io.RawIOBase):
    """Reads an upload piece by piece."""

    def __init__(self, upload: Upload) -> None:
        self.upload, self.place, self.rest = upload, 0, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at least one while there are some; with a negative size, all of them."""
        if size < 0:
            return b"".join(iter(lambda: self.read(1024 * 1024), b""))
        if not self.rest:
            pieces = self.upload.pieces.filter(place=self.place)
            self.rest = bytes(pieces.values_list("content", flat=True).first() or b"")
            self.place += 1
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


@transaction.atomic
def keep_upload(owner: models.Model, name: str, chunks: Iterable[bytes]) -> Upload:
    """Keeps a file that was uploaded, and drops what is outdated and what is one too many of the same person."""
    Upload.objects.outdated().delete()
    upload = Upload.objects.create(owner_id=owner.pk, name=name[-200:])
    for place, chunk in enumerate(filter(None, chunks)):
        UploadPiece.objects.create(upload=upload, place=place, content=chunk)
        upload.size += len(chunk)
    upload.save(update_fields=["size"])
    kept = Upload.objects.waiting().filter(owner_id=owner.pk).values_list("pk", flat=True)
    Upload.objects.filter(pk__in=list(kept)[MOST_OF_ONE_PERSON:]).delete()
    return upload
