"""Where we have it from: sources, and what each says about one fact."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.dates import EDTFField, day_field, starts_before_it_ends
from participants.languages import NAME_LENGTH, validate_language
from participants.records import Record, TouchesRecord


class Source(Record):
    """Where we have it from: a joint statement, a press release, a news report or another text."""

    class Kind(models.TextChoices):
        JOINT_STATEMENT = "joint_statement", _("Joint statement")
        PRESS_RELEASE = "press_release", _("Press release")
        ANNOUNCEMENT = "announcement", _("Announcement")
        FACT_SHEET = "fact_sheet", _("Fact sheet")
        SPEECH = "speech", _("Speech")
        REPORT = "report", _("Report")
        WORKING_PAPER = "working_paper", _("Working paper")
        PROGRAMME = "programme", _("Program")
        NEWS_REPORT = "news_report", _("News report")
        BLOG = "blog", _("Blog")
        WEB_PAGE = "web_page", _("Web page")
        AGREEMENT = "agreement", _("Agreement")
        OTHER = "other", _("Other")

    class Reliability(models.TextChoices):
        ORIGINAL = "original", _("Original")
        REPUBLISHED = "republished", _("Republished copy")
        TRANSLATED = "translated", _("Translation")
        MACHINE = "machine", _("Machine translation")
        SECONDARY = "secondary", _("Secondary")

    title = models.CharField(_("title"), max_length=NAME_LENGTH)
    publisher = models.CharField(_("publisher"), max_length=NAME_LENGTH, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRESS_RELEASE)
    language = models.CharField(_("language"), max_length=35, validators=[validate_language], default="en")
    reliability = models.CharField(
        _("reliability"), max_length=20, choices=Reliability, default=Reliability.ORIGINAL
    )
    url = models.URLField(_("address"), max_length=2000, blank=True, default="")
    archived_url = models.URLField(_("archived address"), max_length=2000, blank=True, default="")
    document = models.CharField(
        _("file name of the text in hand"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Where the text has been kept as a file. The text itself is never public."),
    )
    published = EDTFField(_("published"), help_text=_("EDTF, as in 2024-08-28; empty where not stated."))
    published_earliest = day_field(_("published, first possible day"))
    published_latest = day_field(_("published, last possible day"))
    accessed = models.DateField(_("accessed"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=20_000, blank=True, default="")
    stored_text = models.TextField(
        _("stored text"), blank=True, default="", help_text=_("Kept for checking; never public.")
    )
    stored_text_sha256 = models.CharField(
        _("SHA-256 of the stored text"), max_length=64, blank=True, default=""
    )

    class Meta(Record.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "slug"]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["title", "slug"], name="source_by_title"),
        ]
        constraints = [
            starts_before_it_ends("published", "source_publishing_date_starts_before_it_ends"),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="source_has_a_title",
                violation_error_message=_("Give the title of the source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title


class Claim(models.Model):
    """What one source says about one fact."""

    meeting = models.ForeignKey("dialogues.Meeting", models.CASCADE, related_name="claims")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    field = models.SlugField(
        _("fact"),
        max_length=60,
        allow_unicode=False,
        help_text=_("The name of the fact: date, places, edition, host, co_chairs, head, title, ordinal …"),
    )
    session = models.ForeignKey(
        "dialogues.Session",
        models.CASCADE,
        verbose_name=_("of the session"),
        null=True,
        blank=True,
        related_name="claims",
    )
    person = models.ForeignKey(
        "participants.Person",
        models.PROTECT,
        verbose_name=_("of the person"),
        null=True,
        blank=True,
        related_name="claims",
    )
    value = models.JSONField(
        _("value"),
        null=True,
        blank=True,
        help_text=_(
            "As the register writes it: a date in EDTF, a number, words. Empty where the source gives none."
        ),
    )
    as_stated = models.CharField(
        _("as stated"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("The few words of the source itself."),
    )
    as_rendered = models.CharField(
        _("as rendered"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("Our English for words in another language."),
    )
    where = models.CharField(
        _("where"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Where in the source: first sentence, banner …"),
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="claims")
    preferred = models.BooleanField(_("preferred"), default=False, help_text=_("The value that is shown."))
    reason = models.CharField(
        _("reason"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("Why this value is preferred, or why not."),
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["order", "id"]
        triggers = [TouchesRecord("dialogues_meeting", "{row}.meeting_id")]
        # Of claims that differ, one at most is preferred.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(preferred=False), name="claim_not_preferred")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "field", "session", "person"],
                condition=models.Q(preferred=True),
                nulls_distinct=False,
                name="one_claim_about_a_fact_is_preferred",
                violation_error_message=_(
                    "Another claim about the same fact is marked as preferred already."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(session__isnull=True) | models.Q(person__isnull=True),
                name="claim_is_about_a_session_or_a_person_not_both",
                violation_error_message=_("A claim is about the session or the person, not both."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.session and self.session.meeting_id != self.meeting_id:
            raise ValidationError({"session": _("This is a session of another meeting.")})

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
