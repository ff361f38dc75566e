"""What was imported, and as which version: so that an import knows what staff have edited since."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.publications import Kind
from participants.records import SLUG_LENGTH


class ImportedRecord(models.Model):
    """A record as the last import left it. A record whose version is another was edited by staff since.

    Of a record that was merged into another, the other's primary key: an import of the old id leads there.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    slug = models.CharField(_("public id in the files"), max_length=SLUG_LENGTH)
    record_id = models.BigIntegerField()
    version = models.PositiveIntegerField(_("version after the import"))
    sha256 = models.CharField(_("SHA-256 of its line"), max_length=64)
    merged_into = models.BigIntegerField(null=True)
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")
        ordering = ["kind", "slug"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="record_of_the_files_is_remembered_once"),
            models.UniqueConstraint(
                fields=["kind", "record_id"],
                condition=models.Q(merged_into__isnull=True),
                name="imported_record_has_one_id_in_the_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}, version {self.version}"
