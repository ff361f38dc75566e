"""What was noted stays: nobody alters or deletes it, whichever way they try."""

import pytest
from django.db import IntegrityError, connection, transaction

from dialogues.audit.models import Change
from tests import cast
from tests.audit.noted import changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def change() -> Change:
    with changes() as found:
        cast.party("FR")
    return found[0]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda change: change.delete(),
        lambda change: Change.objects.all().delete(),
        lambda change: Change.objects.filter(pk=change.pk).update(user=None, row={}),
        lambda change: Change.objects.bulk_update([Change(pk=change.pk, op="add", kind="x")], ["kind"]),
        lambda change: run("UPDATE audit_change SET at = now()"),
        lambda change: run("DELETE FROM audit_change"),
        lambda change: run("TRUNCATE audit_change"),
        lambda change: run("SET LOCAL dialogues.redacting = 'on'; DELETE FROM audit_change"),
        lambda change: run("SET LOCAL dialogues.redacting = 'on'; TRUNCATE audit_change"),
        lambda change: run("SET LOCAL dialogues.redacting = 'on'; UPDATE audit_change SET act = 'x'"),
        lambda change: run("SET LOCAL pgtrigger.ignore = '{audit_change}'; DELETE FROM audit_change"),
    ],
)
def test_nothing_alters_what_was_noted(change, attempt):
    before = list(Change.objects.order_by("id").values())
    with pytest.raises(IntegrityError, match="kept for ever"), transaction.atomic():
        attempt(change)
    assert list(Change.objects.order_by("id").values()) == before


def test_a_change_outlives_its_record_and_its_author(change, django_user_model):
    author = django_user_model.objects.create_user("ann")
    with changes() as found:
        author.delete()
    assert [one.op for one in found] == ["delete"]
    assert Change.objects.filter(kind="user", row__username="ann").count() == 2


def test_no_table_of_the_same_name_takes_the_place_of_the_changes(change):
    run("CREATE TEMP TABLE audit_change (LIKE public.audit_change INCLUDING DEFAULTS) ON COMMIT DROP")
    run("CREATE TEMP TABLE participants_party ON COMMIT DROP AS TABLE public.participants_party WITH NO DATA")
    run(f"UPDATE public.participants_party SET name_en = 'Hidden' WHERE id = {change.row_id}")
    run("DROP TABLE pg_temp.audit_change")
    newest = Change.objects.order_by("-id").first()
    assert (newest.op, newest.row["name_en"]) == ("change", "Hidden")
    assert newest.record_version == newest.row["version"]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
