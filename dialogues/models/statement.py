"""What was said and what can be seen: statements and pictures of a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.meeting import OF_THE_MEETING, Meeting
from dialogues.models.session import Session, refuse_session_of_another_meeting
from participants.languages import Multilingual, in_some_language, in_words, other_languages_field
from participants.models import Organization, Person


class Statement(models.Model):
    """What a named person said, in our words, or where it can be read."""

    class Kind(models.TextChoices):
        OPENING_REMARKS = "opening_remarks", _("Opening remarks")
        QUOTE = "quote", _("Quoted in a source")
        MESSAGE = "message", _("Message")
        SPEECH = "speech", _("Speech")
        WELCOME = "welcome", _("Welcome")
        REPORT = "report", _("Report")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="statements")
    session = models.ForeignKey(
        Session, models.CASCADE, verbose_name=_("session"), null=True, blank=True, related_name="statements"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), null=True, blank=True, related_name="statements"
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("organization"),
        null=True,
        blank=True,
        related_name="statements",
    )
    title_en = models.CharField(_("title on the day, in English"), max_length=500, blank=True, default="")
    title_ja = models.CharField(_("title on the day, in Japanese"), max_length=500, blank=True, default="")
    title_other = other_languages_field()
    title = Multilingual("title")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.QUOTE)
    text_en = models.TextField(_("text in English"), max_length=20_000, blank=True, default="")
    text_ja = models.TextField(_("text in Japanese"), max_length=20_000, blank=True, default="")
    text_other = other_languages_field()
    text = Multilingual("text")
    url = models.URLField(_("address"), max_length=2000, blank=True, default="")
    link_label = models.CharField(
        _("words of the link"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Where a source links to it."),
    )
    source = models.ForeignKey(
        "dialogues.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(organization__isnull=False),
                name="statement_is_by_a_person_or_an_organization",
                violation_error_message=_("Say who made the statement: a person or an organization."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        refuse_session_of_another_meeting(self, "session")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person or self.organization}"


class Image(models.Model):
    """A picture with its alternative text; the file may be ours, elsewhere, or only described."""

    class AltBasis(models.TextChoices):
        SOURCE = "source", _("Described by the source")
        CURATOR = "curator", _("Described by us")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="images")
    session = models.ForeignKey(
        Session, models.CASCADE, verbose_name=_("session"), null=True, blank=True, related_name="images"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    url = models.URLField(_("address of the picture"), max_length=2000, blank=True, default="")
    alt_en = models.TextField(_("alternative text in English"), max_length=2000, blank=True, default="")
    alt_ja = models.TextField(_("alternative text in Japanese"), max_length=2000, blank=True, default="")
    alt_other = other_languages_field()
    alt = Multilingual("alt")
    alt_basis = models.CharField(
        _("who described it"), max_length=20, choices=AltBasis, default=AltBasis.SOURCE
    )
    caption = models.CharField(_("caption"), max_length=1000, blank=True, default="")
    credit = models.CharField(_("credit"), max_length=300, blank=True, default="")
    source = models.ForeignKey(
        "dialogues.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        constraints = [in_some_language("alt", "image_has_an_alternative_text_in_some_language")]

    def clean(self) -> None:
        super().clean()
        refuse_session_of_another_meeting(self, "session")

    def __str__(self) -> str:
        return in_words(self.alt)[:80]
