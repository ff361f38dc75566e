import pytest
from allauth.mfa.totp.internal.auth import TOTP

from tests.accounts.door import account
from tests.codes import Codes, new_secret


@pytest.fixture(autouse=True)
def passwords_are_checked_quickly(settings):
    """How slowly a password is checked is Django's matter, and not what is tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def publisher():
    user = account("p", "Publishers")
    user.authenticator_set.all().delete()
    secret = new_secret()
    TOTP.activate(user, secret)
    user.codes = Codes(secret)
    return user
