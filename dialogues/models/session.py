"""Tracks, the sessions of a meeting, and what each took up."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.meeting import OF_THE_MEETING, Meeting
from dialogues.models.publications import Kind, ids_once_public
from participants.dates import EDTFField, day_field, starts_before_it_ends
from participants.languages import (
    NAME_LENGTH,
    Multilingual,
    in_some_language,
    in_words,
    other_languages_field,
)
from participants.models import Organization
from participants.records import SLUG_LENGTH, Record, TouchesRecord, free_slug, slug_field, validate_slug
from participants.waiting import waits_in_one_language


class Track(Record):
    """The level on which a session is held: 1.0, 1.5 or 2.0. A migration fills the table; staff may word it."""

    slug = slug_field(
        verbose_name=_("code"),
        max_length=3,
        editable=False,
        validators=[RegexValidator(r"^[0-9]\.[0-9]\Z", _("The code of a track looks like 1.5."))],
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    name_en = models.CharField(_("name in English"), max_length=NAME_LENGTH)
    name_ja = models.CharField(_("name in Japanese"), max_length=NAME_LENGTH)
    name_other = other_languages_field()
    name = Multilingual("name")
    definition_en = models.TextField(_("definition in English"), max_length=20_000)
    definition_ja = models.TextField(_("definition in Japanese"), max_length=20_000)
    definition_other = other_languages_field()
    definition = Multilingual("definition")
    who_sits_en = models.TextField(_("who sits, in English"), max_length=20_000)
    who_sits_ja = models.TextField(_("who sits, in Japanese"), max_length=20_000)
    who_sits_other = other_languages_field()
    who_sits = Multilingual("who_sits")

    class Meta(Record.Meta):
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(slug__in=["1.0", "1.5", "2.0"]), name="track_is_one_of_1_0_and_1_5_and_2_0"
            )
        ]

    def __str__(self) -> str:
        return f"Track {self.slug}"


class Session(models.Model):
    """A part of a meeting on one track."""

    class TrackBasis(models.TextChoices):
        STATED = "stated", _("A source names the track")
        INFERRED = "inferred", _("Classified by us")

    class Relation(models.TextChoices):
        PART_OF = "part_of", _("Part of the meeting")
        IN_CONNECTION_WITH = "in_connection_with", _("Held in connection with the meeting")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sessions")
    slug = models.CharField(
        _("public id"),
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        validators=[validate_slug],
        help_text=_("Left empty, it is made from the meeting's id and the track."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    track = models.ForeignKey(Track, models.PROTECT, verbose_name=_("track"), related_name="sessions")
    track_basis = models.CharField(
        _("how the track is known"), max_length=20, choices=TrackBasis, default=TrackBasis.INFERRED
    )
    ordinal = models.PositiveSmallIntegerField(
        _("number on this track"),
        null=True,
        blank=True,
        help_text=_("Its own number among the dialogue's sessions on this track."),
    )
    ordinal_stated = models.CharField(
        _("number as stated"), max_length=300, blank=True, default="", help_text=_("As in “second-ever”.")
    )
    title_en = models.CharField(_("title in English"), max_length=NAME_LENGTH, blank=True, default="")
    title_ja = models.CharField(_("title in Japanese"), max_length=NAME_LENGTH, blank=True, default="")
    title_other = other_languages_field()
    title = Multilingual("title")
    date = EDTFField(_("date"), help_text=_("EDTF; empty where no source gives the day."))
    date_earliest = day_field(_("first possible day"))
    date_latest = day_field(_("last possible day"))
    relation = models.CharField(
        _("relation to the meeting"), max_length=20, choices=Relation, default=Relation.PART_OF
    )
    note = models.TextField(_("note"), max_length=20_000, blank=True, default="")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        indexes = [waits_in_one_language("title", "session_in_one_language")]
        constraints = [
            starts_before_it_ends("date", "session_ends_after_it_starts"),
            models.CheckConstraint(
                condition=models.Q(ordinal__isnull=True) | models.Q(ordinal__gte=1),
                name="session_number_is_one_or_more",
                violation_error_message=_(
                    "The number on this track is 1 or more; leave it empty where there is none."
                ),
            ),
            # A foreign key over both columns (see the migration) keeps parts with sessions of their own meeting.
            models.UniqueConstraint(fields=["id", "meeting"], name="session_is_of_one_meeting"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            stem = f"{self.meeting.slug}-track-{self.track.slug.replace('.', '-')}"
            self.slug = free_slug(Session, stem, first=stem, also=ids_once_public(Kind.SESSION, stem))
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.track}: {in_words(self.title)}" if in_words(self.title) else str(self.track)


def refuse_session_of_another_meeting(part: Any, *relations: str) -> None:
    """Raises ValidationError beside each relation of a meeting's part that leads to another meeting's session.

    The database refuses it too, by a foreign key over session and meeting (migration 0002).
    """
    strangers = [
        name for name in relations if (to := getattr(part, name)) and to.meeting_id != part.meeting_id
    ]
    if strangers:
        raise ValidationError(dict.fromkeys(strangers, _("This is a session of another meeting.")))


class AgendaItem(models.Model):
    """Something discussed or presented in a session."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    session = models.ForeignKey(Session, models.CASCADE, related_name="agenda", verbose_name=_("session"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text_en = models.CharField(_("text in English"), max_length=1000, blank=True, default="")
    text_ja = models.CharField(_("text in Japanese"), max_length=1000, blank=True, default="")
    text_other = other_languages_field()
    text = Multilingual("text")
    topics = models.ManyToManyField("dialogues.Topic", verbose_name=_("topics"), blank=True, related_name="+")
    presenter = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("presented by"),
        null=True,
        blank=True,
        related_name="presentations",
    )
    readout_of = models.ForeignKey(
        Session,
        models.SET_NULL,
        verbose_name=_("readout of the session"),
        null=True,
        blank=True,
        related_name="readouts",
    )
    sources = models.ManyToManyField(
        "dialogues.Source", verbose_name=_("sources"), blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        indexes = [waits_in_one_language("text", "agenda_item_in_one_language")]
        constraints = [in_some_language("text", "agenda_item_has_a_text_in_some_language")]

    def clean(self) -> None:
        super().clean()
        refuse_session_of_another_meeting(self, "session", "readout_of")

    def __str__(self) -> str:
        return in_words(self.text)


_ITEMS = "SELECT meeting_id FROM dialogues_agendaitem WHERE id = {row}.agendaitem_id"


class AgendaItemTopic(AgendaItem.topics.through):  # type: ignore[name-defined]
    """A topic of an agenda item: the table behind `AgendaItem.topics`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [TouchesRecord("dialogues_meeting", _ITEMS)]


class AgendaItemSource(AgendaItem.sources.through):  # type: ignore[name-defined]
    """A source of an agenda item: the table behind `AgendaItem.sources`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [TouchesRecord("dialogues_meeting", _ITEMS)]
