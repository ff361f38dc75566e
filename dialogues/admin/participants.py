"""The desk of who exists: parties, organizations with their names, people with theirs."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dialogues.admin.citing.forms import CitesSources
from dialogues.admin.citing.rows import OrganizationClaims, PersonClaims
from dialogues.admin.clearance import ClearedAdmin
from dialogues.admin.long_lists import NamedOrNotFilter
from dialogues.admin.merging import MergesRecords
from dialogues.admin.records import RecordForm, possible_days
from dialogues.admin.rows import Rows
from participants.models import Organization, OrganizationAlias, Party, Person, PersonAlias


class PartyForm(RecordForm):
    needs_words = "name"


@admin.register(Party)
class PartyAdmin(ClearedAdmin):
    form = PartyForm
    fieldsets = (
        (_("What it is called"), {"fields": ("slug", "kind", ("name_en", "name_ja"), "name_other")}),
    )
    list_display = ("slug", "name_en", "name_ja", "kind")
    list_filter = ("kind",)
    search_fields = ("slug", "name_en", "name_ja", "name_other")

    def choice_label(self, record: Any) -> str:
        return f"{record} ({record.slug})"


class OrganizationNames(Rows):
    model = OrganizationAlias
    fields = (("name", "lang", "kind", "order"),)
    why = _("Other names under which sources know it: former names, spellings, short forms.")


class OrganizationForm(RecordForm):
    needs_words = "name"

    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        """As in us-osc: the party and the abbreviation, or the name."""
        name = cleaned.get("abbreviation") or cleaned.get("name_en") or ""
        party = cleaned.get("party")
        return f"{party.slug.lower()}-{name}" if party and name else name


@admin.register(Organization)
class OrganizationAdmin(CitesSources, MergesRecords):
    form = OrganizationForm
    inlines = (OrganizationNames, OrganizationClaims)
    autocomplete_fields = ("party", "parent", "predecessor")
    readonly_fields = ("existed",)
    fieldsets = (
        (
            _("What it is called"),
            {"fields": (("name_en", "name_ja"), "name_other", "abbreviation", "slug")},
        ),
        (_("What it is"), {"fields": (("party", "sector"), ("parent", "predecessor"))}),
        (_("Since when, until when"), {"fields": (("exists_from", "exists_until"), "existed")}),
        (_("Elsewhere"), {"fields": ("website", ("wikidata", "ror"))}),
        (None, {"fields": ("note",)}),
    )
    list_display = ("name", "abbreviation", "party", "sector", "parent")
    list_filter = ("sector", ("party", NamedOrNotFilter))
    list_select_related = ("party", "parent", "submitted_by")
    search_fields = ("name_en", "name_ja", "name_other", "abbreviation", "slug", "aliases__name")
    label_follows = ("party",)

    @admin.display(description=_("organization"), ordering="name_en")
    def name(self, organization: Organization) -> str:
        return str(organization)

    @admin.display(description=_("possible days"))
    def existed(self, organization: Organization) -> str:
        return f"{possible_days(organization, 'exists_from')} – {possible_days(organization, 'exists_until')}"

    def choice_label(self, record: Any) -> str:
        short = f" ({record.abbreviation})" if record.abbreviation else ""
        return f"{record}{short}, {record.party.slug}" if record.party else f"{record}{short}"


class PersonNames(Rows):
    model = PersonAlias
    fields = (("name", "lang", "kind", "order"),)
    why = _(
        "Other spellings and scripts. Titles are not here: they belong to a participation, as they were on the day."
    )


class PersonForm(RecordForm):
    needs_words = "name"

    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        return cleaned.get("name_en") or ""


@admin.register(Person)
class PersonAdmin(CitesSources, MergesRecords):
    form = PersonForm
    inlines = (PersonNames, PersonClaims)
    fieldsets = (
        (_("What they are called"), {"fields": (("name_en", "name_ja"), "name_other", "slug")}),
        (_("Elsewhere"), {"fields": (("wikidata", "orcid"),)}),
        (None, {"fields": ("note",)}),
    )
    list_display = ("name", "name_ja", "slug")
    search_fields = ("name_en", "name_ja", "name_other", "slug", "aliases__name")

    @admin.display(description=_("person"), ordering="name_en")
    def name(self, person: Person) -> str:
        return str(person)

    def choice_label(self, record: Any) -> str:
        if record.name_en and record.name_ja:
            return f"{record.name_en} / {record.name_ja}"
        return str(record)
