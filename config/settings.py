"""All settings, in one file. What differs between machines comes from environment variables:

DATABASE_URL         a PostgreSQL 15 or later; unset: the embedded server of this checkout
PUBLIC_DATABASE_URL  what the public side reads through: a read-only role or a replica;
                     unset: the reader role of the embedded server, else DATABASE_URL
SECRET_KEY           required unless DEBUG or DEMO is on
SECRET_KEY_FALLBACKS comma-separated: keys of before, while what was signed or sealed with them is still about
DEBUG, DEMO          "1" to switch on; DEMO serves as in production, with a key made for this checkout
ALLOWED_HOSTS        comma-separated
CSRF_TRUSTED_ORIGINS comma-separated, with scheme
STATIC_ROOT          where collectstatic puts the static files; unset: var/static
CONTACT_EMAIL        whom readers may write to; shown on pages that say where to ask; unset: they say nothing of it
MAIL_URL             where mail to staff is handed in: smtp://user:secret@mail.example:587 (with STARTTLS) or
                     smtps://…:465; unset: it is printed to the log, and whoever reads that can use its links
MAIL_FROM            the address that mail comes from; required with MAIL_URL
API_LIMIT            how often one address may ask the API in a minute without a key; unset: 300
PROXIES              how many proxies of yours stand before the site, each adding to X-Forwarded-For; unset: 0
WEBHOOKS_ANYWHERE    "1" lets webhooks go to private addresses and over http: on your own machine only
DUMPS_ROOT           where dumps are made and served from; unset: var/dumps
HTTPS                "1" where the site is served over HTTPS: secure cookies, HSTS, redirect
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config.database import databases
from config.mail import mailer

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"


def on(name: str) -> bool:
    return os.environ.get(name, "") in ("1", "true", "yes", "on")


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def key_of_this_checkout() -> str:
    """A secret made once and kept beside the embedded database, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = on("DEBUG")
DEMO = on("DEMO")

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not (DEBUG or DEMO):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random text, or set DEBUG=1 or DEMO=1 on your own machine."
        )
    SECRET_KEY = key_of_this_checkout()
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config.admin_site.RegisterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "django_htmx",  # its static files: htmx, served from here
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "participants",
    "dialogues",
    "dialogues.audit",
    "accounts",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dialogues.public.serving.language.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "dialogues.admin.keeping.sent_back.SentFormsComeBack",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dialogues.audit.callers.SaysWhoWrites",  # says to the database who writes
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.gate.Gate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = databases()
# What the pages and the API read through. Tests that live in one transaction set it to "default".
PUBLIC_DATABASE = "public"

CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "").strip()

# Nobody writes by asking for a page; and a page for readers must not ask who they are.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# A meeting's form holds a whole release: forty participations make more fields than the usual thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"

# Who signs in, and how: django-allauth, with the rules of accounts/. Nobody signs up.
ACCOUNT_ADAPTER = "accounts.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "email*",
    "password1*",
]  # as the accounts are that staff make for each other
ACCOUNT_EMAIL_VERIFICATION = "none"  # the link that sets the first password proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # accounts.forms.ForgottenPassword writes to them
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, too
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignIn",
    "reauthenticate": "accounts.forms.PasswordAgain",
    "change_password": "accounts.forms.ChangedPassword",
    "reset_password": "accounts.forms.ForgottenPassword",
    "reset_password_from_key": "accounts.forms.NewPassword",
}
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/15m/ip,5/15m/key",
    "reauthenticate": "20/15m/user",
    "reset_password": "10/1h/ip,3/1h/key",
}
MFA_ADAPTER = "accounts.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Space Dialogues"
MFA_TOTP_TOLERANCE = (
    1  # a code is good for the half minute before and after its own, for slow hands and clocks
)
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStep",
    "reauthenticate": "accounts.forms.SecondStepAgain",
    "activate_totp": "accounts.forms.FirstCode",
    "add_webauthn": "accounts.forms.AddPasskey",
}

# A session ends two hours after it was last used (accounts.gate), and is never sent to the public site.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
CSRF_FAILURE_VIEW = "dialogues.admin.keeping.sent_back.token_refused"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Failures to sign in are counted for all processes together; the table is made by a migration of accounts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # more than anybody can fill who wants others to be forgotten
    }
}
MAILERS = {"default": mailer(os.environ.get("MAIL_URL", ""))}
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or "desk@localhost"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
DUMPS_ROOT = Path(os.environ.get("DUMPS_ROOT") or VAR_DIR / "dumps")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if on("HTTPS"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

API_REQUESTS_A_MINUTE = int(os.environ.get("API_LIMIT") or 300)
WEBHOOKS_ANYWHERE = on("WEBHOOKS_ANYWHERE")
PROXIES = int(os.environ.get("PROXIES") or 0)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Space Dialogues",
    "DESCRIPTION": "The public register of bilateral space dialogues. Read-only; anonymous reading is allowed.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
