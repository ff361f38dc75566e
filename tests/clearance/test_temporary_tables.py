"""No temporary table answers in the place of the project's, and no setting of a session skips a rule."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from dialogues.models import Publication, Revision
from participants.models import Person
from tests import cast
from tests.clearing import as_user, publish

pytestmark = pytest.mark.django_db

EDITED = (
    "INSERT INTO dialogues_revision (number, publication_id, kind, slug, op, document, sha256, published_at,"
    " published_by_id, note, cause, changed, reason, reason_ja, weight, along_with, redaction_reason)"
    " SELECT revision + 1, id, kind, slug, 'upsert', document, sha256, now(), %s, '', 'changed', '{}', '', '',"
    " '', '', ''"
    " FROM dialogues_publication"
)
SECOND_PERSON = (
    "CREATE TEMP TABLE participants_person AS SELECT id, slug, version, {pk} AS changed_by_id, now() AS submitted_at,"
    " {pk} AS submitted_by_id, version AS submitted_version FROM public.participants_person"
)
RULE = "second_person_stands_behind_what_is_newly_shown"


@pytest.mark.parametrize(
    "before",
    [SECOND_PERSON, "SET LOCAL pgtrigger.ignore = '{{pgtrigger_name_who_stands_behind_it_0b63e}}'"],
    ids=["temporary table", "trigger skipped"],
)
def test_nobody_forges_a_second_person(before):
    publish(cast.person())
    alone, never_there = User.objects.create(username="alone"), User.objects.create(username="never-there")
    with as_user(alone):
        Person.objects.update(name_en="Alone")
        with connection.cursor() as cursor:
            cursor.execute(before.format(pk=never_there.pk))
            with pytest.raises(DatabaseError, match=RULE), transaction.atomic():
                cursor.execute(EDITED, [alone.pk])
            cursor.execute("DROP TABLE IF EXISTS pg_temp.participants_person; RESET pgtrigger.ignore")
    assert (Revision.objects.count(), Publication.objects.count()) == (1, 1)


def test_every_function_of_a_trigger_looks_into_temporary_tables_last():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND prorettype = 'trigger'::regtype"
            " AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp']"
        )
        assert cursor.fetchall() == []


def test_only_the_triggers_that_raise_versions_can_be_skipped():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{pgtrigger_refuse_change_1,pgtrigger_touch_record_1}'")
        cursor.execute(
            "SELECT _pgtrigger_should_ignore('pgtrigger_refuse_change_1'),"
            " _pgtrigger_should_ignore('pgtrigger_touch_record_1'),"
            " _pgtrigger_should_ignore('pgtrigger_touch_record_2')"
        )
        assert cursor.fetchone() == (False, True, False)
