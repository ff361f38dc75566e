"""What meetings promise, and what later meetings say of it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.meeting import OF_THE_MEETING, Meeting
from dialogues.models.publications import Kind, ids_once_public
from participants.dates import EDTFField, day_field, starts_before_it_ends
from participants.languages import Multilingual, in_some_language, in_words, other_languages_field
from participants.models import Organization, Party
from participants.records import SLUG_LENGTH, TouchesRecord, free_slug, validate_slug
from participants.waiting import waits_in_one_language


class OutcomeStatus(models.TextChoices):
    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    SUPERSEDED = "superseded", _("Superseded")
    DROPPED = "dropped", _("Dropped")
    UNKNOWN = "unknown", _("Not known")


class Outcome(models.Model):
    """What a meeting produced or promised."""

    class Kind(models.TextChoices):
        JOINT_STATEMENT = "joint_statement", _("Joint statement")
        AGREEMENT = "agreement", _("Agreement")
        ARRANGEMENT = "arrangement", _("Arrangement")
        WORKING_GROUP = "working_group", _("Working group")
        ROADMAP = "roadmap", _("Roadmap")
        COMMITMENT = "commitment", _("Commitment")
        ANNOUNCEMENT = "announcement", _("Announcement")
        NEXT_MEETING = "next_meeting", _("Next meeting")
        OTHER = "other", _("Other")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="outcomes")
    slug = models.CharField(
        _("public id"),
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        validators=[validate_slug],
        help_text=_("Left empty, it is made from the meeting's id."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COMMITMENT)
    text_en = models.TextField(_("text in English"), max_length=20_000, blank=True, default="")
    text_ja = models.TextField(_("text in Japanese"), max_length=20_000, blank=True, default="")
    text_other = other_languages_field()
    text = Multilingual("text")
    parties = models.ManyToManyField(
        Party, verbose_name=_("responsible parties"), blank=True, related_name="+"
    )
    organizations = models.ManyToManyField(
        Organization, verbose_name=_("responsible organizations"), blank=True, related_name="outcomes"
    )
    due = EDTFField(_("due"), help_text=_("EDTF, as in 2016-07."))
    due_earliest = day_field(_("due, first possible day"))
    due_latest = day_field(_("due, last possible day"))
    due_words = models.CharField(
        _("due, in words"), max_length=300, blank=True, default="", help_text=_("As in “at a later date”.")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=OutcomeStatus, default=OutcomeStatus.UNKNOWN
    )
    sources = models.ManyToManyField(
        "dialogues.Source", verbose_name=_("sources"), blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["order", "id"]
        indexes = [
            models.Index(fields=["order", "id"], name="outcome_in_order"),
            models.Index(
                fields=["due_latest", "id"],
                condition=models.Q(status__in=["open", "in_progress"]),
                name="outcome_not_done",
            ),
            waits_in_one_language("text", "outcome_in_one_language"),
        ]
        triggers = [OF_THE_MEETING]
        constraints = [
            in_some_language("text", "outcome_has_a_text_in_some_language"),
            starts_before_it_ends("due", "outcome_due_date_starts_before_it_ends"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            stem = f"{self.meeting.slug}-o"
            self.slug = free_slug(Outcome, stem, also=ids_once_public(Kind.OUTCOME, stem))
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return in_words(self.text)[:100]


_OUTCOMES = "SELECT meeting_id FROM dialogues_outcome WHERE id = {row}.outcome_id"
_OF_THE_OUTCOME = TouchesRecord("dialogues_meeting", _OUTCOMES)


class OutcomeParty(Outcome.parties.through):  # type: ignore[name-defined]
    """A party responsible for an outcome: the table behind `Outcome.parties`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [_OF_THE_OUTCOME]


class OutcomeOrganization(Outcome.organizations.through):  # type: ignore[name-defined]
    """An organization responsible for an outcome: the table behind `Outcome.organizations`, for a trigger to watch."""

    class Meta:
        proxy = True
        triggers = [_OF_THE_OUTCOME]


class OutcomeSource(Outcome.sources.through):  # type: ignore[name-defined]
    """A source of an outcome: the table behind `Outcome.sources`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [_OF_THE_OUTCOME]


class OutcomeReport(models.Model):
    """What a later meeting or source says of an outcome: how a commitment is followed from meeting to meeting."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="reports", verbose_name=_("outcome"))
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="outcome_reports", verbose_name=_("reporting meeting")
    )
    slug = models.CharField(
        _("public id"),
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        editable=False,
        validators=[validate_slug],
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    status = models.CharField(
        _("new status"), max_length=20, choices=OutcomeStatus, default=OutcomeStatus.UNKNOWN
    )
    note = models.TextField(
        _("note"),
        max_length=20_000,
        blank=True,
        default="",
        help_text=_("Begin with “Inferred” where it is our reading and no source says so."),
    )
    source = models.ForeignKey(
        "dialogues.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("report on an outcome")
        verbose_name_plural = _("reports on outcomes")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            stem = f"{self.outcome.slug}-r"
            self.slug = free_slug(OutcomeReport, stem, also=ids_once_public(Kind.OUTCOME_REPORT, stem))
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.outcome}"
