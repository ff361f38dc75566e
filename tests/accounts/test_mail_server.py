"""Which mail server is used: the one that MAIL_URL names, always over an encrypted connection."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.mail import mailer


def test_without_a_server_mail_is_printed():
    assert mailer("") == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    ("url", "options"),
    [
        (
            "smtp://desk%40example.org:se%2Fcret@mail.example",
            {"host": "mail.example", "port": 587, "use_tls": True, "use_ssl": False, "username": "desk@example.org",
             "password": "se/cret", "timeout": 20},
        ),
        (
            "smtps://mail.example:2465",
            {"host": "mail.example", "port": 2465, "use_tls": False, "use_ssl": True, "timeout": 20},
        ),
    ],
)  # fmt: skip
def test_a_server_is_read_from_its_address(url, options):
    assert mailer(url) == {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://u:secret@mail.example:x"]
)
def test_anything_else_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match=r"^MAIL_URL must name a mail server") as refused:
        mailer(url)
    assert "secret" not in str(refused.value)
