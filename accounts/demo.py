"""The accounts of the demo: an editor and a publisher, with passwords and the publisher's second factor in a file.

Everything that would be secret elsewhere lies in a file of the checkout here, so that whoever starts the demo can sign
in. They belong on no site that people work with (manage.py demo refuses that).
"""

import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.contrib.auth.models import Group, User

from accounts import second_factor

ACCOUNTS = {"demo-editor": "Editors", "demo-publisher": "Publishers"}
FILE = "demo_accounts.json"
PERIOD = 30


@dataclass
class Account:
    """What is known of a demo account: its password, unless somebody changed it, and the secret of its codes."""

    password: str | None = None
    totp_secret: str | None = None


def make_accounts(path: Path) -> dict[str, Account]:
    """Makes the accounts that are missing, as the file has them or anew. Returns what is true of them."""
    made = kept(path)
    told = {}
    for name, group in ACCOUNTS.items():
        account = made.setdefault(name, Account())
        user = User.objects.filter(username=name).first()
        if user is None:
            # Kept in the file before it is used: interrupted here, the next run knows it still.
            account.password = account.password or secrets.token_urlsafe(12)
            write_private(path, made)
            user = User.objects.create_user(name, f"{name}@localhost", account.password, is_staff=True)
            user.groups.add(Group.objects.get(name=group))
        ours = bool(account.password) and user.check_password(account.password)
        if ours and second_factor.is_needed(user) and not second_factor.has_one(user):
            account.totp_secret = account.totp_secret or generate_totp_secret()
            write_private(path, made)
            TOTP.activate(user, account.totp_secret)
            RecoveryCodes.activate(user)
        told[name] = account if ours else Account()
    return told


def code_now(secret: str) -> tuple[str, int]:
    """The code that an app with this secret shows now, and for how many seconds more."""
    counter, into = divmod(int(time.time()), PERIOD)
    return format_hotp_value(hotp_value(secret, counter)), PERIOD - into


def accounts_file() -> Path:
    return Path(settings.VAR_DIR) / FILE


def kept(path: Path) -> dict[str, Account]:
    """What the file holds. An older checkout wrote passwords alone."""
    found = json.loads(path.read_text()) if path.exists() else {}
    return {
        name: Account(**account) if isinstance(account, dict) else Account(account)
        for name, account in found.items()
    }


def write_private(path: Path, accounts: dict[str, Account]) -> None:
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({name: vars(account) for name, account in accounts.items()}, file, indent=1)
    new.replace(path)
