"""The example client keeps a copy that equals what is shown, and notices where it does not."""

import json

import pytest

from dialogues.documents import canonical
from dialogues.models import Publication
from dialogues.publishing import withdraw
from participants.models import Organization
from tests import cast
from tests.clearing import publish
from tests.mirrors import Copy
from tests.past_triggers import past_the_triggers


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path / "copy")


def shown_now():
    rows = Publication.objects.shown().values_list("kind", "slug", "document")
    return {(kind, slug): canonical(document).decode() for kind, slug, document in rows}


def test_a_copy_of_an_empty_register_is_empty(copy, db):
    assert copy.bring_up_to_date().startswith("0 documents, revision 0, digest e3b0c442")


def test_a_copy_is_what_is_shown_document_by_document(copy, shown):
    said = copy.bring_up_to_date()
    assert copy.records() == shown_now()
    assert said.startswith(f"{len(shown_now())} documents")
    assert copy.bring_up_to_date() == said


def test_renamed_and_withdrawn_records_leave_the_copy(copy, shown):
    publish(body := cast.organization("us-old", "Old office"))
    copy.bring_up_to_date()
    Organization.objects.filter(pk=body.pk).update(slug="us-new")
    publish(Organization.objects.get(pk=body.pk))
    withdraw(shown["tenth"], by=None, reason="Error.")
    copy.bring_up_to_date()
    assert copy.records() == shown_now()
    assert ("organization", "us-old") not in copy.records()


def test_a_document_that_was_altered_on_the_way_is_refused(copy, shown, monkeypatch):
    copy.bring_up_to_date()
    publish(body := cast.person("new", "New"))
    with past_the_triggers():
        Publication.objects.filter(kind="person", slug=body.slug).update(sha256="0" * 64)
    with pytest.raises(SystemExit, match="person new: its SHA-256 is not the one it was sent with"):
        copy.bring_up_to_date()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM record WHERE kind = 'meeting'",
        "UPDATE record SET document = replace(document, 'Japan', 'Nippon')",
        "INSERT INTO record VALUES ('person', 'nobody', '{}')",
        "UPDATE record SET id = 'other' WHERE kind = 'track'",
    ],
)
def test_a_copy_that_was_damaged_is_noticed(copy, shown, damage):
    copy.bring_up_to_date()
    assert copy.damage(damage) > 0
    with pytest.raises(SystemExit, match="is not what the register shows"):
        copy.bring_up_to_date()


def test_a_register_older_than_the_copy_is_noticed(copy, shown):
    copy.bring_up_to_date()
    copy.damage("UPDATE place SET since = since + 1")
    with pytest.raises(SystemExit, match="older than this copy"):
        copy.bring_up_to_date()


def test_the_copy_holds_documents_that_other_programs_can_read(copy, shown):
    copy.bring_up_to_date()
    meeting = json.loads(copy.records()["meeting", "us-jp-cds-09"])
    assert meeting["title"]["ja"] == "第9回会合"
