"""How the tests use the desk: its people, and its forms filled in as a browser would send them."""

import re
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from tests.codes import new_secret


def member(name: str, *groups: str) -> User:
    """A member of staff with a role, and with a second factor where the role needs one."""
    user = User.objects.create_user(name, f"{name}@example.org", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    if second_factor.is_needed(user):
        TOTP.activate(user, new_secret())
    return user


def at_the_desk(user: User, client: Client | None = None) -> Client:
    """A browser in which somebody has signed in, with the second factor where the account has one."""
    client = client or Client()
    client.force_login(user)
    factor = Authenticator.objects.filter(user=user, type__in=second_factor.FACTORS).first()
    if factor:
        # As allauth notes it; force_login passes by allauth.
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
        request.session.save()
    return client


def page(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, (response.status_code, address)
    return BeautifulSoup(response.content.decode(), "html.parser")


def address(record: Any, name: str = "change") -> str:
    options = record._meta
    args = [] if name in ("add", "changelist") else [record.pk]
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=args)


def filled(soup: BeautifulSoup) -> dict[str, Any]:
    """Everything that the form on the page would send, without a button."""
    form = soup.select_one("form[id$=_form]")
    data: dict[str, Any] = {}
    for box in form.select("input[name], textarea[name], select[name]"):
        name = box["name"]
        if "__prefix__" in name or box.get("type") == "submit" or name in ("action", "csrfmiddlewaretoken"):
            continue
        if box.name == "textarea":
            data[name] = box.text.removeprefix("\n")
        elif box.name == "select":
            chosen = [option.get("value", "") for option in box.select("option[selected]")]
            data[name] = chosen if box.has_attr("multiple") else (chosen or first_option(box))[0]
        elif box.get("type") in ("checkbox", "radio"):
            if box.has_attr("checked"):
                data[name] = box.get("value", "on")
        else:
            data[name] = box.get("value", "")
    return data


def first_option(box: Any) -> list[str]:
    options = box.select("option")
    return [options[0].get("value", "")] if options else [""]


def add_row(data: dict[str, Any], soup: BeautifulSoup, prefix: str, **values: Any) -> int:
    """Adds a row to the form as the “Add another” link does. Returns its place."""
    place = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = place + 1
    for box in soup.select(f"[name^={prefix}-__prefix__-]"):
        name = box["name"].replace("__prefix__", str(place))
        if box.name == "select":
            chosen = [option["value"] for option in box.select("option[selected]")]
            if not box.has_attr("multiple"):
                data[name] = (chosen or first_option(box))[0]
        elif box.get("type") != "checkbox":
            data[name] = box.get("value", box.text.removeprefix("\n") if box.name == "textarea" else "")
    data |= {f"{prefix}-{place}-{name}": value for name, value in values.items()}
    return place


def errors(response: Any) -> dict[str, str]:
    """The messages of a page by the name of the field that they stand beside; `""` for the others."""
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    found: dict[str, str] = {}
    for listed in soup.select("ul.errorlist"):
        holder = listed.find_parent(class_="desk-field")
        box = holder.select_one("[name]") if holder else None
        found[box["name"] if box else ""] = re.sub(r"\s+", " ", listed.text).strip()
    return found


def told(client: Client, response: Any) -> list[str]:
    """The messages that the next page shows."""
    soup = (
        BeautifulSoup(client.get(response.url).content.decode(), "html.parser")
        if response.status_code == 302
        else None
    )
    soup = soup or BeautifulSoup(response.content.decode(), "html.parser")
    return [message.text.strip() for message in soup.select("ul.messagelist li")]
