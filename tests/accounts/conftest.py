import pytest


@pytest.fixture(autouse=True)
def passwords_are_checked_quickly(settings):
    """How slowly a password is checked is Django's matter, and not what is tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
