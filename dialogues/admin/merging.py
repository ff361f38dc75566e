"""Merging at the desk: choose the one that stays, see everything that would move, then merge.

What is public is merged by publishers alone, who say why the two are one: what readers see changes with it, and
another publisher approves it afterwards.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues import merging
from dialogues.admin.acts import tell_it_waits_for_approval
from dialogues.admin.choices import FindOne, Known, OneKnownField
from dialogues.admin.clearance import PUBLIC_STATES, ClearedAdmin
from dialogues.admin.faults import faults
from dialogues.admin.refusals import why_refused
from dialogues.admin.review.forms import OneAndTheSameForm
from dialogues.admin.standing import shown_state
from dialogues.documents import kind_of
from dialogues.joining import further_names, names_of
from dialogues.models import Kind, Publication
from dialogues.pointing import KNOWN
from dialogues.readiness import NotReady
from dialogues.states import states
from participants.models import Alias
from participants.records import CLEARANCE_COLUMNS

# Told elsewhere on the page, or no content.
NOT_COMPARED = {*CLEARANCE_COLUMNS, "slug", "abbreviation"}


class MergesRecords(ClearedAdmin):
    """A record at the desk that can be merged with another of its kind."""

    actions = (*ClearedAdmin.actions[:-1], "merge_two", "delete_selected")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may change records and delete one of them, which a merge does."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=gettext_lazy("Merge two …"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        records = list(queryset.order_by("pk")[:3])
        if len(records) != 2:
            messages.error(request, _("Select exactly two records to merge."))
            return None
        standing = states(records)
        # The one that readers do not know goes; of two that they do, the one that was entered later.
        first, second = sorted(records, key=lambda record: standing[record.pk] not in PUBLIC_STATES)
        return HttpResponseRedirect(f"{self._address('merge', second)}?other={first.pk}")

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [
            path("<path:object_id>/merge/", self.admin_site.admin_view(self.merge_view), name=name),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["may_merge"] = self.has_merge_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks with which record to merge and which one stays, shows what would move, and merges."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        if (record := self._record(request, object_id)) is None:
            return self._gone(request, object_id)
        form = self._form(request, record)
        context = self._context(request, record, _("Merge")) | {
            "form": form,
            "media": self.media + form.media,
        }
        if form.is_valid():
            other = form.cleaned_data["other"]
            gone, into = (other, record) if form.cleaned_data["stays"] == "this" else (record, other)
            preview = Preview(gone, into)
            may_merge = not preview.is_public or self.has_publish_permission(request)
            why = OneAndTheSameForm(request.POST or None) if preview.is_public else None
            if request.method == "POST":
                if not may_merge:
                    raise PermissionDenied
                if (why is None or why.is_valid()) and (
                    response := self._merge(request, preview, why.cleaned_data["why"] if why else "")
                ):
                    return response
            context |= {
                "why": why,
                "faults": faults(why, []) if why else [],
                "preview": preview,
                "may_merge": may_merge,
                "chosen": {name: request.GET.get(name) or request.POST.get(name) for name in form.fields},
                "groups": [
                    (words, [(row, told, self._link(row.head)) for row, told in rows])
                    for words, rows in preview.groups()
                ],
            }
        return TemplateResponse(request, "admin/desk/merge.html", context)

    def _form(self, request: HttpRequest, record: Any) -> forms.Form:
        """The question: with which, and which one stays. Answered by the address, or by the confirmed preview."""
        pointer = KNOWN[self.model][0]
        field = OneKnownField(
            queryset=self.model._default_manager.exclude(pk=record.pk),
            widget=FindOne(pointer.model._meta.get_field(pointer.name), self.admin_site),
            label=_("The other record"),
            help_text=_("Type a few letters of its name or its id."),
        )
        field.known = Known.of(request, self.admin_site)
        data = request.POST if request.method == "POST" else request.GET
        form = type("MergeForm", (MergeForm,), {"other": field, "record": record})
        initial = {"stays": "other"}
        return form({**initial, **data.dict()} if "other" in data else None, initial=initial)

    def _merge(self, request: HttpRequest, preview: "Preview", why: str) -> HttpResponse | None:
        """Merges what was confirmed; None, with a message, where it did not."""
        gone, into = preview.gone, preview.into
        if request.POST.get("seen") != preview.fingerprint:
            messages.warning(
                request, _("Something changed after you opened this page. Nothing was merged: look again.")
            )
            return None
        words = _("“%(gone)s” was merged into “%(into)s”.") % {"gone": gone, "into": into}
        try:
            merging.merge(gone, into, by=request.user, reason=why)  # type: ignore[arg-type]
        except NotReady:
            return None  # the page tells the reasons
        except IntegrityError as error:
            messages.error(request, why_refused(error))
            return None
        self.log_change(request, into, words)
        messages.success(request, words)
        if why:
            tell_it_waits_for_approval(request)
        return HttpResponseRedirect(self._address("change", into))

    def _link(self, record: Any) -> str:
        options = record._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[quote(record.pk)])


class MergeForm(forms.Form):
    """Two records of a kind, and the one of them that stays."""

    record: Any = None
    stays = forms.ChoiceField(
        label=gettext_lazy("Which one stays"),
        choices=(("other", ""), ("this", "")),
        widget=forms.RadioSelect,
        initial="other",
    )
    field_order = ("other", "stays")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: Any = self.fields["stays"]
        this = _("“%(record)s” (%(slug)s) stays") % {"record": self.record, "slug": self.record.slug}
        words.choices = (("other", _("The other record stays, this one goes")), ("this", this))

    def clean_other(self) -> Any:
        other = self.cleaned_data["other"]
        if other.pk == self.record.pk:
            raise forms.ValidationError(_("Choose another record than this one."))
        return other


class Preview:
    """Everything that merging one record into another would do, for staff to read before they confirm."""

    def __init__(self, gone: Any, into: Any) -> None:
        self.gone, self.into = gone, into
        self.reasons = merging.reasons_not_to_merge(gone, into)
        self.moving = merging.what_moves(gone, into)
        self.is_public = merging.changes_what_is_public(gone, into)
        standing = states([gone, into])
        self.gone_standing, self.into_standing = (shown_state(standing[one.pk]) for one in (gone, into))

    def groups(self) -> list[tuple[str, list[tuple[merging.Row, str]]]]:
        """What points at the one that goes, relation by relation."""
        found = []
        for pointer in KNOWN[type(self.gone)]:
            rows = [(row, pointer.told(row.row)) for row in self.moving if row.pointer == pointer]
            if rows:
                found.append((str(pointer.words), rows))
        return found

    def names(self) -> list[dict[str, Any]]:
        """The other names that the one that stays would get."""
        further = further_names(names_of(self.gone), names_of(self.into))
        return [alias | {"kind": Alias.Kind(alias["kind"]).label} for alias in further]

    def differences(self) -> list[tuple[str, str, str]]:
        """The fields in which the two differ: what is lost with the one that goes, and what stays as it is."""
        return [
            (str(capfirst(field.verbose_name)), one, other)
            for field in self._compared()
            if (one := _told(self.gone, field)) != (other := _told(self.into, field))
        ]

    def _compared(self) -> Iterator[Any]:
        for field in self.gone._meta.concrete_fields:
            derived = field.name.endswith(("_earliest", "_latest"))
            if field.name not in NOT_COMPARED and not field.name.startswith("name_") and not derived:
                yield field

    def documents(self) -> list[tuple[str, int]]:
        """How many published records name the one that goes, by kind."""
        public = Publication.objects.shown().filter(kind=kind_of(self.gone), record_id=self.gone.pk).first()
        if not public:
            return []
        rows = Publication.objects.shown().citing(public.kind, public.slug).order_by().values_list("kind")
        return [
            (str(Kind(kind).label), count)
            for kind, count in rows.annotate(models.Count("pk")).order_by("kind")
        ]

    @property
    def fingerprint(self) -> str:
        """What a confirmation confirms: it is another where something moved meanwhile."""
        told = [self.gone.pk, self.into.pk, self.gone.version, self.into.version, self.is_public]
        told += [(row.pointer.label, row.row.pk, row.doubled) for row in self.moving]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def _told(record: Any, field: Any) -> str:
    value = getattr(record, field.name)
    if field.choices:
        value = getattr(record, f"get_{field.name}_display")()
    return "" if value is None else str(value)
