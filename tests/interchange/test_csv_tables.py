"""The three spreadsheets: their rows are records like any other, and what they do not hold stays."""

# ruff: noqa: E501 -- rows as they stand in a file
import re

import pytest
from django.conf import settings
from django.core.management import call_command

from dialogues.interchange.columns import TABLES
from dialogues.models import Meeting, Participation
from participants.models import Organization
from tests.interchange.desk import File, exported_records, faults, file, imported, planned
from tests.interchange.test_faults import WORLD
from tests.interchange.test_importing import ALL

pytestmark = pytest.mark.django_db


def table(text: str, name: str = "x.csv") -> File:
    return file(text.encode(), name)


def test_an_organization_is_entered_with_every_column():
    imported(WORLD)
    imported(
        table(
            "id,name_en,name_ja,name_fr,abbreviation,aliases,party,sector,parent,predecessor,exists_from,exists_until,"
            "website,wikidata,ror,note\n"
            "us-new,New Office,新局,Nouveau,NO,en:Novel: Office|ja:former:旧局,US,government,us-osc,us-osc,2012,2016,"
            "https://example.org/,Q42,027ka1x80,=1+1\n"
        )
    )
    assert exported_records()["organization", "us-new"] == {
        "type": "organization",
        "id": "us-new",
        "name": {"en": "New Office", "ja": "新局", "fr": "Nouveau"},
        "abbreviation": "NO",
        "aliases": [
            {"name": "Novel: Office", "lang": "en", "kind": "alias"},
            {"name": "旧局", "lang": "ja", "kind": "former"},
        ],
        "party": "US",
        "sector": "government",
        "parent": "us-osc",
        "predecessor": "us-osc",
        "exists_from": "2012",
        "exists_until": "2016",
        "website": "https://example.org/",
        "wikidata": "Q42",
        "ror": "027ka1x80",
        "note": "=1+1",
    }


def test_a_meeting_is_entered_with_every_column():
    imported([*ALL, {"type": "dialogue", "id": "us-jp-cds", "name": {"en": "Comprehensive Dialogue"}}])
    imported(
        table(
            "id;dialogue;edition;edition_stated;kind;status;parties;date;format;city_en;city_ja;country;venue_en;title_en;"
            "summary_ja;topics;sources;note\n"
            "us-jp-cds-11;us-jp-cds;11;11th;dialogue_meeting;planned;US, JP;2030-01/..;hybrid;Tokyo;東京;JP;Hall;Eleventh;"
            "概要;;src-osc;n\n"
        )
    )
    assert exported_records()["meeting", "us-jp-cds-11"] == {
        "type": "meeting",
        "id": "us-jp-cds-11",
        "dialogue": "us-jp-cds",
        "edition": 11,
        "edition_stated": "11th",
        "kind": "dialogue_meeting",
        "status": "planned",
        "parties": ["US", "JP"],
        "date": "2030-01/..",
        "format": "hybrid",
        "places": [{"city": {"en": "Tokyo", "ja": "東京"}, "country": "JP", "venue": {"en": "Hall"}}],
        "title": {"en": "Eleventh"},
        "summary": {"ja": "概要"},
        "sources": ["src-osc"],
        "note": "n",
    }


def test_what_a_table_has_no_column_for_stays_as_recorded():
    imported(ALL)
    before = exported_records()["meeting", "us-jp-cds-09"]
    made = imported(
        table("id,kind,status,date,note\nus-jp-cds-09,dialogue_meeting,held,2024-09,Looked up.\n")
    )
    assert [(one.path, one.given) for one in made.changed[0].differences] == [
        ("date", "2024-09"),
        ("note", "Looked up."),
    ]
    after = exported_records()["meeting", "us-jp-cds-09"]
    assert after == before | {"date": "2024-09", "note": "Looked up."}


