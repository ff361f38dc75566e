"""What was published without a second person: a list, and the page of each, where another publisher approves it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues import clearing
from dialogues.models import Bypass, Revision
from dialogues.readiness import NotReady

MOST_LISTED = 200
MOST_NAMED = 3
NOTHING = models.Value("", output_field=models.TextField())
UNREAD = ("document", "publication__document", "publication__search_text")


class ApprovedFilter(admin.SimpleListFilter):
    title = gettext_lazy("approval")
    parameter_name = "approved"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", gettext_lazy("Waits for approval")), ("yes", gettext_lazy("Approved"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "no":
                return queryset.unapproved()
            case "yes":
                return queryset.filter(approved_at__isnull=False)
        return queryset


class ApprovalForm(forms.Form):
    """What the approver says, if anything."""

    note = forms.CharField(
        label=gettext_lazy("Note on the approval"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"}),
    )


@admin.register(Bypass)
class BypassAdmin(admin.ModelAdmin):
    list_display = ("reason", "shown", "made_at", "how", "by", "approved_by", "approved_at")
    list_filter = (ApprovedFilter, "how")
    list_select_related = ("by", "approved_by")
    search_fields = ("reason",)
    show_full_result_count = False
    list_per_page = 50
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        """The bypasses, each with what the first few publications that it showed are called."""
        first = Revision.objects.filter(bypass=models.OuterRef("pk")).order_by("number")
        titles = first.values_list(
            Coalesce(
                *(NullIf(f"publication__{name}", NOTHING) for name in ("title_en", "title_ja")),
                "slug",
                output_field=models.TextField(),
            )
        )
        return super().get_queryset(request).annotate(titles=ArraySubquery(titles[: MOST_NAMED + 1]))

    @admin.display(description=gettext_lazy("what it showed"), empty_value="–")
    def shown(self, bypass: Any) -> str:
        named = "; ".join(bypass.titles[:MOST_NAMED])
        return _("%(named)s and more") % {"named": named} if len(bypass.titles) > MOST_NAMED else named

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one; sent to it, it is approved."""
        made: Any = self.get_object(request, object_id)
        if made is None or not self.has_view_permission(request, made):
            return super().change_view(request, object_id, form_url, extra_context)
        form = ApprovalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                clearing.approve(made, by=request.user, note=form.cleaned_data["note"])  # type: ignore[arg-type]
            except NotReady as refusal:
                messages.error(
                    request, _("It was not approved: %(reasons)s") % {"reasons": " ".join(refusal.reasons)}
                )
            else:
                self.log_change(request, made, _("Approved."))
                messages.success(request, _("It is approved."))
            return HttpResponseRedirect(request.path)
        shown = made.revisions.order_by("number").select_related("publication").defer(*UNREAD)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Published without a second person"),
            "opts": self.opts,
            "original": made,
            "form": form,
            "revisions": shown[:MOST_LISTED],
            "count": shown.count(),
            "why_not": clearing.why_not_approved(made, request.user),  # type: ignore[arg-type]
        }
        return TemplateResponse(request, "admin/desk/bypass.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
