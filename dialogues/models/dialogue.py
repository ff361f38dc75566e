"""Standing series of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.dates import EDTFField, day_field, starts_before_it_ends
from participants.languages import NAME_LENGTH, in_some_language, validate_language
from participants.models import Named, Party, refuse_cycle
from participants.records import RefusesCircles, TouchesRecord


class Dialogue(Named):
    """A standing series of meetings between parties."""

    class Focus(models.TextChoices):
        COMPREHENSIVE = "comprehensive", _("Comprehensive")
        CIVIL = "civil", _("Civil")
        SECURITY = "security", _("Security")
        COMMERCIAL = "commercial", _("Commercial")
        MILITARY = "military", _("Military")
        GNSS = "gnss", _("Satellite navigation")
        GENERAL = "general", _("General")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        DORMANT = "dormant", _("Dormant")
        ENDED = "ended", _("Ended")
        PLANNED = "planned", _("Planned")
        UNKNOWN = "unknown", _("Not known")

    parties = models.ManyToManyField(
        Party, through="DialogueParty", verbose_name=_("parties"), related_name="dialogues", blank=True
    )
    level = models.CharField(
        _("level"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("As in: director general, minister, working level."),
    )
    focus = models.CharField(_("focus"), max_length=20, choices=Focus, default=Focus.GENERAL)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="subdialogues"
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("predecessor"),
        null=True,
        blank=True,
        related_name="successors",
    )
    established = EDTFField(_("established"), help_text=_("EDTF, as in 2013-03-11."))
    established_earliest = day_field(_("established, first possible day"))
    established_latest = day_field(_("established, last possible day"))
    mandate = models.TextField(_("mandate"), max_length=20_000, blank=True, default="")
    cadence = models.CharField(_("expected cadence"), max_length=200, blank=True, default="")
    note = models.TextField(_("note"), max_length=20_000, blank=True, default="")
    sources = models.ManyToManyField(
        "dialogues.Source", verbose_name=_("sources"), blank=True, related_name="dialogues"
    )

    class Meta(Named.Meta):
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ["name_en", "slug"]
        triggers = [*Named.Meta.triggers, RefusesCircles("parent_id"), RefusesCircles("predecessor_id")]
        constraints = [
            in_some_language("name", "dialogue_has_a_name_in_some_language"),
            starts_before_it_ends("established", "dialogue_founding_date_starts_before_it_ends"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="dialogue_is_not_its_own_parent",
                violation_error_message=_("A dialogue cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(predecessor__isnull=True) | ~models.Q(predecessor=models.F("id")),
                name="dialogue_is_not_its_own_predecessor",
                violation_error_message=_("A dialogue cannot be its own predecessor."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        refuse_cycle(self, "parent")
        refuse_cycle(self, "predecessor")


class DialogueName(models.Model):
    """Another name under which a dialogue is known; each side names itself first."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    lang = models.CharField(_("language"), max_length=35, validators=[validate_language], default="en")
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["order", "id"]
        triggers = [TouchesRecord("dialogues_dialogue", "{row}.dialogue_id")]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "name", "lang"], name="dialogue_name_is_given_once")
        ]

    def __str__(self) -> str:
        return self.name


class DialogueParty(models.Model):
    """A party to a dialogue, in the order in which the dialogue names them."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="party_places")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("party"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties, in order")
        ordering = ["order", "id"]
        triggers = [TouchesRecord("dialogues_dialogue", "{row}.dialogue_id")]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "party"], name="dialogue_names_each_party_once")
        ]

    def __str__(self) -> str:
        return str(self.party)


class DialogueSource(Dialogue.sources.through):  # type: ignore[name-defined]
    """A source of a dialogue's facts: the table behind `Dialogue.sources`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [TouchesRecord("dialogues_dialogue", "{row}.dialogue_id")]
