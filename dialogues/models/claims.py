"""What one source says about one fact of a meeting, a dialogue, an organization or a person.

One table for each kind of record that has claims, so that the database deletes them with the record and counts a
change of one as a change of it. Every owner calls its own `claims`; those of meetings that say what somebody was on
the day are `claims_in_meetings` of the person, and belong to the meeting. A source has them by table: `claims`,
`dialogueclaims`, `organizationclaims`, `personclaims`.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.constraints import FieldConstraint
from participants.records import TouchesRecord


def _fact(help_text: Any) -> models.SlugField:
    """The name of a fact, as documents call it."""
    return models.SlugField(_("fact"), max_length=60, allow_unicode=False, help_text=help_text)


def validate_value(value: Any) -> None:
    """Holds a value to what sources give: a text, a number, true or false, or a list of those.

    An object in a document names another record, and could make it public.
    """
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str | bool | int | float) for part in parts):
        raise ValidationError(_("A value is a text, a number, true or false, or a list of those."))


def _value_has_its_shape(name: str) -> FieldConstraint:
    """`validate_value`, held by the database."""
    held = models.Func(
        models.F("value"),
        models.Value('$[*].type() ? (@ == "object" || @ == "array" || @ == "null")'),
        function="jsonb_path_exists",
        output_field=models.BooleanField(),
    )
    return FieldConstraint(condition=~models.Q(held), name=name)


def _one_is_preferred(fact: list[str], name: str) -> models.UniqueConstraint:
    """Of claims that differ, one at most is preferred."""
    return models.UniqueConstraint(
        fields=fact,
        condition=models.Q(preferred=True),
        nulls_distinct=False,
        name=name,
        violation_error_message=_("Another claim about the same fact is marked as preferred already."),
    )


class AnyClaim(models.Model):
    """What one source says about one fact, of whatever kind of record."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    field: Any
    value = models.JSONField(
        _("value"),
        null=True,
        blank=True,
        validators=[validate_value],
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
    source = models.ForeignKey(
        "dialogues.Source", models.PROTECT, verbose_name=_("source"), related_name="%(class)ss"
    )
    preferred = models.BooleanField(_("preferred"), default=False, help_text=_("The value that is shown."))
    reason = models.CharField(
        _("reason"),
        max_length=1000,
        blank=True,
        default="",
        help_text=_("Why this value is preferred, or why not."),
    )

    class Meta:
        abstract = True
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class Claim(AnyClaim):
    """What one source says about one fact of a meeting, of one of its sessions, or of somebody's part in it."""

    field = _fact(_("The name of the fact: date, places, edition, host, co_chairs, head, title, ordinal …"))
    meeting = models.ForeignKey("dialogues.Meeting", models.CASCADE, related_name="claims")
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
        related_name="claims_in_meetings",
    )

    class Meta(AnyClaim.Meta):
        triggers = [TouchesRecord("dialogues_meeting", "{row}.meeting_id")]
        constraints = [
            _one_is_preferred(
                ["meeting", "field", "session", "person"], "one_claim_about_a_fact_is_preferred"
            ),
            models.CheckConstraint(
                condition=models.Q(session__isnull=True) | models.Q(person__isnull=True),
                name="claim_is_about_a_session_or_a_person_not_both",
                violation_error_message=_("A claim is about the session or the person, not both."),
            ),
            _value_has_its_shape("claim_value_has_its_shape"),
        ]

    def clean(self) -> None:
        super().clean()
        if self.session and self.session.meeting_id != self.meeting_id:
            raise ValidationError({"session": _("This is a session of another meeting.")})


class DialogueClaim(AnyClaim):
    """What one source says about one fact of a dialogue."""

    field = _fact(_("The name of the fact: name, established, status, level, focus, cadence, mandate …"))
    dialogue = models.ForeignKey("dialogues.Dialogue", models.CASCADE, related_name="claims")

    class Meta(AnyClaim.Meta):
        triggers = [TouchesRecord("dialogues_dialogue", "{row}.dialogue_id")]
        constraints = [
            _one_is_preferred(["dialogue", "field"], "one_claim_about_a_fact_of_a_dialogue_is_preferred"),
            _value_has_its_shape("dialogueclaim_value_has_its_shape"),
        ]


class OrganizationClaim(AnyClaim):
    """What one source says about one fact of an organization."""

    field = _fact(_("The name of the fact: name, abbreviation, parent, exists_from, exists_until, website …"))
    organization = models.ForeignKey("participants.Organization", models.CASCADE, related_name="claims")

    class Meta(AnyClaim.Meta):
        triggers = [TouchesRecord("participants_organization", "{row}.organization_id")]
        constraints = [
            _one_is_preferred(
                ["organization", "field"], "one_claim_about_a_fact_of_an_organization_is_preferred"
            ),
            _value_has_its_shape("organizationclaim_value_has_its_shape"),
        ]


class PersonClaim(AnyClaim):
    """What one source says about one fact of a person; of a title on a day, a meeting's claim says it."""

    field = _fact(_("The name of the fact: name, wikidata, orcid …"))
    person = models.ForeignKey("participants.Person", models.CASCADE, related_name="claims")

    class Meta(AnyClaim.Meta):
        triggers = [TouchesRecord("participants_person", "{row}.person_id")]
        constraints = [
            _one_is_preferred(["person", "field"], "one_claim_about_a_fact_of_a_person_is_preferred"),
            _value_has_its_shape("personclaim_value_has_its_shape"),
        ]
