"""What of ours follows when somebody signs in, sets up a second factor, or sets a new password."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        from allauth.account.signals import password_reset
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from accounts import lockout, sessions

        user_logged_in.connect(sessions.begin, dispatch_uid="accounts begin")
        authenticator_added.connect(sessions.prove, dispatch_uid="accounts prove")
        password_reset.connect(lockout.end_with_a_new_password, dispatch_uid="accounts let in")
