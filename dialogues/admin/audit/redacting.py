"""Emptying a history at the desk: by superusers, with a reason that stays."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogues.admin.audit.seeing import kind_seen, page_context
from dialogues.audit.acts import called
from dialogues.audit.models import Change
from dialogues.audit.redacting import redact


class RedactionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("It stays in place of the text. Do not repeat what must vanish."),
        error_messages={"required": gettext_lazy("Give a reason: it stays in place of the text.")},
    )


def redact_history(request: HttpRequest, kind: str, pk: int, up_to: int) -> HttpResponse:
    """Asks why, and empties the history of a record up to a change."""
    one = kind_seen(request, kind)
    if not request.user.is_superuser:
        raise PermissionDenied
    emptied = Change.objects.of(kind, pk).filter(id__lte=up_to, redacted_at=None)
    if not (number := emptied.count()):
        raise Http404
    form = RedactionForm(request.POST or None)
    if form.is_valid():
        count = redact(kind, pk, up_to=up_to, by=request.user, reason=form.cleaned_data["reason"])
        told = ngettext("%(count)d change was emptied.", "%(count)d changes were emptied.", count)
        messages.success(request, told % {"count": count})
        return HttpResponseRedirect(reverse("admin:audit_history", args=[kind, pk]))
    context = page_context(request, _("Empty the history"), one) | {
        "subtitle": called(kind, pk),
        "pk": pk,
        "form": form,
        "number": number,
        "at": emptied.order_by("-id").values_list("at", flat=True)[0],
    }
    return TemplateResponse(request, "admin/desk/audit/redact.html", context)