def test_an_empty_cell_takes_out_what_is_recorded():
    imported(ALL)
    imported(table("id,kind,status,date\nus-jp-cds-09,dialogue_meeting,held,\n"))
    assert "date" not in exported_records()["meeting", "us-jp-cds-09"]


def test_several_places_stay_and_other_words_for_one_are_refused():
    places = [{"city": {"en": "Tokyo"}}, {"city": {"en": "Kyoto"}}]
    imported([*WORLD, ALL[-2] | {"places": places}, ALL[-1]])
    rows = "id,kind,status,date,city_en\nus-jp-cds-09,dialogue_meeting,held,2024-08,{}\n"
    assert faults(table(rows.format("Osaka"))) == [
        "x.csv:2: city_en: The meeting has several places, and a table has room for one. Leave the cell empty."
    ]
    imported(table(rows.format("")))
    assert exported_records()["meeting", "us-jp-cds-09"]["places"] == places


PARTS = [
    {"organization": "us-osc", "role": "host", "sources": ["src-osc"], "title": {"ja": "局長"}},
    {"party": "JP", "role": "participant"},
    {"party": "US", "role": "observer"},
]


def parts() -> list[dict]:
    return exported_records()["meeting", "us-jp-cds-09"]["participations"]


def test_the_rows_of_a_meeting_are_its_whole_list_of_participations():
    imported([*WORLD, ALL[-2] | {"participations": PARTS}, ALL[-1]])
    made = imported(
        table(
            "meeting,session,party,organization,person,role,role_stated,title_en,principal,sources\n"
            "us-jp-cds-09,us-jp-cds-09-s,JP,,,speaker,said,Minister,yes,src-osc\n"
            "us-jp-cds-09,,JP,,,participant,,,,\n"
        )
    )
    assert parts() == [
        {
            "session": "us-jp-cds-09-s",
            "party": "JP",
            "role": "speaker",
            "role_stated": "said",
            "title": {"en": "Minister"},
            "principal": True,
            "sources": ["src-osc"],
        },
        {"party": "JP", "role": "participant", "principal": False},
    ]
    # Each part that went or came is told as a whole; the part in the middle is not mentioned.
    changes = [(one.path, bool(one.recorded), bool(one.given)) for one in made.changed[0].differences]
    assert [change for change in changes if change[0] == "participations[2]"] == [
        ("participations[2]", True, False)
    ]
    assert not any(path.startswith("participations[1]") for path, *_rest in changes)


def test_a_part_that_is_known_again_keeps_what_the_table_has_no_column_for():
    imported([*WORLD, ALL[-2] | {"participations": PARTS}, ALL[-1]])
    imported(
        table(
            "meeting,party,organization,role,title_en\n"
            "us-jp-cds-09,,us-osc,host,Director\n"
            "us-jp-cds-09,JP,,participant,\n"
            "us-jp-cds-09,US,,observer,\n"
        )
    )
    assert parts()[0] == PARTS[0] | {"principal": False, "title": {"en": "Director", "ja": "局長"}}


def test_a_part_may_name_a_recorded_session_that_does_not_change():
    imported(ALL)
    imported([ALL[-2] | {"participations": [{"session": "us-jp-cds-09-t", "party": "JP", "role": "host"}]}])
    assert parts() == [{"session": "us-jp-cds-09-t", "party": "JP", "role": "host", "principal": False}]


