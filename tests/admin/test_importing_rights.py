"""Who may import: whoever may enter and change the same records by hand, and only their own uploads."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from dialogues.admin import importing
from dialogues.models import Upload
from participants.models import Party
from tests.admin.desk import at_the_desk, member, page, told
from tests.admin.test_importing import IMPORT, confirmed, lines, previewed, sent
from tests.interchange.test_faults import WORLD

pytestmark = pytest.mark.django_db


def test_another_member_of_staff_neither_sees_nor_confirms_an_upload(editing, clearing):
    address, soup = previewed(editing, lines(WORLD[0]))
    response = clearing.get(address)
    assert (response.status_code, response.url) == (302, IMPORT)
    assert clearing.post(address, {"_confirm": "1"}).url == IMPORT
    assert clearing.get(f"{address}refused.csv").url == IMPORT
    assert confirmed(editing, address, soup).url == f"{address}done/"


@pytest.mark.parametrize("lacking", ["change_organization", "add_organization", "delete_organizationalias"])
def test_who_may_not_enter_a_kind_by_hand_may_not_import_it(lacking):
    user = User.objects.create_user("narrow", is_staff=True)
    wanted = ["organization", "organizationalias", "party"]
    codes = {f"{act}_{model}" for model in wanted for act in ("add", "change", "delete", "view")} - {lacking}
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = at_the_desk(user)
    response = client.get(sent(client, lines(WORLD[0], WORLD[1], WORLD[2])).url)
    assert told(client, response) == [
        "Nothing was imported: the file holds organizations, which you may not both add and change. Ask whoever "
        "administers the desk for the permission, or leave them out of the file."
    ]
    assert not Upload.objects.exists()
    address, soup = previewed(client, lines(WORLD[0], WORLD[1]))
    assert confirmed(client, address, soup).url == f"{address}done/"


def test_rights_that_were_taken_after_the_preview_are_missed_when_it_is_confirmed(editing, editor):
    address, soup = previewed(editing, lines(WORLD[0]))
    editor.groups.clear()
    editor.user_permissions.set(Permission.objects.filter(codename__in=["add_topic", "change_topic"]))
    assert confirmed(editing, address, soup).url == IMPORT
    assert not Party.objects.exists()


def test_who_may_import_nothing_sees_no_page_and_no_link():
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_organization"]))
    reading = at_the_desk(user)
    assert reading.get(IMPORT).status_code == 403
    for address in ("/admin/", "/admin/participants/organization/"):
        assert page(reading, address).select(f"a[href='{IMPORT}']") == []
    assert Client().get(IMPORT).status_code == 302


def test_no_form_but_our_own_can_upload_or_confirm(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert sent(client, lines(WORLD[0])).status_code == 403
    assert not Upload.objects.exists()
    upload = importing.keep_upload(editor, "x.jsonl", [lines(WORLD[0])])
    assert client.post(f"{IMPORT}{upload.pk}/", {"_confirm": "1"}).status_code == 403


def test_a_publisher_may_import_as_an_editor_does():
    client = at_the_desk(member("p", "Publishers"))
    address, soup = previewed(client, lines(WORLD[0]))
    assert confirmed(client, address, soup).url == f"{address}done/"
