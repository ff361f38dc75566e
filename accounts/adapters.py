"""How allauth behaves here: nobody signs up, and what it leaves to a house to decide."""

import base64
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import lockout, sealing, second_factor
from dialogues.proxies import address_of

UNKNOWN_ADDRESS = "::"

log = logging.getLogger(__name__)


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The name and the password do not belong together."),
        "username_password_mismatch": _("The name and the password do not belong together."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Too many attempts. Wait some minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the API knows its callers. One that nobody can tell shares its limits with all others of the kind."""
        return clean_client_ip(address_of(request.META)) or UNKNOWN_ADDRESS

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            if error.code != lockout.CODE:
                raise
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise lockout.refusal(request, key) from None

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Only staff have anything to do here."""
        if not user.is_staff:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """With the second factor where there is one: else a password would be enough to add another."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa")] or methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Whoever never had a password is welcomed."""
        words = "password_reset_key" if user.has_usable_password() else "invitation"
        self.send_mail(f"account/email/{words}", email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email or user.email or None)


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code is not good. Each is good once and for a short time: take the next one."
        ),
        "cannot_delete_authenticator": _(
            "Your role needs a second factor, and this is the only one. Add another one first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return sealing.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret that cannot be opened is one to which no code fits: the sign-in is refused in the usual words."""
        try:
            return sealing.opened(encrypted_text)
        except sealing.CannotBeOpened:
            log.error(
                "The secret of a second factor was sealed with another SECRET_KEY. Name that one in "
                "SECRET_KEY_FALLBACKS, or take the factor away (manage.py take_away_second_factor)."
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        others = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": others + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=second_factor.FACTORS)
        return others.exclude(pk=authenticator.pk).exists() or not second_factor.is_needed(authenticator.user)
