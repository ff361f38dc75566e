"""What was heard of the links that records hold, when they were last asked."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

# A site may be down for a day; on how many days it must have failed before anybody is told.
DAYS_OF_FAILING = 3
GONE = (404, 410)


class Link(models.Model):
    """An address that some record holds, and how it answered when it was last asked."""

    url = models.TextField(_("address"), unique=True)
    checked_at = models.DateTimeField(_("asked at"), null=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    error = models.CharField(_("what went wrong"), max_length=300, default="", blank=True)
    leads_to = models.TextField(_("leads on to"), default="", blank=True)
    answered_at = models.DateTimeField(_("last answered at"), null=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    days_failed = models.PositiveSmallIntegerField(_("days on which it failed"), default=0)
    dead = models.BooleanField(_("dead"), default=False)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["url"]
        default_permissions = ()
        indexes = [models.Index(fields=["url"], condition=models.Q(dead=True), name="link_dead")]

    def __str__(self) -> str:
        return self.url

    def note(self, moment: dt.datetime, status: int | None, error: str = "", leads_to: str = "") -> None:
        """Notes an answer, or that there was none. Saves nothing.

        A refusal (401, 403, 429) is an answer: the page is there, but not for us. Dead is what is gone (404, 410), and
        what failed on several days without an answer between them.
        """
        last, self.checked_at = self.checked_at, moment
        self.status, self.error, self.leads_to = status, error[:300], leads_to
        if status is not None and status < 500 and status not in GONE:
            self.answered_at, self.failing_since, self.days_failed, self.dead = moment, None, 0, False
            return
        if self.failing_since is None or last is None or last.date() != moment.date():
            self.days_failed += 1
        self.failing_since = self.failing_since or moment
        self.dead = status in GONE or self.days_failed >= DAYS_OF_FAILING
