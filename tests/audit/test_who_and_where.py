"""A change says by whom and from where: a page of the desk, a command, or the database itself."""

import json

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created

from dialogues.audit.callers import say_who_runs
from dialogues.audit.models import Change
from tests import cast
from tests.admin.desk import address, at_the_desk, filled, member, page
from tests.audit.noted import changes, without_a_request

pytestmark = pytest.mark.django_db


def test_a_form_says_who_sent_it_and_from_where(settings):
    settings.PROXIES = 1
    topic = cast.topic()
    ann = member("ann", "Editors")
    editing = at_the_desk(ann)
    form = filled(page(editing, address(topic))) | {"name_en": "Space traffic"}
    with changes() as found:
        answer = editing.post(address(topic), form, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7")
    assert answer.status_code == 302
    assert [(one.user, one.context) for one in found] == [
        (ann, {"user": ann.pk, "url": address(topic), "address": "198.51.100.7"})
    ]


def test_what_one_form_saves_is_one_act():
    meeting = cast.full_meeting()
    editing = at_the_desk(member("ann", "Editors"))
    form = filled(page(editing, address(meeting))) | {"title_en": "The ninth", "note": "Seen."}
    form |= {"participations-0-title_en": "Director", "outcomes-0-status": "done"}
    with changes() as found:
        assert editing.post(address(meeting), form).status_code == 302
    assert len(found) == 3
    assert len({one.act for one in found}) == 1


def test_readers_are_not_asked_who_they_are(client, django_assert_num_queries):
    user = member("ann", "Editors")
    client.force_login(user)
    with changes() as found:
        client.get("/meetings/")
    assert found == []


def test_a_command_says_its_name_and_who_ran_it(monkeypatch):
    monkeypatch.setenv("LOGNAME", "operator")
    say_who_runs("load_something")
    try:
        other = connections["default"].copy()
        with other.cursor() as cursor:
            cursor.execute("BEGIN; UPDATE auth_group SET name = name || '!' WHERE name = 'Editors'")
            cursor.execute("SELECT context::text, act FROM audit_change ORDER BY id DESC LIMIT 1")
            said, act = cursor.fetchone()
            cursor.execute("UPDATE auth_group SET name = name || '!' WHERE name = 'Publishers'")
            cursor.execute("SELECT act FROM audit_change ORDER BY id DESC LIMIT 1")
            assert cursor.fetchone() == (act,)
            cursor.execute("ROLLBACK")
        other.close()
    finally:
        connection_created.disconnect(dispatch_uid="who runs this")
    assert json.loads(said) == {"command": "load_something", "os_user": "operator"}


def test_a_write_from_the_database_says_its_user_and_program():
    cast.party("FR")
    without_a_request()
    with changes() as found, connection.cursor() as cursor:
        cursor.execute("SET LOCAL application_name = 'psql'")
        cursor.execute("UPDATE participants_party SET name_en = 'The French Republic' WHERE slug = 'FR'")
        cursor.execute("SELECT session_user::text")
        (owner,) = cursor.fetchone()
    assert [(one.user, one.context, one.application, one.database_user) for one in found] == [
        (None, None, "psql", owner)
    ]


def test_a_write_in_another_role_says_whose_session_it_is():
    """The functions run with the rights of the owner, whoever writes; they must not note the owner for that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user::text")
        (owner,) = cursor.fetchone()
        cursor.execute("CREATE ROLE audit_stranger; GRANT INSERT ON participants_party TO audit_stranger")
        cursor.execute("GRANT USAGE ON participants_party_id_seq TO audit_stranger")
        # What a writer needs beside its tables: the triggers ask it whether one of them is ignored.
        cursor.execute("GRANT EXECUTE ON FUNCTION _pgtrigger_should_ignore(NAME) TO audit_stranger")
        cursor.execute("SET LOCAL ROLE audit_stranger")
        cursor.execute(
            "INSERT INTO participants_party (slug, kind, name_en, name_ja, name_other, version)"
            " VALUES ('IT', 'state', 'Italy', '', '{}', 1)"
        )
        cursor.execute("RESET ROLE")
    assert Change.objects.order_by("id").last().row["slug"] == "IT"
    assert Change.objects.order_by("id").last().database_user == owner
