"""Every table is watched, but for those that are left out with a reason."""

import pytest
from django.apps import apps
from django.db import connection

from dialogues.audit.triggers import ROWS, TRUNCATE, watch_tables
from dialogues.audit.watched import COUNTED, LEFT_OUT, SECRET, TOLD_BY, watched
from participants.models import Party
from tests import cast
from tests.audit.noted import changes, said

pytestmark = pytest.mark.django_db


def models():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(tgname::text ORDER BY tgname) FROM pg_trigger"
            " JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname LIKE 'watched%%' AND tgenabled = 'O'"
            " GROUP BY relname"
        )
        return dict(cursor.fetchall())


@pytest.mark.parametrize("model", [*models()], ids=lambda model: model._meta.label)
def test_a_table_is_watched_or_left_out_with_a_reason(model):
    label, there = model._meta.label, triggers().get(model._meta.db_table)
    assert there == (None if label in LEFT_OUT else [ROWS, TRUNCATE])
    assert label not in LEFT_OUT or LEFT_OUT[label]


def test_nothing_is_left_out_that_is_not_there():
    there = {model._meta.label for model in models()}
    assert {*LEFT_OUT, *SECRET, *COUNTED, *TOLD_BY} - there == set()


@pytest.mark.parametrize("one", [*watched()], ids=lambda one: one.table)
def test_a_row_is_known_by_its_id(one):
    """The triggers read it by that name."""
    assert one.model._meta.pk.column == "id"


def test_every_part_belongs_to_a_record_of_the_register_or_an_account():
    assert {one.kind for one in watched()} == {
        "party", "organization", "person", "dialogue", "meeting", "topic", "track", "source",
        "user", "group", "apikey", "bypass", "sentback", "publication", "formerslug",
    }  # fmt: skip


def test_a_table_that_is_watched_late_begins_with_what_is_there():
    cast.party("FR")
    party = next(one for one in watched() if one.model is Party)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {ROWS} ON participants_party; DROP TRIGGER {TRUNCATE} ON participants_party"
        )
    with changes() as found:
        watch_tables([party])
        watch_tables([party])
    assert said(found) == [("participants_party", "snapshot")]
    assert found[0].row["slug"] == "FR"
    assert triggers()["participants_party"] == [ROWS, TRUNCATE]
