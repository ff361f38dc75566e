"""Where we have it from: sources. What each says about one fact is in `dialogues.models.claims`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.dates import EDTFField, day_field, starts_before_it_ends
from participants.languages import NAME_LENGTH, validate_language
from participants.records import Record


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
