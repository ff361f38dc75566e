"""The forms of signing in, as allauth has them, with our words and the end of a lock-out."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import lockout


class _Plain:
    """Our labels, and nothing in a field that says the same once more."""

    fields: dict[str, forms.Field]
    labels: ClassVar[dict[str, Any]] = {
        "login": _("Name or mail address"),
        "email": _("Mail address"),
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        for name in {"password", "oldpassword"} & set(self.fields):
            self.fields[name].help_text = ""  # a link that the page has already


class SignIn(_Plain, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "autofocus": True,
        }


class PasswordAgain(_Plain, ReauthenticateForm):
    pass


class ChangedPassword(_Plain, ChangePasswordForm):
    pass


class NewPassword(_Plain, ResetPasswordKeyForm):
    pass


class ForgottenPassword(_Plain, ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Writes to unknown addresses, too: how long an answer takes does not tell which have an account."""
        email: str = super().save(request, **kwargs)
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", email, {"request": request})
        return email


class AddPasskey(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _(
            "So that you know it among others: where it is, or what it is kept on."
        )
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Sign in with it alone, without the password"), True
        alone.label_suffix = ""
        alone.help_text = _("It then asks for your finger, your face or its PIN. Not every security key can.")


class _Code:
    """A field for a code. Failures are counted with those of the password."""

    user: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError as error:
            if error.code not in (lockout.CODE, "rate_limited"):
                raise
            raise lockout.refusal(context.request, f"mfa-auth-user-{self.user.pk}") from None


class SecondStep(_Code, AuthenticateForm):
    pass


class SecondStepAgain(_Code, CodeAgainForm):
    pass


class FirstCode(_Code, ActivateTOTPForm):
    pass
