"""A record that is shown in an older shape of documents falls under the rule as every other does."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from dialogues import publishing
from dialogues.models import Bypass, OrganizationClaim, Publication, Revision
from dialogues.publishing import republish, writing
from dialogues.readiness import NotReady
from participants.models import Organization
from tests import cast
from tests.clearing import as_user, publish
from tests.past_triggers import past_the_triggers

pytestmark = pytest.mark.django_db

NEW_FIELDS = ("claims", "disputed", "sources")


@pytest.fixture
def office():
    """An organization that is shown as documents were before they told claims."""
    office, source = cast.organization(), cast.source()
    publish(source)
    publish(office)
    shown = Publication.objects.get(kind="organization")
    former = {key: value for key, value in shown.document.items() if key not in NEW_FIELDS}
    with past_the_triggers():
        Publication.objects.filter(pk=shown.pk).update(document=former, sha256="")
        Revision.objects.filter(number=shown.revision).update(document=former, sha256="")
    return office


def claim(office, by):
    """Says something of it in a field that only the new shape has."""
    source = cast.source()
    with as_user(by):
        OrganizationClaim.objects.create(
            organization=office, field="website", value="https://planted.example", source=source
        )
    return Organization.objects.get(pk=office.pk)


def test_nobody_publishes_alone_what_only_a_new_field_says(office):
    alone = User.objects.create_user("alone")
    record = claim(office, alone)
    with as_user(alone), pytest.raises(NotReady, match="You changed it last"):
        publishing.publish(record, by=alone)


def test_a_bypass_for_what_only_a_new_field_says_stands_on_the_list(office):
    alone = User.objects.create_user("alone")
    record = claim(office, alone)
    with as_user(alone):
        publishing.publish(record, by=alone, bypass="An emergency.", how="desk")
    revision = Revision.objects.latest("number")
    assert (revision.slug, revision.cause, revision.changed) == (
        office.slug,
        "changed",
        ["claims", "sources"],
    )
    assert list(Bypass.objects.unapproved()) == [revision.bypass]


def test_what_nobody_edited_is_of_a_new_shape_and_needs_nobody(office):
    republish(by=None)
    assert Revision.objects.latest("number").cause == "shape"
    assert Bypass.objects.count() == 0


@pytest.mark.parametrize("cause", ["shape", "carried"])
def test_the_database_refuses_an_edit_that_the_application_takes_for_something_else(
    office, cause, monkeypatch
):
    """Were it not seen that a record was edited, the edit would pass as what needs nobody."""
    alone = User.objects.create_user("alone")
    record = claim(office, alone)
    monkeypatch.setattr(writing, "_what_changed", lambda publication, one: (cause, []))
    refused = pytest.raises(DatabaseError, match="does not change which version is shown")
    with as_user(alone), refused, transaction.atomic():
        publishing.publish(record, by=alone, bypass="An emergency.", how="desk")
    assert Revision.objects.latest("number").cause == "first"


def write_by_hand(*statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


NEXT = "(SELECT max(number) + 1 FROM dialogues_revision)"
SHOWN_AS_EDITED = (
    "UPDATE dialogues_publication SET record_version = 99, revision = {} WHERE kind = 'organization'"
)
A_REVISION = (
    "INSERT INTO dialogues_revision (number, publication_id, kind, slug, op, cause, document, sha256, published_at,"
    f" note, changed, reason, reason_ja, weight, along_with, redaction_reason) SELECT {NEXT}, id, kind, slug,"
    " 'upsert', 'carried', document, sha256, now(), '', '{}', '', '', '', '', ''"
    " FROM dialogues_publication WHERE kind = 'organization'"
)


@pytest.mark.parametrize(
    "statements",
    [
        (SHOWN_AS_EDITED.format(NEXT), A_REVISION),
        (SHOWN_AS_EDITED.format(999), SHOWN_AS_EDITED.format(NEXT), A_REVISION),
        (A_REVISION, SHOWN_AS_EDITED.format("(SELECT max(number) FROM dialogues_revision)")),
    ],
    ids=["before the revision", "twice before it", "after it"],
)
def test_what_needs_nobody_never_changes_which_version_counts_as_shown(office, statements):
    with pytest.raises(DatabaseError, match="does not change which version is shown"):
        write_by_hand(*statements)
