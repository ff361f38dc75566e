"""The forms of records of which claims are kept: beside a field a source is cited for it, and a dispute is settled."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse

from dialogues.admin.citing import choosing
from dialogues.admin.citing.citable import for_the_page
from dialogues.admin.citing.disputes import links, show_at_fields
from dialogues.admin.claims import ClaimFormSet
from dialogues.admin.work.unsourced import of_form


class CitesSources(admin.ModelAdmin):
    """A record at the desk whose form has rows of claims."""

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=("admin_desk/citing.js", "admin_desk/disputes.js"))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Without claims where the record is only made on the way to another: there is no room to weigh sources."""
        inlines = super().get_inlines(request, obj)
        if IS_POPUP_VAR not in request.GET and IS_POPUP_VAR not in request.POST:
            return inlines
        return tuple(rows for rows in inlines if not issubclass(rows.formset, ClaimFormSet))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method == "POST":
            request.POST = choosing.applied(request.POST, self.model)  # type: ignore[assignment]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["citable"] = for_the_page(self.model, formsets)
        context["unsourced"] = of_form(obj) if obj is not None else []
        context["disputes"] = list(links(show_at_fields(context["adminform"].form, formsets)))
        return super().render_change_form(request, context, add, change, form_url, obj)
