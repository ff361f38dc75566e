"""Migrations of the table of changes, back and forth: what was noted stays, and noting goes on."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests import cast
from tests.audit.noted import changes, said

pytestmark = pytest.mark.django_db


def test_the_version_of_what_a_part_left_goes_back_and_forth():
    loader = MigrationLoader(connection)
    there = loader.get_migration("audit", "0005_version_of_what_a_part_left")
    before = loader.project_state(("audit", "0004_older_texts"))
    with connection.schema_editor() as editor:
        there.unapply(before.clone(), editor)
    with changes() as found:
        cast.topic("safety")
    assert said(found) == [("dialogues_topic", "add")]
    with connection.schema_editor() as editor:
        there.apply(before.clone(), editor)
    with changes() as found:
        cast.person()
    assert said(found) == [("participants_person", "add")]