def test_faults_name_the_row_and_the_column():
    imported(ALL)
    found = faults(
        table(
            "meeting,organization,role,principal\nus-jp-cds-09,us-osc,host,\nus-jp-cds-99,us-osc,host,\n"
            "us-jp-cds-09,us-osk,hoster,perhaps\nus-jp-cds-09,,host,\n,us-osc,host,\n",
            "p.csv",
        ),
        table("id,name_en,sector,exists_from\nus-osc,,government,2024/8/26\nus-osc,x,,\n", "o.csv"),
    )
    assert [fault.partition(" Examples:")[0] for fault in found] == [
        "o.csv:2: name_en: It is missing, and it must be given.",
        "o.csv:2: exists_from: “2024/8/26” is not a date in EDTF.",
        "o.csv:3: id: The organization “us-osc” is given already, at o.csv:2.",
        "p.csv:3: meeting: There is no meeting “us-jp-cds-99” recorded. Import it before its participations.",
        "p.csv:4: principal: “perhaps” is neither yes nor no. Write true or false.",
        "p.csv:4: role: “hoster” is not a known word. Did you mean “host”?",
        "p.csv:4: organization: There is no organization “us-osk”, neither in the files nor recorded. Did you mean “us-osc”?",
        "p.csv:5: Name an organization, a person, a side, or at least an office.",
        "p.csv:6: meeting: It is missing, and it must be given.",
    ]


@pytest.mark.parametrize(
    ("header", "reasons"),
    [
        (
            "id,name_en,sectr",
            [
                "sectr: Unknown column in a table of organizations. Did you mean “sector”?",
                "sector: The column is missing, and a table of organizations must have it.",
            ],
        ),
        ("id,name_EN-,sector,,id", [
            "name_EN-: Unknown column in a table of organizations. Did you mean “name_en” or “name_ja”?",
            "Column 4 has no name.",
            "id: The column is given twice.",
        ]),
        ("a,b", [
            "The first line must hold the names of the columns. The tables and their first columns: "
            "organizations: id, sector; meetings: id, kind, status, date; participations: meeting, role.",
        ]),
        ("meeting,organization", ["role: The column is missing, and a table of participations must have it."]),
    ],
)  # fmt: skip
def test_the_header_is_checked_name_by_name(header, reasons):
    found = faults(table(f"{header}\n{header}\n"))
    assert sorted(found) == sorted(f"x.csv:1: {reason}" for reason in reasons)


def test_a_second_import_of_a_table_changes_nothing():
    imported(ALL)
    rows = table("meeting,organization,role\nus-jp-cds-09,us-osc,host\nus-jp-cds-09,us-osc,sponsor\n")
    imported(rows)
    version = Meeting.objects.get(slug="us-jp-cds-09").version
    with planned(rows) as made:
        assert made.empty
    imported(rows)
    assert Meeting.objects.get(slug="us-jp-cds-09").version == version
    assert Participation.objects.count() == 2


def test_what_staff_edited_is_left_alone_by_a_table_too():
    imported(ALL)
    Organization.objects.filter(slug="us-osc").update(note="Ours.")
    made = imported(table("id,name_en,sector\nus-osc,Another name,government\n"))
    assert [(one.id, one.differences) for one in made.left_alone] == [("us-osc", ("name.en",))]


def test_a_table_finds_what_staff_renamed():
    imported(ALL)
    Organization.objects.filter(slug="us-osc").update(slug="us-space-commerce", note="Ours.")
    imported(table("id,name_en,sector\nus-osc,Another name,government\n"), overwrite=True)
    renamed = Organization.objects.get(slug="us-space-commerce")
    assert (renamed.name_en, renamed.note) == ("Another name", "Ours.")


def test_the_command_takes_the_same_tables(tmp_path, capsys):
    path = tmp_path / "of staff.CSV"
    path.write_bytes("\ufeffid;name_ja;sector\r\njp-new;新局;government\r\n".encode())
    call_command("import_records", str(path))
    assert Organization.objects.get(slug="jp-new").name_ja == "新局"


def test_the_documentation_lists_every_column_of_every_table():
    text = (settings.BASE_DIR / "docs" / "interchange.md").read_text()
    for one in TABLES:
        section = re.split(rf"^### `{one.name}\.csv`$", text, flags=re.MULTILINE)[1].split("\n#")[0]
        rows = [
            [cell.strip() for cell in row.strip("|").split("|")]
            for row in section.splitlines()
            if "| `" in row
        ]
        assert rows == [
            [f"`{column.name}`", "yes" if column.required else "", column.about] for column in one.columns
        ]
