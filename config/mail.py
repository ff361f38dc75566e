"""Where mail is handed in: the server that MAIL_URL names, else the log of the site."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 587, "smtps": 465}


def mailer(url: str) -> dict[str, Any]:
    """The default entry of MAILERS for a MAIL_URL, or for none.

    `smtp` is always with STARTTLS: mail of the desk holds links that set passwords.
    Raises ImproperlyConfigured where the address cannot be understood; it never repeats the password.
    """
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "MAIL_URL must name a mail server, as in smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": port or PORTS[parts.scheme],
        "use_tls": parts.scheme == "smtp",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
