"""Who took part, in what role, and how many."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models.meeting import OF_THE_MEETING, Meeting
from dialogues.models.session import Session, refuse_session_of_another_meeting
from participants.languages import Multilingual, other_languages_field
from participants.models import Organization, Party, Person
from participants.records import TouchesRecord
from participants.waiting import waits_in_one_language


class Participation(models.Model):
    """Someone's part in a meeting or in one of its sessions."""

    class Role(models.TextChoices):
        CO_CHAIR = "co_chair", _("Co-chair")
        HEAD_OF_DELEGATION = "head_of_delegation", _("Head of delegation")
        HOST = "host", _("Host")
        ORGANIZER = "organizer", _("Organizer")
        SPONSOR = "sponsor", _("Sponsor")
        KEYNOTE = "keynote", _("Keynote")
        OPENING_REMARKS = "opening_remarks", _("Opening remarks")
        SPEAKER = "speaker", _("Speaker")
        PRESENTER = "presenter", _("Presenter")
        PARTICIPANT = "participant", _("Participant")
        OBSERVER = "observer", _("Observer")
        SIGNATORY = "signatory", _("Signatory")
        WITNESS = "witness", _("Witness")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participations")
    session = models.ForeignKey(
        Session,
        models.CASCADE,
        verbose_name=_("session"),
        null=True,
        blank=True,
        related_name="participations",
        help_text=_("Empty: the meeting as a whole."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        verbose_name=_("side"),
        null=True,
        blank=True,
        related_name="participations",
        help_text=_("The side represented, which need not be the organization's own. Empty: not stated."),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name=_("organization"),
        null=True,
        blank=True,
        related_name="participations",
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), null=True, blank=True, related_name="participations"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTICIPANT)
    role_stated = models.CharField(
        _("role as stated"), max_length=300, blank=True, default="", help_text=_("As in “led delegation”.")
    )
    title_en = models.CharField(_("title on the day, in English"), max_length=500, blank=True, default="")
    title_ja = models.CharField(_("title on the day, in Japanese"), max_length=500, blank=True, default="")
    title_other = other_languages_field()
    title = Multilingual("title")
    principal = models.BooleanField(_("as principal"), default=False)
    sources = models.ManyToManyField(
        "dialogues.Source", verbose_name=_("sources"), blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        indexes = [waits_in_one_language("title", "participation_in_one_language")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=False)
                | models.Q(person__isnull=False)
                | models.Q(party__isnull=False)
                | ~models.Q(title_en="", title_ja="", title_other={}),
                name="participation_names_somebody",
                violation_error_message=_("Name an organization, a person, a side, or at least an office."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        refuse_session_of_another_meeting(self, "session")

    def __str__(self) -> str:
        who = ", ".join(str(part) for part in (self.person, self.organization) if part)
        return f"{self.get_role_display()}: {who or self.party or self.title_en or self.title_ja}"


class ParticipationSource(Participation.sources.through):  # type: ignore[name-defined]
    """A source of a participation: the table behind `Participation.sources`, so that a trigger can watch it."""

    class Meta:
        proxy = True
        triggers = [
            TouchesRecord(
                "dialogues_meeting",
                "SELECT meeting_id FROM dialogues_participation WHERE id = {row}.participation_id",
            )
        ]


class Attendance(models.Model):
    """How many took part, as a source counts them."""

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        AT_LEAST = "at_least", _("at least")
        ABOUT = "about", _("about")
        OVER = "over", _("over")
        AT_MOST = "at_most", _("at most")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    session = models.ForeignKey(
        Session, models.CASCADE, verbose_name=_("session"), null=True, blank=True, related_name="attendance"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    qualifier = models.CharField(_("qualifier"), max_length=20, choices=Qualifier, default=Qualifier.EXACTLY)
    value = models.PositiveIntegerField(_("number"))
    unit = models.CharField(_("unit"), max_length=100, help_text=_("As in companies, people, institutions."))
    party = models.ForeignKey(
        Party, models.PROTECT, verbose_name=_("side"), null=True, blank=True, related_name="+"
    )
    as_stated = models.CharField(_("as stated"), max_length=500, blank=True, default="")
    source = models.ForeignKey(
        "dialogues.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("count of those present")
        verbose_name_plural = _("counts of those present")
        ordering = ["order", "id"]
        triggers = [OF_THE_MEETING]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(unit=""),
                name="attendance_says_what_is_counted",
                violation_error_message=_("Say what is counted: companies, people …"),
            )
        ]

    def clean(self) -> None:
        super().clean()
        refuse_session_of_another_meeting(self, "session")

    def __str__(self) -> str:
        return f"{self.get_qualifier_display()} {self.value} {self.unit}"
