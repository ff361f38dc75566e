"""Meetings: where and when somebody met, and how meetings hang together."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.dialogue import Dialogue
from participants.dates import EDTFField, day_field, starts_before_it_ends
from participants.languages import NAME_LENGTH, Multilingual, in_words, other_languages_field
from participants.models import Party
from participants.records import Record, TouchesRecord
from participants.waiting import waits_in_one_language

OF_THE_MEETING = TouchesRecord("dialogues_meeting", "{row}.meeting_id")


class Meeting(Record):
    """One sitting of a dialogue, or a single occasion outside any."""

    class Kind(models.TextChoices):
        DIALOGUE_MEETING = "dialogue_meeting", _("Dialogue meeting")
        PREPARATORY_MEETING = "preparatory_meeting", _("Preparatory meeting")
        WORKING_GROUP = "working_group", _("Working group")
        SIGNING = "signing", _("Signing")
        SIDE_EVENT = "side_event", _("Side event")
        SEMINAR = "seminar", _("Seminar")
        FORUM = "forum", _("Forum")
        WORKSHOP = "workshop", _("Workshop")
        PANEL = "panel", _("Panel")
        TRACK2_MEETING = "track2_meeting", _("Track 2 meeting")
        BILATERAL_MEETING = "bilateral_meeting", _("Bilateral meeting")
        MULTILATERAL_MEETING = "multilateral_meeting", _("Multilateral meeting")
        GENERAL_DIALOGUE = "general_dialogue", _("General dialogue that also took up space")
        MANDATE_EVENT = "mandate_event", _("Event that founded or mandated a dialogue")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ANNOUNCED = "announced", _("Announced")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Canceled")
        INFERRED = "inferred", _("Inferred")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        VIRTUAL = "virtual", _("Virtual")
        HYBRID = "hybrid", _("Hybrid")
        UNKNOWN = "unknown", _("Not known")

    dialogue = models.ForeignKey(
        Dialogue,
        models.PROTECT,
        verbose_name=_("dialogue"),
        null=True,
        blank=True,
        related_name="meetings",
        help_text=_("Leave empty for a single occasion outside any series."),
    )
    edition = models.PositiveSmallIntegerField(_("number in the series"), null=True, blank=True)
    edition_stated = models.CharField(
        _("number as stated"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("The words of the sources, as in “Ninth”."),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.DIALOGUE_MEETING)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.HELD)
    parties = models.ManyToManyField(
        Party, through="MeetingParty", verbose_name=_("parties"), related_name="meetings", blank=True
    )
    title_en = models.CharField(_("title in English"), max_length=NAME_LENGTH, blank=True, default="")
    title_ja = models.CharField(_("title in Japanese"), max_length=NAME_LENGTH, blank=True, default="")
    title_other = other_languages_field()
    title = Multilingual("title")
    date = EDTFField(
        _("date"),
        help_text=_(
            "EDTF: 2024-08-26/2024-08-27 (from, to), 2023-07 (a month), XXXX-04-10 (year not known). "
            "Leave empty where no source gives one."
        ),
    )
    date_earliest = day_field(_("first possible day"))
    date_latest = day_field(_("last possible day"))
    format = models.CharField(_("format"), max_length=20, choices=Format, default=Format.UNKNOWN)
    summary_en = models.TextField(_("summary in English"), max_length=20_000, blank=True, default="")
    summary_ja = models.TextField(_("summary in Japanese"), max_length=20_000, blank=True, default="")
    summary_other = other_languages_field()
    summary = Multilingual("summary")
    note = models.TextField(_("note"), max_length=20_000, blank=True, default="")
    topics = models.ManyToManyField(
        "dialogues.Topic", verbose_name=_("topics"), blank=True, related_name="meetings"
    )
    sources = models.ManyToManyField(
        "dialogues.Source", verbose_name=_("sources"), blank=True, related_name="meetings"
    )

    class Meta(Record.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [models.F("date_latest").desc(nulls_last=True), "slug"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(models.F("date_latest").desc(nulls_last=True), "slug", name="meeting_by_day"),
            models.Index(
                fields=["date_latest", "id"],
                condition=models.Q(status__in=["planned", "announced", "postponed"]),
                name="meeting_still_planned",
            ),
            waits_in_one_language("title", "meeting_title_in_one_language"),
            waits_in_one_language("summary", "meeting_summary_one_language"),
        ]
        constraints = [
            starts_before_it_ends("date", "meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=True) | models.Q(edition__gte=1),
                name="meeting_number_is_one_or_more",
                violation_error_message=_(
                    "The number in the series is 1 or more; leave it empty where there is none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return in_words(self.title) or str(self.slug)


class MeetingParty(models.Model):
    """A party to a meeting, in the order in which the meeting names them."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="party_places")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("party"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties, in order")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "party"], name="meeting_names_each_party_once")
        ]

    def __str__(self) -> str:
        return str(self.party)


class Place(models.Model):
    """A place where a meeting was held; there may be none, one or several."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="places")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    city_en = models.CharField(_("city in English"), max_length=200, blank=True, default="")
    city_ja = models.CharField(_("city in Japanese"), max_length=200, blank=True, default="")
    city_other = other_languages_field()
    city = Multilingual("city")
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        default="",
        validators=[
            RegexValidator(r"^[A-Z]{2}\Z", _("A country is two capital letters (ISO 3166-1), as in JP."))
        ],
        help_text=_("ISO 3166-1 alpha-2, as in JP."),
    )
    venue_en = models.CharField(_("venue in English"), max_length=300, blank=True, default="")
    venue_ja = models.CharField(_("venue in Japanese"), max_length=300, blank=True, default="")
    venue_other = other_languages_field()
    venue = Multilingual("venue")
    note = models.CharField(_("note"), max_length=1000, blank=True, default="")

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(
                    city_en="",
                    city_ja="",
                    city_other={},
                    country="",
                    venue_en="",
                    venue_ja="",
                    venue_other={},
                ),
                name="place_names_a_city_a_country_or_a_venue",
                violation_error_message=_("Name a city, a country or a venue."),
            )
        ]

    def __str__(self) -> str:
        return in_words(self.city) or in_words(self.venue) or self.country


class MeetingRelation(models.Model):
    """How two meetings hang together, read “this meeting KIND that meeting” and recorded on one side only."""

    class Kind(models.TextChoices):
        READOUT_OF = "readout_of", _("is a readout of")
        REPORTED_TO = "reported_to", _("reported to")
        PREPARES = "prepares", _("prepares")
        HELD_ALONGSIDE = "held_alongside", _("was held alongside")
        FOLLOWS_UP = "follows_up", _("follows up")
        PART_OF = "part_of", _("is part of")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="relations")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    other = models.ForeignKey(
        Meeting, models.PROTECT, related_name="related_from", verbose_name=_("other meeting")
    )

    class Meta:
        verbose_name = _("relation to another meeting")
        verbose_name_plural = _("relations to other meetings")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "other"], name="meeting_relation_is_given_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(meeting=models.F("other")),
                name="meeting_is_not_related_to_itself",
                violation_error_message=_("A meeting cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"


class MeetingTopic(Meeting.topics.through):  # type: ignore[name-defined]
    """A topic of a meeting: the table behind `Meeting.topics`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [OF_THE_MEETING]


class MeetingSource(Meeting.sources.through):  # type: ignore[name-defined]
    """A source of a meeting: the table behind `Meeting.sources`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [OF_THE_MEETING]
