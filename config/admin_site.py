"""The admin site of the register: its name, its home, and the app config that makes it the default site."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _


class RegisterAdminSite(AdminSite):
    """The desk where staff enter, clear and publish records."""

    site_title = _("Space Dialogues desk")
    site_header = _("Space Dialogues: the desk")
    index_title = _("The desk")
    # The forms and lists need the width; the home page is one step away.
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from accounts.second_factor import few_recovery_codes
        from dialogues.admin.home import what_waits
        from dialogues.admin.import_rights import kinds_of

        cards, empty = what_waits(request)
        context = {
            "cards": cards,
            "empty_lists": empty,
            "may_import": bool(kinds_of(request.user)),
            "few_codes": few_recovery_codes(request.user),
        }
        return super().index(request, context | (extra_context or {}))

    def get_urls(self) -> list[Any]:
        from dialogues.admin.audit.pages import audit_urls
        from dialogues.admin.entry.urls import entry_urls
        from dialogues.admin.importing import import_urls
        from dialogues.admin.keeping.presence import presence_urls
        from dialogues.admin.work.pages import work_urls

        ours = [*import_urls(), *audit_urls(), *entry_urls(self), *work_urls(self), *presence_urls(self)]
        return [*ours, *super().get_urls()]

    # Who signs in is asked by allauth alone: the forms of Django's own would pass by its lock-out and second factor.

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:  # type: ignore[override]
        from allauth.account.decorators import secure_admin_login

        return secure_admin_login(lambda request: redirect("admin:index"))(request)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:  # type: ignore[override]
        from allauth.account.views import logout

        return logout(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        from dialogues.admin.entry.finding import FindRecords

        return FindRecords.as_view(admin_site=self)(request)


class RegisterAdminConfig(AdminConfig):
    default_site = "config.admin_site.RegisterAdminSite"
