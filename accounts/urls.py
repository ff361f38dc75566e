"""The addresses of allauth that the desk needs. Those for signing up, for social accounts and for lists of mail
addresses are not here, so there are none.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from accounts.pages import at_the_desk as page
from accounts.pages import with_codes_that_work

urlpatterns = [
    path("login/", page(account.login, _("Sign in")), name="account_login"),
    path("logout/", page(account.logout, _("Sign out")), name="account_logout"),
    path("inactive/", page(account.account_inactive, _("No entry")), name="account_inactive"),
    path(
        "confirm/", page(account.reauthenticate, _("Confirm that it is you")), name="account_reauthenticate"
    ),
    path("password/", page(account.password_change, _("Change password")), name="account_change_password"),
    path(
        "password/forgotten/",
        page(account.password_reset, _("Forgotten password")),
        name="account_reset_password",
    ),
    path(
        "password/forgotten/sent/",
        page(account.password_reset_done, _("Look into your mail")),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page(account.password_reset_from_key, _("Choose a password")),
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/",
        page(account.password_reset_from_key_done, _("Your password is set")),
        name="account_reset_password_from_key_done",
    ),
    path("security/", page(mfa.index, _("Your account")), name="mfa_index"),
    path("security/sign-in/", page(mfa.authenticate, _("Second factor")), name="mfa_authenticate"),
    path(
        "security/confirm/", page(mfa.reauthenticate, _("Confirm that it is you")), name="mfa_reauthenticate"
    ),
    path("security/app/add/", page(totp.activate_totp, _("Set up an app")), name="mfa_activate_totp"),
    path("security/app/remove/", page(totp.deactivate_totp, _("Remove the app")), name="mfa_deactivate_totp"),
    path(
        "security/codes/",
        page(with_codes_that_work(codes.view_recovery_codes), _("Recovery codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "security/codes/file/",
        with_codes_that_work(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(
        "security/codes/new/",
        page(with_codes_that_work(codes.generate_recovery_codes), _("New recovery codes")),
        name="mfa_generate_recovery_codes",
    ),
    path("security/passkeys/", page(webauthn.list_webauthn, _("Passkeys")), name="mfa_list_webauthn"),
    path("security/passkeys/add/", page(webauthn.add_webauthn, _("Add a passkey")), name="mfa_add_webauthn"),
    path("security/passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "security/passkeys/confirm/",
        page(webauthn.reauthenticate_webauthn, _("Confirm that it is you")),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "security/passkeys/<int:pk>/remove/",
        page(webauthn.remove_webauthn, _("Remove a passkey")),
        name="mfa_remove_webauthn",
    ),
    path(
        "security/passkeys/<int:pk>/",
        page(webauthn.edit_webauthn, _("Name of a passkey")),
        name="mfa_edit_webauthn",
    ),
    path("sessions/", page(usersessions.list_usersessions, _("Open sessions")), name="usersessions_list"),
]
