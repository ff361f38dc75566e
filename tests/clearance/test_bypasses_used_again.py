"""A bypass clears what was shown with it, and nothing else, whoever writes."""

import json

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dialogues import clearing
from dialogues.documents import digest
from dialogues.models import Bypass, Publication, Revision
from tests import cast
from tests.clearing import as_user, publish
from tests.past_triggers import past_the_triggers

pytestmark = pytest.mark.django_db


def show(bypass, cause="changed"):
    """Writes, in SQL, what nobody cleared, with a bypass."""
    shown = Publication.objects.get()
    document = shown.document | {"name": {"en": "FORGED", "ja": None}}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dialogues_revision (number, publication_id, kind, slug, op, document, sha256, published_at,"
            " note, cause, changed, reason, reason_ja, weight, bypass_id, along_with, redaction_reason)"
            " VALUES (%s, %s, 'person', %s, 'upsert', %s, %s, now(), '', %s, '{}', '', '', '', %s, '', '')",
            [
                shown.revision + 1,
                shown.pk,
                shown.slug,
                json.dumps(document),
                digest(document),
                cause,
                bypass.pk,
            ],
        )


NOT_FOR_IT = "names a bypass that was not made for it"


@pytest.mark.parametrize(
    ("how", "cause"),
    [("desk", "changed"), ("merge", "carried"), ("republish", "carried"), ("republish", "shape")],
)
def test_an_approved_bypass_clears_nothing_more(how, cause):
    publish(cast.person())
    made = Bypass.objects.create(how=how, reason="Once.", made_at=timezone.now())
    root = User.objects.create_superuser("root")
    with as_user(root):
        clearing.approve(made, by=root)
    with pytest.raises(DatabaseError, match=NOT_FOR_IT):
        show(made, cause)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("how", ["desk", "first_load"])
def test_a_bypass_clears_nothing_after_its_transaction(how):
    approved_at = timezone.now() if how == "first_load" else None
    made = Bypass.objects.create(how=how, reason="Once.", made_at=timezone.now(), approved_at=approved_at)
    publish(cast.person())
    with past_the_triggers():
        Bypass.objects.update(made_in=Bypass.objects.get().made_in - 1)
    with pytest.raises(DatabaseError, match=NOT_FOR_IT):
        show(made)


def test_a_bypass_clears_nothing_for_somebody_else():
    publish(cast.person())
    with as_user(User.objects.create_user("alone")):
        made = Bypass.objects.create(
            how="desk", reason="Once.", made_at=timezone.now(), by=User.objects.get(username="alone")
        )
    with pytest.raises(DatabaseError, match=NOT_FOR_IT):
        show(made)


def test_in_which_transaction_it_was_made_is_nobodys_word_but_the_databases():
    made = Bypass.objects.create(how="desk", reason="Once.", made_at=timezone.now(), made_in=1)
    made.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        assert cursor.fetchone() == (made.made_in,)
    with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic():
        Bypass.objects.update(made_in=1)
