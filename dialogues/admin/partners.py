"""Partner systems at the desk: their keys, their webhooks, and the log of what these were told.

A key and a secret are shown on the page that answers their making, and nowhere afterwards: not in a message, which a
cookie would carry, and on no page that can be opened again.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogues.admin.long_lists import CountsSoFar
from dialogues.models import ApiKey, Delivery, Scope, Webhook
from dialogues.partners import delivering, keys, targets


class KeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Good for"),
        help_text=gettext_lazy("Without any, it is good for nothing."),
    )

    def clean_expires_at(self) -> Any:
        moment = self.cleaned_data["expires_at"]
        if moment and "expires_at" in self.changed_data and moment <= timezone.now():
            raise forms.ValidationError(_("This has passed. To end a key now, revoke it."))
        return moment


@admin.register(ApiKey)
class KeyAdmin(admin.ModelAdmin):
    form = KeyForm
    fields = ("partner", "contact", "scopes", "requests_a_minute", "expires_at")
    list_display = (
        "partner",
        "prefix",
        "standing",
        "good_for",
        "requests_a_minute",
        "expires_at",
        "last_used_at",
    )
    list_filter = ("revoked_at",)
    search_fields = ("partner", "contact", "prefix")
    actions = ("revoke",)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return not lookup.startswith("sha256") and super().lookup_allowed(lookup, value, request)

    @admin.display(description=gettext_lazy("state"))
    def standing(self, key: ApiKey) -> str:
        if key.revoked_at:
            return _("Revoked")
        return _("In force") if key.in_force else _("Expired")

    @admin.display(description=gettext_lazy("good for"))
    def good_for(self, key: ApiKey) -> str:
        return ", ".join(str(Scope(scope).label) for scope in key.scopes) or _("nothing")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("prefix", "standing", "created_at", "created_by", "revoked_at", "revoked_by", "last_used_at")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.fields, *self.get_readonly_fields(request)) if obj else self.fields

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        given = {name: form.cleaned_data[name] for name in ("contact", "requests_a_minute", "expires_at")}
        made, text = keys.new_key(obj.partner, form.cleaned_data["scopes"], by=request.user, **given)
        obj.__dict__.update(made.__dict__, text=text)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return shown_once(self, request, obj, gettext_lazy("The key"), obj.text)

    @admin.action(description=gettext_lazy("Revoke: end the selected keys at once"), permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: models.QuerySet[ApiKey]) -> None:
        chosen = list(queryset.filter(revoked_at=None))
        for key in chosen:
            keys.revoke(key, by=request.user)
            self.log_change(request, key, _("Revoked."))
        words = ngettext("%(count)s key was revoked.", "%(count)s keys were revoked.", len(chosen))
        self.message_user(request, words % {"count": len(chosen)})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a key that was given away stays known; it is revoked


class WebhookForm(forms.ModelForm):
    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            parts = targets.checked(url)
            targets.addresses(str(parts.hostname), parts.port or 443)
        except targets.BadTarget as error:
            raise forms.ValidationError(str(error)) from None
        return url

    def clean_key(self) -> ApiKey:
        key: ApiKey = self.cleaned_data["key"]
        if not (key.in_force and Scope.WEBHOOKS in key.scopes):
            raise forms.ValidationError(_("This key is not in force, or not good for webhooks."))
        return key


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):
    form = WebhookForm
    fields = ("key", "url", "stopped_at", "stopped_because", "told", "created_at")
    readonly_fields = ("told", "created_at")
    list_display = ("url", "key", "told", "stopped_at", "stopped_because")
    list_select_related = ("key",)
    search_fields = ("url", "key__partner")

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # An address that asks for secrets with a beginning would tell them letter by letter.
        return not lookup.startswith("secret") and super().lookup_allowed(lookup, value, request)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return shown_once(self, request, obj, gettext_lazy("The secret of its signatures"), obj.secret)


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    list_display = (
        "created_at",
        "webhook",
        "revision",
        "state",
        "attempts",
        "last_status",
        "last_error",
        "due_at",
    )
    list_filter = ("state",)
    list_select_related = ("webhook",)
    search_fields = ("webhook__url",)
    show_full_result_count = False
    paginator = CountsSoFar
    show_facets = admin.ShowFacets.NEVER
    actions = ("send_again",)

    @admin.action(
        description=gettext_lazy("Send again: the selected messages, at once"), permissions=["replay"]
    )
    def send_again(self, request: HttpRequest, queryset: models.QuerySet[Delivery]) -> None:
        for delivery in queryset.select_related("webhook"):
            delivering.replay(delivery)
        self.message_user(request, _("They are sent again by the worker (manage.py work)."))

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("dialogues.change_webhook")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def shown_once(
    made_by: admin.ModelAdmin, request: HttpRequest, record: Any, what: Any, text: str
) -> HttpResponse:
    """The page that shows a secret, this once. Like all pages of the desk, it is kept by no cache."""
    context = {
        **made_by.admin_site.each_context(request),
        "title": _("Made: %(record)s") % {"record": record},
        "opts": made_by.opts,
        "record": record,
        "what": what,
        "text": text,
    }
    return TemplateResponse(request, "admin/desk/shown_once.html", context)
