"""Pairs of records that may be one, as the command `find_duplicates` found them, and those that staff told apart.

A table for each kind, so that a pair goes with either of its records: when one is merged or deleted.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.models.source import Source
from participants.models import Organization, Person


class Pair(models.Model):
    """Two records whose names are alike. `distance` is 0 where a name of both is equal."""

    first: Any
    second: Any
    distance = models.DecimalField(_("distance"), max_digits=4, decimal_places=3)
    since = models.DateTimeField(_("found at"), default=timezone.now)
    told_apart_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("told apart by"),
        null=True,
        related_name="+",
    )
    told_apart_at = models.DateTimeField(_("told apart at"), null=True)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["distance", "id"]
        # The one of the two that was entered first is the first.
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="%(class)s_is_of_two"
            ),
            models.UniqueConstraint(fields=["first", "second"], name="%(class)s_is_there_once"),
        ]
        indexes = [
            models.Index(
                fields=["distance", "id"], condition=models.Q(told_apart_at=None), name="%(class)s_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class OrganizationPair(Pair):
    """Two organizations that may be one."""

    first = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organization, models.CASCADE, related_name="+")

    class Meta(Pair.Meta):
        verbose_name = _("two organizations")
        verbose_name_plural = _("organizations")


class PersonPair(Pair):
    """Two people who may be one."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta(Pair.Meta):
        verbose_name = _("two people")
        verbose_name_plural = _("people")


class SourcePair(Pair):
    """Two sources that may be one."""

    first = models.ForeignKey(Source, models.CASCADE, related_name="+")
    second = models.ForeignKey(Source, models.CASCADE, related_name="+")

    class Meta(Pair.Meta):
        verbose_name = _("two sources")
        verbose_name_plural = _("sources")


PAIRS: tuple[Any, ...] = (OrganizationPair, PersonPair, SourcePair)
