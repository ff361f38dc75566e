"""What readers are shown, hidden or led to leaves a trace: a revision, never altered, or a change that is noted."""

import pytest
from django.db import DatabaseError, connection, transaction

from dialogues.audit.watched import COUNTED
from dialogues.models import FormerSlug, Publication, Revision
from dialogues.publishing import withdraw
from dialogues.reindexing import FIELDS, outdated, reindex
from participants.models import Person
from tests import cast
from tests.audit.noted import changes, said
from tests.clearing import publish

pytestmark = pytest.mark.django_db


def by_hand(statement):
    """Writes as whoever has the database's password would, with a name for the program that they use."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL application_name = 'psql'")
        cursor.execute(statement)


def test_a_redirect_by_hand_is_noted():
    publish(cast.person())
    key = Publication.objects.get().pk
    with changes() as found:
        by_hand(
            "INSERT INTO dialogues_formerslug (kind, slug, publication_id) "
            f"VALUES ('person', 'somebody-else', {key})"
        )
        by_hand("DELETE FROM dialogues_formerslug")
    assert said(found) == [("dialogues_formerslug", "add"), ("dialogues_formerslug", "delete")]
    assert {(one.row["slug"], one.application) for one in found} == {("somebody-else", "psql")}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("record_version", "99"),
        ("record_id", "99"),
        ("family", "'other'"),
        ("first_published_at", "now()"),
    ],
)
def test_what_is_kept_of_a_publication_beside_its_revision_is_noted_where_it_is_changed_by_hand(
    column, value
):
    publish(cast.person())
    with changes() as found:
        by_hand(f"UPDATE dialogues_publication SET {column} = {value}")
    assert [(*one, [*change.before]) for one, change in zip(said(found), found, strict=True)] == [
        ("dialogues_publication", "change", [column])
    ]


def test_what_is_noted_of_a_publication_repeats_no_words_of_it():
    """Words that must vanish can be redacted in revisions; they stand in no second place."""
    publish(cast.person())
    with changes() as found:
        by_hand("UPDATE dialogues_publication SET family = 'x'")
    (change,) = found
    assert (change.before, change.row["title_en"], change.row["document"]) == ({"family": ""}, "…", "…")


def test_reindexing_notes_nothing():
    publish(cast.full_meeting())
    Publication.objects.update(
        facets=[],
        cites=[],
        title_en="",
        title_ja="",
        earliest=None,
        latest=None,
        search_text="",
        indexed_by="",
    )
    with changes() as found:
        list(reindex(outdated()))
    assert said(found) == []
    assert {*COUNTED["dialogues.Publication"]} == {*FIELDS, "former_version"}


SHOWN_AGAIN = (
    "UPDATE dialogues_publication AS shown SET revision = made.number, document = made.document,"
    " sha256 = made.sha256, published_at = made.published_at, withdrawn_at = NULL, withdrawal_reason = ''"
    " FROM dialogues_revision AS made WHERE made.number = (SELECT min(number) FROM dialogues_revision)"
)


@pytest.mark.parametrize("goes", ["changed", "withdrawn"])
def test_what_was_shown_once_is_not_shown_again_by_hand(goes):
    someone = cast.person()
    publish(someone)
    if goes == "changed":
        Person.objects.filter(pk=someone.pk).update(name_en="Donald Graves")
        publish(someone)
    else:
        withdraw(someone, by=None, reason="Entered twice.")
    refused = pytest.raises(DatabaseError, match="does not show what its newest revision says")
    with refused, transaction.atomic():
        with changes() as found:
            by_hand(SHOWN_AGAIN)
        assert said(found) == [("dialogues_publication", "change")]
        by_hand("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_a_revision_tells_is_not_noted_a_second_time():
    someone = cast.person()
    with changes() as found:
        publish(someone)
        Person.objects.filter(pk=someone.pk).update(name_en="Donald Graves")
        publish(someone)
        withdraw(someone, by=None, reason="Entered twice.")
    assert {table for table, _op in said(found)} == {"participants_person", "auth_user"}
    assert Revision.objects.count() == 3


def test_a_changed_public_id_tells_that_the_old_one_leads_on():
    someone = cast.person()
    publish(someone)
    Person.objects.filter(pk=someone.pk).update(slug="donald-graves")
    with changes() as found:
        publish(someone)
    assert [one.row["slug"] for one in found if one.table_name == "dialogues_formerslug"] == ["don-graves"]
    assert FormerSlug.objects.get().slug == "don-graves"
