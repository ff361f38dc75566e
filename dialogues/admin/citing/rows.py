"""The claims of a dialogue, an organization or a person on its form; a meeting's are filed under sessions."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dialogues.admin.claims import ClaimForm, ClaimFormSet
from dialogues.admin.rows import Rows
from dialogues.models import DialogueClaim, OrganizationClaim, PersonClaim

WHY = _(
    "What each source says about one fact. Where sources differ, keep every claim and prefer one, with the reason: "
    "readers see them all."
)


class RowsOfClaims(Rows):
    """What a claim tells, of whatever kind of record."""

    form = ClaimForm
    formset = ClaimFormSet
    autocomplete_fields: ClassVar[Any] = ("source",)
    fields: ClassVar[Any] = (
        ("field", "value", "preferred"),
        ("source", "where"),
        ("as_stated", "as_rendered"),
        ("reason", "order", "key"),
    )
    why = WHY


class DialogueClaims(RowsOfClaims):
    model = DialogueClaim


class OrganizationClaims(RowsOfClaims):
    model = OrganizationClaim


class PersonClaims(RowsOfClaims):
    model = PersonClaim
