"""Who exists: parties, organizations and people, with their names over time."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.dates import EDTFField, bounds, day_field, starts_before_it_ends
from participants.languages import (
    NAME_LENGTH,
    Multilingual,
    in_some_language,
    in_words,
    other_languages_field,
    validate_language,
)
from participants.records import Record, RefusesCircles, TouchesRecord, slug_field
from participants.waiting import waits_in_one_language


class Named(Record):
    """A record with a name in several languages."""

    name_en = models.CharField(_("name in English"), max_length=NAME_LENGTH, blank=True, default="")
    name_ja = models.CharField(_("name in Japanese"), max_length=NAME_LENGTH, blank=True, default="")
    name_other = other_languages_field()
    name = Multilingual("name")

    class Meta(Record.Meta):
        abstract = True

    def __str__(self) -> str:
        return in_words(self.name) or str(self.slug)


class Party(Named):
    """A state, or a body that acts as one at the table."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        ORGANIZATION = "organization", _("International organization")

    slug = slug_field(
        verbose_name=_("code"),
        max_length=12,
        validators=[
            RegexValidator(r"^[A-Z]{2,12}\Z", _("A code is in capital letters, as in JP, EU or ESA."))
        ],
        help_text=_(
            "ISO 3166-1 alpha-2 for a state; EU, ESA, AFU (the African Union) and the like for others."
        ),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.STATE)

    class Meta(Named.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["slug"]
        constraints = [in_some_language("name", "party_has_a_name_in_some_language")]


class Organization(Named):
    """A body that takes part: ministry, agency, armed service, company, association or university."""

    class Sector(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        MILITARY = "military", _("Military")
        INDUSTRY = "industry", _("Industry")
        ACADEMIA = "academia", _("Academia")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental")

    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True, default="")
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        verbose_name=_("party"),
        null=True,
        blank=True,
        related_name="organizations",
        help_text=_("Leave empty for a truly international body, or where no source gives the side."),
    )
    sector = models.CharField(_("sector"), max_length=20, choices=Sector, default=Sector.GOVERNMENT)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="parts"
    )
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("predecessor"),
        null=True,
        blank=True,
        related_name="successors",
    )
    exists_from = EDTFField(_("existed from"), help_text=_("EDTF, as in 2012 or 2016-04-01."))
    exists_from_earliest = day_field(_("existed from, first possible day"))
    exists_from_latest = day_field(_("existed from, last possible day"))
    exists_until = EDTFField(_("existed until"), help_text=_("EDTF, as in 2012 or 2016-03-31."))
    exists_until_earliest = day_field(_("existed until, first possible day"))
    exists_until_latest = day_field(_("existed until, last possible day"))
    website = models.URLField(_("website"), max_length=500, blank=True, default="")
    wikidata = models.CharField(
        _("Wikidata id"),
        max_length=20,
        blank=True,
        default="",
        validators=[RegexValidator(r"^Q[1-9][0-9]*\Z", _("A Wikidata id looks like Q23548."))],
    )
    ror = models.CharField(
        _("ROR id"),
        max_length=9,
        blank=True,
        default="",
        validators=[RegexValidator(r"^0[a-z0-9]{6}[0-9]{2}\Z", _("A ROR id looks like 027ka1x80."))],
    )
    note = models.TextField(_("note"), max_length=20_000, blank=True, default="")

    class Meta(Named.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name_en", "slug"]
        indexes = [
            *Named.Meta.indexes,
            models.Index(fields=["name_en", "slug"], name="organization_by_name"),
            waits_in_one_language("name", "organization_in_one_language"),
        ]
        triggers = [*Named.Meta.triggers, RefusesCircles("parent_id"), RefusesCircles("predecessor_id")]
        constraints = [
            in_some_language("name", "organization_has_a_name_in_some_language"),
            starts_before_it_ends("exists_from", "organization_founding_date_starts_before_it_ends"),
            starts_before_it_ends("exists_until", "organization_closing_date_starts_before_it_ends"),
            models.CheckConstraint(
                condition=models.Q(exists_from_earliest__isnull=True)
                | models.Q(exists_until_latest__isnull=True)
                | models.Q(exists_from_earliest__lte=models.F("exists_until_latest")),
                name="organization_ends_after_it_began",
                violation_error_message=_("The organization ends before it began."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="organization_is_not_its_own_parent",
                violation_error_message=_("An organization cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(predecessor__isnull=True) | ~models.Q(predecessor=models.F("id")),
                name="organization_is_not_its_own_predecessor",
                violation_error_message=_("An organization cannot be its own predecessor."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        refuse_cycle(self, "parent")
        refuse_cycle(self, "predecessor")
        began, ended = bounds(self.exists_from), bounds(self.exists_until)
        if began[0] and ended[1] and began[0] > ended[1]:
            raise ValidationError({"exists_until": _("The organization ends before it began.")})


class Person(Named):
    """A named official, officer, executive or scholar; a title belongs to a participation, as it was on the day."""

    wikidata = models.CharField(
        _("Wikidata id"),
        max_length=20,
        blank=True,
        default="",
        validators=[RegexValidator(r"^Q[1-9][0-9]*\Z", _("A Wikidata id looks like Q23548."))],
    )
    orcid = models.CharField(
        _("ORCID"),
        max_length=19,
        blank=True,
        default="",
        validators=[
            RegexValidator(
                r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]\Z", _("An ORCID looks like 0000-0002-1825-0097.")
            )
        ],
    )
    note = models.TextField(_("note"), max_length=20_000, blank=True, default="")

    class Meta(Named.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_en", "slug"]
        indexes = [
            *Named.Meta.indexes,
            models.Index(fields=["name_en", "slug"], name="person_by_name"),
            waits_in_one_language("name", "person_in_one_language"),
        ]
        constraints = [in_some_language("name", "person_has_a_name_in_some_language")]


class Alias(models.Model):
    """Another name of an organization or a person, with its language and what kind of name it is."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Also called")
        FORMER = "former", _("Former name")
        TRANSLITERATION = "transliteration", _("Transliteration")
        ABBREVIATION = "abbreviation", _("Abbreviation")

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    lang = models.CharField(_("language"), max_length=35, validators=[validate_language], default="en")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ALIAS)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class OrganizationAlias(Alias):
    """Another name of an organization."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        triggers = [TouchesRecord("participants_organization", "{row}.organization_id")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name", "lang", "kind"], name="organization_alias_is_given_once"
            )
        ]


class PersonAlias(Alias):
    """Another name or script variant of a person's name."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        triggers = [TouchesRecord("participants_person", "{row}.person_id")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name", "lang", "kind"], name="person_alias_is_given_once"
            )
        ]


def refuse_cycle(record: models.Model, relation: str) -> None:
    """Raises ValidationError where following a relation of a record to its like leads back to the record."""
    seen = {record.pk} if record.pk else set()
    step = getattr(record, relation)
    while step is not None:
        if step.pk in seen:
            raise ValidationError({relation: _("This closes a circle: it leads back to “%s”.") % step})
        seen.add(step.pk)
        step = getattr(step, relation)
