"""The accounts of the demo: known to whoever started it, and to nobody else."""

import json
import stat

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from accounts import demo
from accounts.demo import Account
from dialogues.management.commands.demo import refuse_real_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "accounts.json"


def test_they_can_enter_with_what_is_told(path):
    told = demo.make_accounts(path)
    for name, group in {"demo-editor": "Editors", "demo-publisher": "Publishers"}.items():
        user = User.objects.get(username=name)
        assert (user.is_staff, user.is_superuser) == (True, False)
        assert [g.name for g in user.groups.all()] == [group]
        client = Client()
        sent = client.post("/admin/account/login/", {"login": name, "password": told[name].password})
        if told[name].totp_secret:
            assert sent.url == "/admin/account/security/sign-in/"
            sent = client.post(sent.url, {"code": demo.code_now(told[name].totp_secret)[0]})
        assert sent.url == "/admin/"
        assert client.get("/admin/").status_code == 200


def test_the_file_is_for_its_owner_alone_and_holds_what_is_told(path):
    told = demo.make_accounts(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == {name: vars(account) for name, account in told.items()}
    assert [bool(account.totp_secret) for account in told.values()] == [False, True]
    assert len({account.password for account in told.values()}) == 2
    assert demo.make_accounts(path) == told


def test_a_password_changed_since_is_neither_overwritten_nor_told(path):
    told = demo.make_accounts(path)
    publisher = User.objects.get(username="demo-publisher")
    publisher.set_password("chosen by hand")
    publisher.save()
    assert demo.make_accounts(path) == told | {"demo-publisher": Account()}
    assert User.objects.get(username="demo-publisher").check_password("chosen by hand")
    path.unlink()
    assert demo.make_accounts(path) == {"demo-editor": Account(), "demo-publisher": Account()}


def test_in_a_new_database_they_keep_what_was_told(path):
    told = demo.make_accounts(path)
    User.objects.all().delete()
    assert demo.make_accounts(path) == told


def test_a_publisher_of_a_checkout_from_before_gets_a_second_factor(path):
    told = demo.make_accounts(path)
    publisher = User.objects.get(username="demo-publisher")
    publisher.authenticator_set.all().delete()
    path.write_text(json.dumps({name: account.password for name, account in told.items()}))
    again = demo.make_accounts(path)
    assert again["demo-publisher"].password == told["demo-publisher"].password
    assert (
        publisher.authenticator_set.get(type=Authenticator.Type.TOTP)
        .wrap()
        .validate_code(demo.code_now(again["demo-publisher"].totp_secret)[0])
    )


def test_the_command_prints_the_code_or_says_what_to_do(path, settings, capsys):
    settings.VAR_DIR = path.parent
    with pytest.raises(CommandError, match="Run: make demo"):
        call_command("demo_code")
    told = demo.make_accounts(demo.accounts_file())
    call_command("demo_code")
    assert capsys.readouterr().out.split()[0] == demo.code_now(told["demo-publisher"].totp_secret)[0]


def test_they_are_put_on_no_site_that_people_work_with(path, monkeypatch):
    User.objects.create_user("somebody")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    refuse_real_site()
    monkeypatch.setenv("DATABASE_URL", "postgres://someone:secret@db.example:5433/register")
    with pytest.raises(CommandError, match="DATABASE_URL has accounts already"):
        refuse_real_site()
    demo.make_accounts(path)
    refuse_real_site()
