"""What second factors are made of lies sealed in the database, and a change of SECRET_KEY locks nobody out unsaid."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from accounts import second_factor
from tests.admin.desk import at_the_desk, member
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


def test_recovery_codes_that_no_key_opens_are_told_and_replaced(publisher, settings):
    RecoveryCodes.activate(publisher)
    client = at_the_desk(publisher)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert second_factor.few_recovery_codes(publisher) is None
    client.force_login(publisher)
    settings.SECRET_KEY_FALLBACKS = []
    assert second_factor.few_recovery_codes(publisher) == 0
    assert second_factor.drop_dead_recovery_codes(publisher)
    assert not second_factor.drop_dead_recovery_codes(publisher)
    assert not publisher.authenticator_set.filter(type="recovery_codes").exists()


@pytest.mark.parametrize("name", ["mfa_view_recovery_codes", "mfa_download_recovery_codes"])
def test_no_page_shows_recovery_codes_that_nobody_can_check(publisher, name):
    codes = RecoveryCodes.activate(publisher).instance
    client = at_the_desk(publisher)
    assert client.get(reverse(name))["Location"].startswith(reverse("mfa_reauthenticate"))
    codes.data["seed"] = "sealed:nobody"
    codes.save()
    answer = client.get(reverse(name))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_generate_recovery_codes"))


def test_with_everything_sealed_anew_the_key_of_before_is_not_needed(settings, capsys):
    user = member("e", "Editors")
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).generate_codes()
    lost = member("l", "Editors")
    Authenticator.objects.create(user=lost, type="totp", data={"secret": "sealed:nobody"})
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    call_command("seal_second_factors")
    settings.SECRET_KEY_FALLBACKS = []
    said = capsys.readouterr()
    assert said.out == "2 sealed.\n"
    assert said.err.startswith("No key opens those of: l (TOTP Authenticator).")
    assert TOTP(Authenticator.objects.get(user=user, type="totp")).validate_code(code())
    assert (
        RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).generate_codes() == codes
    )


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
