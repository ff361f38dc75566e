"""How the tests come in: accounts with a password, the form of signing in, and what is told there."""

import re

from django.test import Client

from tests.admin.desk import member

LOGIN, SECOND = "/admin/account/login/", "/admin/account/security/sign-in/"
PASSWORD, ANOTHER = "a long enough password", "quite another password"


def told(response):
    """Errors and messages that a page shows."""
    text = response.content.decode()
    return [
        " ".join(said.split())
        for said in re.findall(r'(?:errorlist[^>]*><li>|<li class="\w+">)(.*?)</li>', text)
    ]


def account(name, group="Editors"):
    user = member(name, group)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(login="e", password=PASSWORD, client=None, **headers):
    client = client or Client()
    return client, client.post(LOGIN, {"login": login, "password": password}, **headers)


def failing(login, times, address="192.0.2.1"):
    for _time in range(times):
        _client, answer = sign_in(login, "wrong", REMOTE_ADDR=address)
    return told(answer)


def link_in(sent):
    return re.search(r"http://testserver(\S+)", sent.body)[1]
