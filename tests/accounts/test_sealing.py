"""What second factors are made of lies sealed in the database, and a change of SECRET_KEY locks nobody out unsaid."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.db import connection

from tests.admin.desk import member
from tests.codes import new_secret

SECRET = new_secret()

pytestmark = pytest.mark.django_db


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def rows() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, data::text FROM mfa_authenticator ORDER BY type")
        return json.dumps(cursor.fetchall())


def test_the_database_holds_no_secret_that_makes_codes():
    user = member("e", "Editors")
    codes = RecoveryCodes.activate(user).generate_codes()
    TOTP.activate(user, SECRET)
    assert SECRET not in rows()
    assert rows().count("sealed:") == 2
    assert TOTP(Authenticator.objects.get(user=user, type="totp")).validate_code(code())
    assert (
        RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).generate_codes() == codes
    )


def test_a_secret_of_before_opens_with_the_key_of_before(settings):
    user = member("e", "Editors")
    TOTP.activate(user, SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert TOTP(Authenticator.objects.get(user=user)).validate_code(code())


def test_with_the_key_gone_no_code_fits_and_the_log_says_what_to_do(settings, caplog):
    user = member("e", "Editors")
    TOTP.activate(user, SECRET)
    settings.SECRET_KEY = "another"
    assert not TOTP(Authenticator.objects.get(user=user)).validate_code(code())
    assert "SECRET_KEY_FALLBACKS" in caplog.text
    assert "take_away_second_factor" in caplog.text


def test_secrets_that_were_kept_open_are_sealed_by_the_migration_and_opened_by_its_way_back():
    user = member("e", "Editors")
    Authenticator.objects.create(user=user, type="totp", data={"secret": SECRET})
    assert TOTP(Authenticator.objects.get(user=user)).validate_code(code())
    migration = import_module("accounts.migrations.0003_secrets_are_sealed")
    with connection.schema_editor() as editor:
        migration.seal(apps, editor)
        sealed = rows()
        migration.seal(apps, editor)  # again: nothing is sealed twice
        assert rows() == sealed
        assert SECRET not in sealed
        migration.open_again(apps, editor)
    assert SECRET in rows()
