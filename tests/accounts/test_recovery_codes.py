"""Whoever may soon be locked out is told on the desk's home, with the way to new codes."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from tests.accounts.door import account
from tests.admin.desk import at_the_desk, page

pytestmark = pytest.mark.django_db


def warning(user):
    found = page(at_the_desk(user), "/admin/").select_one(".desk-warning")
    return found and (" ".join(found.text.split()), found.a["href"])


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (4, None),
        (3, "⚠ You have 3 recovery codes left. Without one, a lost phone or passkey locks you out."),
        (1, "⚠ You have 1 recovery code left. Without one, a lost phone or passkey locks you out."),
        (0, "⚠ You have no recovery codes. If you lose your phone or passkey, you cannot sign in."),
    ],
)
def test_few_recovery_codes_are_told_on_the_home_page(publisher, left, said):
    codes = RecoveryCodes.activate(publisher)
    for code in codes.get_unused_codes()[left:]:
        codes.validate_code(code)
    make = "Make new recovery codes" if left else "Make recovery codes"
    assert warning(publisher) == (said and (f"{said} {make}", "/admin/account/security/codes/new/"))


def test_without_recovery_codes_at_all_it_is_told_too(publisher):
    said, _where = warning(publisher)
    assert said.startswith("⚠ You have no recovery codes.")


def test_an_account_without_a_second_factor_needs_none():
    assert warning(account("e")) is None
