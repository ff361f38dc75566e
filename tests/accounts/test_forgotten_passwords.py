"""A link by mail sets a password, and tells nobody who has an account; nobody signs up."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.accounts.door import ANOTHER, SECOND, account, failing, link_in, sign_in

pytestmark = pytest.mark.django_db


def ask(address):
    answer = Client().post("/admin/account/password/forgotten/", {"email": address})
    return answer.status_code, answer.url


def test_a_link_by_mail_sets_a_password_once_and_lets_a_locked_account_in():
    account("e")
    failing("e", 5)
    ask("E@example.org")
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["e@example.org"], "Your password for the desk")
    client = Client()
    form = client.get(link_in(sent), follow=True).redirect_chain[-1][0]
    # The key is in no address that a page could pass on.
    assert form.endswith("-set-password/")
    assert (
        client.post(form, {"password1": ANOTHER, "password2": ANOTHER}).url == "/admin/account/password/new/"
    )
    assert client.get("/admin/").status_code == 302
    assert sign_in(password=ANOTHER)[1].url == "/admin/"
    assert "This link is good no more" in Client().get(link_in(sent)).content.decode()


def test_a_new_password_does_not_pass_by_the_second_factor(publisher):
    ask("p@example.org")
    client = Client()
    form = client.get(link_in(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": ANOTHER, "password2": ANOTHER})
    assert sign_in("p", ANOTHER)[1].url == SECOND


def test_nobody_learns_who_has_an_account():
    account("e")
    assert ask("e@example.org") == ask("unknown@example.org")
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["e@example.org"], "Your password for the desk"),
        (["unknown@example.org"], "No account with this address"),
    ]


@pytest.mark.parametrize("address", ["e@example.org", "unknown@example.org"])
def test_an_address_is_written_to_three_times_an_hour(address):
    account("e")
    for _time in range(3):
        assert ask(address)[0] == 302
    refused = Client().post("/admin/account/password/forgotten/", {"email": address})
    assert refused.status_code == 429
    assert "This was tried too often from here." in refused.content.decode()
    assert len(mail.outbox) == 3


def test_nobody_signs_up():
    for name in ("account_signup", "account_email", "account_signup_by_passkey", "mfa_signup_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("signup/", "signup/passkey/", "security/passkeys/signup/", "social/", "email/", ""):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(
                f"/admin/account/{path}", {"username": "x", "password1": ANOTHER}
            )
            assert answer.status_code in (302, 404)
            assert answer.status_code == 404 or answer.url.startswith("/admin/login/?next=")
    assert not User.objects.exists()
