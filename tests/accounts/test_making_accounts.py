"""Accounts are made by administrators, whose own roles others give; whom it concerns is told."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from dialogues.audit.models import Change
from tests.admin.desk import address, at_the_desk, errors, filled, member, page, told
from tests.admin.test_queries import queries
from tests.codes import new_secret

pytestmark = pytest.mark.django_db

ADD, LIST = "/admin/auth/user/add/", "/admin/auth/user/"
PASSWORD = "a long enough password"


@pytest.fixture
def administrator():
    return member("administrator", "Administrators")


@pytest.fixture
def administering(administrator):
    return at_the_desk(administrator)


@pytest.fixture
def superuser():
    user = member("chief")
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    TOTP.activate(user, new_secret())
    user.refresh_from_db()
    return user


def role(name):
    return Group.objects.get(name=name).pk


def save(client, user, callbacks, **values):
    """Saves the form of an account with some values changed; a value of None is not sent."""
    data = filled(page(client, address(user))) | values
    with callbacks(execute=True):
        return client.post(address(user), {name: value for name, value in data.items() if value is not None})


def act(client, name, *users):
    return client.post(LIST, {"action": name, "_selected_action": [user.pk for user in users]}, follow=True)


def test_the_roles_are_there_and_administrators_publish_and_enter_nothing():
    found = {group.name: group for group in Group.objects.all()}
    assert set(found) == {"Editors", "Publishers", "Administrators"}
    rights = {p.codename for p in found["Administrators"].permissions.all()}
    assert rights == {"add_user", "change_user", "view_user", "view_group"}


def test_a_new_account_gets_a_link_and_its_owner_the_password(
    administering, django_capture_on_commit_callbacks
):
    soup = page(administering, ADD)
    assert [box["name"] for box in soup.select("#user_form [name][type=password]")] == []
    data = filled(soup) | {"username": "new", "email": "new@example.org", "groups": [role("Editors")]}
    with django_capture_on_commit_callbacks(execute=True):
        answer = administering.post(ADD, data)
    assert answer.status_code == 302, errors(answer)
    user = User.objects.get(username="new")
    assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (True, False, False)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["new@example.org"], "Your account at the desk of Space Dialogues")
    client = Client()
    link = re.search(r"http://testserver(\S+)", sent.body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert client.post("/admin/account/login/", {"login": "new", "password": PASSWORD}).url == "/admin/"
    assert client.get("/admin/dialogues/meeting/add/").status_code == 200


def test_an_account_needs_a_mail_address_of_its_own(administering):
    for given in ("", "ADMINISTRATOR@example.org"):
        answer = administering.post(ADD, {"username": "new", "email": given})
        assert list(errors(answer).values()) == [
            "Another account has this address. Each needs one of its own."
            if given
            else "This field is required."
        ]


@pytest.mark.parametrize("who", ["administrator", "superuser"])
def test_nobody_changes_their_own_roles(who, request, django_capture_on_commit_callbacks):
    user = request.getfixturevalue(who)
    client = at_the_desk(user)
    before = (user.is_superuser, list(user.groups.all()))
    save(
        client,
        user,
        django_capture_on_commit_callbacks,
        first_name="Named",
        groups=[role("Publishers")],
        is_superuser=None if user.is_superuser else "on",
        is_active=None,
    )
    user = User.objects.get(pk=user.pk)
    assert (user.first_name, user.is_active) == ("Named", True)
    assert (user.is_superuser, list(user.groups.all())) == before


def test_only_superusers_make_superusers_and_touch_them(
    administering, superuser, django_capture_on_commit_callbacks
):
    editor = member("e", "Editors")
    assert page(administering, address(editor)).select("[name=is_superuser]") == []
    save(administering, editor, django_capture_on_commit_callbacks, is_superuser="on", is_staff="on")
    assert not User.objects.get(pk=editor.pk).is_superuser
    assert (
        administering.post(address(superuser), {"username": "mine", "email": "x@example.org"}).status_code
        == 403
    )
    for action in ("reset_second_factor", "send_link"):
        assert "only superusers may do that" in act(administering, action, superuser).content.decode()
    assert Authenticator.objects.filter(user=superuser).exists()
    assert mail.outbox == []
    save(at_the_desk(superuser), editor, django_capture_on_commit_callbacks, is_superuser="on")
    assert User.objects.get(pk=editor.pk).is_superuser


def test_whose_roles_or_address_changed_is_told_and_the_history_says_by_whom(
    administering, administrator, django_capture_on_commit_callbacks
):
    editor = member("e", "Editors")
    save(
        administering,
        editor,
        django_capture_on_commit_callbacks,
        email="another@example.org",
        groups=[role("Editors"), role("Publishers")],
    )
    assert sorted(sent.to[0] for sent in mail.outbox) == ["another@example.org", "e@example.org"]
    assert "Your roles are now: Editors and Publishers." in mail.outbox[0].body
    assert "“administrator” did this" in mail.outbox[0].body
    # A publisher now, and so without entry until there is a second factor.
    assert at_the_desk(User.objects.get(pk=editor.pk)).get("/admin/").url == "/admin/account/security/"


def test_a_closed_account_is_signed_out(administering, django_capture_on_commit_callbacks):
    editor = member("e", "Editors")
    editing = at_the_desk(editor)
    save(administering, editor, django_capture_on_commit_callbacks, is_active=None)
    assert editing.get("/admin/").status_code == 302


def test_who_lost_a_phone_is_helped_and_it_is_known_by_whom(administering, administrator):
    publisher = member("p", "Publishers")
    publishing = at_the_desk(publisher)
    answer = act(administering, "reset_second_factor", publisher, administrator)
    text = answer.content.decode()
    assert "“p” signs in without a second factor next time." in text
    assert "Your own second factor is changed under “Your account”." in text
    assert list(Authenticator.objects.values_list("user__username", flat=True)) == ["administrator"]
    assert publishing.get("/admin/").url == "/admin/account/security/"
    [sent] = mail.outbox
    assert sent.to == ["p@example.org"]
    assert "Your second factor was taken away" in sent.body
    history = page(administering, f"/admin/auth/user/{publisher.pk}/history/").text
    assert "administrator" in history


def test_the_last_superuser_is_helped_by_a_command(superuser, capsys):
    client = at_the_desk(superuser)
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        call_command("take_away_second_factor", "nobody")
    call_command("take_away_second_factor", "chief")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").status_code == 302
    assert "“chief” has no second factor any more" in capsys.readouterr().out


def test_nobody_types_anothers_password_and_no_account_is_deleted(administering, superuser):
    editor = member("e", "Editors")
    for client in (administering, at_the_desk(superuser)):
        for path in (f"{LIST}{editor.pk}/password/", f"{LIST}{editor.pk}/delete/"):
            assert client.post(path, {"password1": "x", "password2": "x", "post": "yes"}).status_code in (
                302,
                403,
                404,
            )
        act(client, "delete_selected", editor)
    assert User.objects.filter(pk=editor.pk, password=editor.password).exists()


def test_no_page_shows_what_a_second_factor_is_made_of(superuser):
    client = at_the_desk(superuser)
    for app in ("mfa/authenticator", "account/emailaddress", "usersessions/usersession"):
        assert client.get(f"/admin/{app}/").status_code == 404
    data = Authenticator.objects.get(user=superuser).data["secret"]
    changed = [str(row) for row in Change.objects.filter(table_name="mfa_authenticator").values()]
    assert len(changed) == 1
    assert data not in changed[0]


def test_a_password_is_not_guessed_from_the_list(administering):
    assert administering.get(f"{LIST}?password__startswith=md5").status_code in (302, 400)


def test_the_list_takes_the_same_number_of_queries_with_one_account_and_with_three(administering):
    administering.get(LIST)
    one = queries(administering, LIST)
    member("a", "Editors")
    member("b", "Publishers", "Administrators")
    assert queries(administering, LIST) == one


def test_told_is_told(administering):
    """The messages of the desk are kept in the session, not in a cookie that the public site would be sent."""
    editor = member("e", "Editors")
    answer = administering.post(LIST, {"action": "send_link", "_selected_action": [editor.pk]})
    assert "messages" not in administering.cookies
    assert told(administering, answer) == [
        "A link with which “e” sets the password was sent to e@example.org. It is good for three days."
    ]
