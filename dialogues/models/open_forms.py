"""The desk's forms while they are open and after they were saved. No records: nothing here is told to anybody.

`SavedForm` makes a form that is sent twice one save. `OpenForm` lets people who have one record open know of each
other.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long a form is remembered after it was saved: longer than anybody leaves a tab open to send it again.
REMEMBERED = dt.timedelta(days=30)
# A form that did not say for so long that it is open has gone: its page says it every 25 seconds.
UNHEARD = dt.timedelta(seconds=90)


class SavedForm(models.Model):
    """A form that was saved: what it sent, and which record that made or changed."""

    form = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    # As that save left it; null where it was saved before this was noted.
    record_version = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("saved form")
        verbose_name_plural = _("saved forms")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}, saved by {self.user}"


class OpenForm(models.Model):
    """Somebody has the form of a record open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    record_id = models.BigIntegerField()
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_id", "user"], name="form_is_open_once_for_each_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}, open by {self.user}"
