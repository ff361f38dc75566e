"""The life of a record at the desk: entered, sent for review, published, edited, withdrawn, and only then deleted.

Editors enter and send; publishers (permission `dialogues.publish`) also publish and withdraw. The form has no button
that publishes: who saves changed the record, and somebody else publishes it, on its review page
(`dialogues.admin.review`) or from the list.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues import clearing
from dialogues.admin import acts
from dialogues.admin.acts import ReasonForm
from dialogues.admin.faults import faults
from dialogues.admin.import_rights import kinds_of
from dialogues.admin.leaving import left_behind
from dialogues.admin.refusals import why_refused
from dialogues.admin.review.page import ReviewedAdmin
from dialogues.admin.standing import (
    PUBLIC_STATES,
    ReviewFilter,
    StateFilter,
    in_state,
    review_in_words,
    shown_state,
)
from dialogues.documents import kind_of
from dialogues.states import State, preview, state, states

SAVED_WITH = {"_review", "_preview", "_changes"}


class ClearedAdmin(ReviewedAdmin):
    """A record that goes through clearance."""

    change_form_template = "admin/desk/change_form.html"
    actions: tuple[str, ...] = (
        "send_for_review",
        "take_out_of_review",
        "publish",
        "withdraw",
        "delete_selected",
    )
    list_select_related: ClassVar[Any] = ("submitted_by",)

    # --- the list ---

    def get_list_display(self, request: HttpRequest) -> Any:
        first, *others = super().get_list_display(request)
        return [first, "standing", *others, "review"]

    def get_list_filter(self, request: HttpRequest) -> Any:
        return [StateFilter, ReviewFilter, *super().get_list_filter(request)]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_import = kind_of(self.model()) in kinds_of(request.user)
        context = {"may_import": may_import, "audited": self.opts.model_name}
        return super().changelist_view(request, context | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, with where each of its records stands, found by one query for the page."""
        found = super().get_changelist_instance(request)
        standing = states(found.result_list)
        for record in found.result_list:
            record.desk_state = standing[record.pk]
        return found

    def action_checkbox(self, obj: Any) -> SafeString:
        """The box that chooses a record, and beside it the version that is looked at where it is chosen."""
        seen = format_html('<input type="hidden" name="seen" value="{}:{}">', obj.pk, obj.version)
        return super().action_checkbox(obj) + seen

    @admin.display(description=gettext_lazy("state"))
    def standing(self, record: Any) -> str:
        return shown_state(record.desk_state)

    @admin.display(description=gettext_lazy("in review"), ordering="submitted_at", empty_value="–")
    def review(self, record: Any) -> str:
        return review_in_words(record) or "–"

    @admin.action(description=gettext_lazy("Send for review"), permissions=["change"])
    def send_for_review(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        acts.send_for_review(request, list(queryset))

    @admin.action(description=gettext_lazy("Take out of review"), permissions=["change"])
    def take_out_of_review(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        acts.take_back(request, list(queryset.filter(submitted_at__isnull=False)))

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        return self.publish_view(request, list(queryset))

    @admin.action(description=gettext_lazy("Withdraw …"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        records = list(queryset)
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            acts.withdraw(request, records, form.cleaned_data["reason"])
            return None
        return self._ask_for_reason(request, form, records, keep={"action": "withdraw"})

    @admin.action(description=gettext_lazy("Delete …"), permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        public = [record for kept in PUBLIC_STATES for record in in_state(queryset, kept)]
        for record in public:
            messages.error(request, self._why_kept(record))
        if public:
            return None
        try:
            with transaction.atomic():
                return delete_selected(self, request, queryset)
        except IntegrityError as error:
            messages.error(request, why_refused(error))
            return None

    # --- the form ---

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["acts"] = [] if context["is_popup"] else self._buttons(request, obj)
        if context["errors"]:
            # What is typed is no record's title yet: heading and way go on calling it what it is called.
            if obj is not None:
                saved = self.model._default_manager.get(pk=obj.pk)
                context |= {"original": saved, "subtitle": str(saved)}
            # Stock says no more than that there are errors; our template says where.
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context |= {
                "errors": None,
                "is_refused": True,
                "faults": faults(context["adminform"].form, formsets),
            }
        if obj is not None:
            standing = state(obj)
            context |= {
                "standing": shown_state(standing),
                "review": review_in_words(obj),
                "sent_back": clearing.sent_back(obj),
                "may_withdraw": standing in PUBLIC_STATES and self.has_publish_permission(request),
                "may_review": standing != State.PUBLIC and self.has_publish_permission(request),
                "show_delete": standing not in PUBLIC_STATES,
                "kind": kind_of(obj),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _buttons(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        """The names and words of the buttons that save and do something more."""
        may_save = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not may_save:
            return []
        return [
            ("_preview", _("Save and preview")),
            ("_changes", _("Save and review")),
            ("_review", _("Save and send for review")),
        ]

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self._after_saving(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._after_saving(request, obj) or super().response_change(request, obj)

    def _after_saving(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        """Does what the button says beside saving, and leads to where its effect is seen."""
        if not SAVED_WITH & set(request.POST):
            return None
        saved = type(obj)._default_manager.get(pk=obj.pk)
        messages.success(request, _("“%(record)s” was saved.") % {"record": saved})
        if "_preview" in request.POST:
            return HttpResponseRedirect(self._address("preview", saved))
        if "_changes" in request.POST:
            return HttpResponseRedirect(self._address("changes", saved))
        acts.send_for_review(request, [saved])
        return HttpResponseRedirect(self._address("change", saved))

    # --- beside the form: preview, what would change, withdraw ---

    def get_urls(self) -> list[Any]:
        pages: list[tuple[str, Callable[..., HttpResponse]]] = [
            ("preview", self.preview_view),
            ("changes", self.changes_view),
            ("withdraw", self.withdraw_view),
        ]
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        ours = [
            path(f"<path:object_id>/{page}/", self.admin_site.admin_view(view), name=f"{name}_{page}")
            for page, view in pages
        ]
        return ours + super().get_urls()

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page that publishing would show, drawn by the code that draws it for readers."""
        from dialogues.public.records.rendering import render_page

        if (record := self._record(request, object_id)) is None:
            return self._gone(request, object_id)
        return render_page(request, preview(record), preview=True)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks why, and withdraws."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        if (record := self._record(request, object_id)) is None:
            return self._gone(request, object_id)
        form = ReasonForm(request.POST or None)
        if form.is_valid() and acts.withdraw(request, [record], form.cleaned_data["reason"]):
            return HttpResponseRedirect(self._address("change", record))
        return self._ask_for_reason(request, form, [record])

    def _ask_for_reason(
        self, request: HttpRequest, form: ReasonForm, records: list[Any], keep: dict[str, str] | None = None
    ) -> HttpResponse:
        context = self._context(request, records[0] if not keep else None, _("Withdraw")) | {
            "form": form,
            "records": records,
            "keep": keep or {},
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "left_behind": left_behind(records),
        }
        return TemplateResponse(request, "admin/desk/withdraw.html", context)

    # --- deleting ---

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if (
            record is not None
            and self.has_delete_permission(request, record)
            and state(record) in PUBLIC_STATES
        ):
            messages.error(request, self._why_kept(record))
            return HttpResponseRedirect(self._address("change", record))
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            messages.error(request, why_refused(error))
            return HttpResponseRedirect(self._address("change", record))

    def _why_kept(self, record: Any) -> str:
        return _("“%(record)s” is public and was not deleted. Withdraw it first; then it can be deleted.") % {
            "record": record
        }
