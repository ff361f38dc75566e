"""The codebook holds every variable of every document and every column of every CSV file, and no other."""

import csv
import io

import pytest
from django.core.management import call_command
from django.utils import translation

from dialogues.documents import SERIALIZERS, whole
from dialogues.documents import parts as document_parts
from dialogues.management.commands import write_codebook
from dialogues.models import Kind
from dialogues.public.codebook import origins
from dialogues.public.codebook.csv_columns import csv_columns
from dialogues.public.codebook.meanings import OF_A_TABLE, meaning
from dialogues.public.codebook.variables import tables
from dialogues.public.lists.listings import LISTINGS
from dialogues.public.search.search_list import SEARCH
from dialogues.public.words import vocabulary
from dialogues.tables.columns import columns
from tests.public.conftest import words

VARIABLES = [variable for table in tables() for variable in table.variables]


def test_its_variables_are_those_of_the_documents_as_they_are_now():
    """After a change of the documents: `manage.py write_codebook`."""
    assert write_codebook.FILE.read_text() == write_codebook.text()
    call_command("write_codebook", "--check")


def test_every_field_of_every_document_is_in_it():
    fields = {kind: list(serializer().fields) for kind, serializer in SERIALIZERS.items()}
    assert {t.name: [one.name for one in t.variables] for t in tables() if not t.part} == fields
    assert set(fields) == set(Kind.values)


def test_every_field_of_every_part_is_in_it():
    found = {table.name: {one.name for one in table.variables} for table in tables()}
    for serializer, table in {
        document_parts.PlaceSerializer: "place",
        document_parts.AgendaItemSerializer: "agenda_item",
        document_parts.ParticipationSerializer: "participation",
        document_parts.AttendanceSerializer: "attendance",
        document_parts.StatementSerializer: "statement",
        document_parts.ImageSerializer: "image",
        document_parts.RecordClaimSerializer: "record_claim",
        document_parts.ClaimSerializer: "claim",
        document_parts.RelationSerializer: "relation",
        document_parts.SessionPartSerializer: "session",
        document_parts.OutcomePartSerializer: "outcome",
        document_parts.OutcomeReportPartSerializer: "outcome_report",
        whole.AliasSerializer: "alias",
        whole.DialogueNameSerializer: "dialogue_name",
        whole.CitationSerializer: "source",
    }.items():
        assert set(serializer().fields) <= found[table], table


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_variable_has_a_meaning_and_an_origin(language):
    with translation.override(language):
        for variable in VARIABLES:
            assert str(meaning(variable.table, variable.name))
            assert origins.origin(variable) in origins.ORIGIN


def test_nothing_is_said_of_a_variable_that_is_none():
    known = {table.name: {one.name for one in table.variables} for table in tables()}
    said = [OF_A_TABLE, origins._FROM, origins._LIMITS, origins._WORDS]
    strangers = [
        (table, name) for one in said for table, names in one.items() for name in set(names) - known[table]
    ]
    assert strangers == []


def test_every_code_is_given_with_its_words():
    for variable in VARIABLES:
        if variable.values and variable.name != "type":
            assert set(origins.codes(variable)) == set(variable.values), variable
            assert origins._WORDS[variable.table][variable.name]


def test_every_table_has_a_title():
    assert {table.name for table in tables() if table.part} == set(vocabulary.PART)


def test_every_column_of_every_csv_file_is_in_it():
    found = {}
    for column in csv_columns():
        assert column.meaning
        found.setdefault(column.file, []).append(column.name)
    expected = {
        f"{name}.csv": [one.name for one in columns(listing.kinds)]
        for name, listing in {**LISTINGS, "search": SEARCH}.items()
    }
    assert found == expected


def test_a_column_names_the_variable_that_it_is_taken_from():
    found = {column.name: column.variable for column in csv_columns() if column.file == "meetings.csv"}
    assert [found[name] for name in ("title_ja", "date_edtf", "date_disputed", "tracks", "dialogue", "revision")] == [
        "title", "date", "date", "sessions[].track", "dialogue", "",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["", "/ja"])
def test_the_page_shows_all_of_it_without_a_database(read, language):
    page = read(f"{language}/data/codebook/")
    assert len(page.select("table.vars tbody tr")) == len(VARIABLES) + len(list(csv_columns()))
    role = page.select_one("#participation").find("code", string="role").find_parent("tr")
    assert "co_chair" in words(role)
    assert len({one["id"] for one in page.select("[id]")}) == len(page.select("[id]"))


def test_the_file_has_a_row_for_each_variable_and_each_column_in_both_languages(client):
    answer = client.get("/data/codebook.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(VARIABLES) + len(list(csv_columns()))
    status = next(row for row in rows if (row["record"], row["variable"]) == ("meeting", "status"))
    assert status["codes"] == "planned; announced; held; postponed; cancelled; inferred"
    assert (status["meaning_en"], status["meaning_ja"]) == ("Whether it was held.", "開催されたか。")
    assert [row for row in rows if row["meaning_ja"] == row["meaning_en"]] == []
