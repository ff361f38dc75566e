"""Changes: what the database noted of each row that was added, changed or deleted.

One table for all of them, in the order in which they were written, because they are read so: the history of a
meeting is that of some twenty tables, that of the register of all. (The events of django-pghistory have a table for
each model; who writes is said to the database in its way.) A change holds the row as JSON, so that it can be read and
restored whatever columns the tables have by then.

The database makes the table and alone writes it (migration 0001): no role may alter it, and Django, which would empty
it with `flush`, does not manage it.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Op(models.TextChoices):
    SNAPSHOT = "snapshot", _("As it was when the history began")
    ADD = "add", _("Added")
    CHANGE = "change", _("Changed")
    DELETE = "delete", _("Deleted")


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, kind: str, record_id: int) -> "ChangeQuerySet":
        """The changes of a record and of all its parts, those included that moved to another record."""
        theirs = models.Q(record_id=record_id) | models.Q(moved_from=record_id)
        return self.filter(theirs, kind=kind)

    def since(self, kind: str, record_id: int, version: int) -> "ChangeQuerySet":
        """Those of them that made a later version of the record than this one."""
        left = models.Q(moved_from=record_id, moved_from_version__gt=version)
        theirs = models.Q(record_id=record_id, record_version__gt=version)
        return self.filter(theirs | left, kind=kind)


class Change(models.Model):
    """One row that was added, changed or deleted."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"))
    op = models.CharField(max_length=10, choices=Op)
    # The record that it is about, by the name of its model, and its version afterwards.
    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    record_version = models.IntegerField(null=True)
    # Of a part that moved: the record that it was part of before, and its version without it.
    moved_from = models.BigIntegerField(null=True)
    moved_from_version = models.IntegerField(null=True)
    # The row: of the record itself or of a part of it. `before` holds the former values of the columns that changed.
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    row: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    before: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    # What was written together: by one request, one command or, where neither says, one transaction.
    act = models.CharField(max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    context: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    # As the database knows them, whatever a request or a command says.
    database_user = models.CharField(max_length=63)
    application = models.CharField(max_length=63)
    client = models.GenericIPAddressField(null=True)
    redacted_at = models.DateTimeField(null=True)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    redaction_reason = models.TextField(default="")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "audit_change"
        ordering = ["-id"]
        default_permissions = ("view",)
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.id}: {self.op} {self.table_name} {self.row_id}"


class OlderTextQuerySet(models.QuerySet["OlderText"]):
    def open(self) -> "OlderTextQuerySet":
        """Those of which nobody has found since the last change that they are right."""
        return self.exclude(right_after=models.F("since"))

    def found_right(self) -> "OlderTextQuerySet":
        return self.filter(right_after=models.F("since"))


class OlderText(models.Model):
    """A text of which one language is older: the other was changed later, in another act.

    The database keeps it with each change that it notes (migration 0004): the list that shows it need not ask the
    history of every text. It goes when the older is changed, or when one of the two is emptied. What a row came with,
    and what was only now given in a second language, is as old as the other. It stays where the row is deleted, for
    whoever restores it.
    """

    id = models.BigAutoField(primary_key=True)
    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    stem = models.CharField(max_length=63)
    older = models.CharField(max_length=2)
    # When the other was changed last, and by whom.
    since = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )

    # Who looked since, and found that the older says the same still: after which change of the other, and when.
    right_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    right_at = models.DateTimeField(null=True)
    right_after = models.DateTimeField(null=True)

    objects = OlderTextQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["table_name", "stem", "row_id"], name="one_language_is_older")
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}: {self.stem}_{self.older}"
