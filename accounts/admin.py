"""Accounts at the desk: administrators make them, give roles, and help who lost a phone.

Nobody types another's password: a link goes to the mail address of the account. Nobody changes their own roles, and
only superusers touch superusers. An account is deactivated, never deleted: what it did stays its own. The histories
(dialogues.audit) note all of it, and whom it concerns is told by mail.
"""

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import mails, second_factor, sessions

# What allauth keeps is shown to nobody: an authenticator holds its secret. Mail addresses are those of the accounts.
for kept in (EmailAddress, EmailConfirmation, Authenticator, UserSession):
    if admin.site.is_registered(kept):
        admin.site.unregister(kept)
admin.site.unregister(User)


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "groups", "is_active", "is_superuser")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].required = True
            self.fields["email"].help_text = _("Links that set the password go there.")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this address. Each needs one of its own."))
        return email


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = add_form = AccountForm
    add_form_template = None
    add_fieldsets = (
        (None, {"fields": ("username", ("first_name", "last_name"), "email")}),
        (gettext_lazy("Roles"), {"fields": ("groups",)}),
    )
    list_display = ("username", "name", "email", "roles", "factor", "last_login", "is_active")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    actions = ("send_link", "reset_second_factor")

    # --- what is seen ---

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        factors = Authenticator.objects.filter(user=models.OuterRef("pk"), type__in=second_factor.FACTORS)
        found: models.QuerySet[User] = super().get_queryset(request)
        return found.annotate(has_factor=models.Exists(factors)).prefetch_related("groups")

    @admin.display(description=gettext_lazy("name"), ordering=("first_name"))
    def name(self, user: User) -> str:
        return user.get_full_name() or "–"

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join([_("Superuser")] * user.is_superuser + names) or "–"

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def factor(self, user: Any) -> bool:
        return bool(user.has_factor)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        rights = ["groups", "is_active", *(["is_superuser"] if request.user.is_superuser else [])]
        return (
            (None, {"fields": ("username", ("first_name", "last_name"), "email")}),
            (gettext_lazy("Roles"), {"fields": rights}),
            (gettext_lazy("As it is"), {"fields": ("factor", "last_login", "date_joined")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        seen = ("factor", "last_login", "date_joined")
        return (*seen, "groups", "is_active", "is_superuser") if obj == request.user else seen

    def get_urls(self) -> list[Any]:
        return [address for address in super().get_urls() if address.name != "auth_user_password_change"]

    # --- who may do what ---

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and field is not None:
            field.help_text = _("Publishers and administrators have to set up a second factor.")
        return field

    # --- what is done ---

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        user: User = form.instance
        if not change:
            transaction.on_commit(lambda: mails.send_link(request, user))
            return
        if not user.is_active:
            sessions.end_all(user)
        if done := list(self._done(form)):
            before = [form.initial["email"]] if "email" in form.changed_data else []
            transaction.on_commit(lambda: mails.notify(request, user, " ".join(done), *before))

    def _done(self, form: Any) -> Any:
        """What was done to an account, in sentences for its owner."""
        user = form.instance
        if "email" in form.changed_data:
            yield _("The mail address of your account is now %(address)s.") % {"address": user.email}
        if "groups" in form.changed_data:
            roles = get_text_list([group.name for group in form.cleaned_data["groups"]], _("and"))
            yield _("Your roles are now: %(roles)s.") % {"roles": roles or _("none")}
        if "is_superuser" in form.changed_data:
            yield _("You are a superuser now.") if user.is_superuser else _("You are no superuser any more.")
        if "is_active" in form.changed_data:
            yield _("Your account is open again.") if user.is_active else _("Your account is closed.")

    @admin.action(description=gettext_lazy("Send a link that sets the password"), permissions=["change"])
    def send_link(self, request: HttpRequest, queryset: models.QuerySet[User]) -> None:
        for user in self._within_reach(request, queryset):
            mails.send_link(request, user)

    @admin.action(
        description=gettext_lazy(
            "Take away the second factor (lost phone): a new one is set up at the next sign-in"
        ),
        permissions=["change"],
    )
    def reset_second_factor(self, request: HttpRequest, queryset: models.QuerySet[User]) -> None:
        done = []
        for user in self._within_reach(request, queryset):
            if user == request.user:
                messages.error(request, _("Your own second factor is changed under “Your account”."))
                continue
            with transaction.atomic():
                second_factor.take_away(user)
                self.log_change(request, user, _("Second factor taken away."))
            mails.notify(request, user, _("Your second factor was taken away, and your sessions were ended."))
            done.append(user)
        if done:
            words = ngettext(
                "“%(user)s” signs in without a second factor next time.",
                "%(count)s accounts sign in without a second factor next time.",
                len(done),
            )
            messages.success(request, words % {"user": done[0], "count": len(done)})

    def _within_reach(self, request: HttpRequest, queryset: models.QuerySet[User]) -> list[User]:
        """Those of the accounts that the user may change. Says so of the others."""
        chosen = list(queryset)
        for user in chosen:
            if not self.has_change_permission(request, user):
                messages.error(
                    request, _("“%(user)s” is a superuser: only superusers may do that.") % {"user": user}
                )
        return [user for user in chosen if self.has_change_permission(request, user)]
