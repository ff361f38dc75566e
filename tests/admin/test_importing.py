"""Import at the desk: what it would do is shown first, and what was shown is done, by whoever may."""

# ruff: noqa: E501 -- files and reasons as they are

import datetime as dt
import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dialogues.admin import importing
from dialogues.models import Dialogue, Meeting, Publication, Revision, Upload
from dialogues.models.uploads import UploadPiece
from participants.models import Organization, Party, Person
from tests.admin.desk import page, told
from tests.interchange.desk import imported
from tests.interchange.test_faults import WORLD
from tests.interchange.test_importing import ALL

pytestmark = pytest.mark.django_db

IMPORT = "/admin/import/"


def lines(*records: Any) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def sent(client: Client, content: bytes, name: str = "records.jsonl") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def previewed(client: Client, content: bytes, name: str = "records.jsonl") -> tuple[str, BeautifulSoup]:
    """Uploads a file. Returns the address of its preview and the page."""
    response = sent(client, content, name)
    assert response.status_code == 302, response.content[:500]
    return response.url, page(client, response.url)


def confirmed(client: Client, address: str, soup: BeautifulSoup) -> Any:
    """Presses the button of a preview."""
    boxes = soup.select("#confirm_form input[type=hidden]")
    data = {box["name"]: box["value"] for box in boxes if box["name"] != "csrfmiddlewaretoken"}
    assert soup.select_one("#confirm_form [name=_confirm]")
    return client.post(address, data | {"_confirm": "1"})


def counts(soup: BeautifulSoup) -> dict[str, int]:
    rows = soup.select("table.import-counts tr")
    return {row.th.text.strip(): int(row.td.text) for row in rows if row.td.text != "0"}


def table(soup: BeautifulSoup, section: str) -> list[list[str]]:
    return [
        [re.sub(r"\s+", " ", cell.get_text(" ")).strip() for cell in row.select("th, td")]
        for row in soup.select(f"#{section} tbody tr")
    ]


def test_what_a_file_would_do_is_shown_and_nothing_is_written(editing):
    imported(WORLD)
    osc = WORLD[2] | {"name": {"en": "Office of Commerce"}}
    _address, soup = previewed(
        editing,
        lines({"type": "party", "id": "FR", "kind": "state", "name": {"fr": "France"}}, osc, WORLD[0]),
    )
    assert counts(soup) == {"New": 1, "Changed": 1, "As recorded": 1}
    assert table(soup, "changed") == [["name.en", "Office of Space Commerce", "Office of Commerce"]]
    assert table(soup, "new") == [["Party FR", "France", "kind: state"]]
    assert not Party.objects.filter(slug="FR").exists()
    assert Organization.objects.get().name_en == "Office of Space Commerce"


def test_what_was_shown_is_done_when_it_is_confirmed_and_the_bytes_go(editing, editor):
    imported(WORLD)
    address, soup = previewed(
        editing, lines(WORLD[3] | {"name": {"en": "Donald Graves"}}, WORLD[4] | {"id": "src-2"})
    )
    response = confirmed(editing, address, soup)
    assert response.url == f"{address}done/"
    assert counts(page(editing, response.url)) == {"New": 1, "Changed": 1}
    assert Person.objects.get().name_en == "Donald Graves"
    assert not UploadPiece.objects.exists()
    log = LogEntry.objects.order_by("pk").values_list(
        "user_id", "object_repr", "action_flag", "change_message"
    )
    assert sorted(log) == [
        (editor.pk, "Donald Graves", 2, "Imported from “records.jsonl”."),
        (editor.pk, "Release", 1, "Imported from “records.jsonl”."),
    ]


def test_pressing_the_button_twice_imports_once(editing):
    address, soup = previewed(editing, lines(WORLD[0]))
    first, second = (confirmed(editing, address, soup) for _ in range(2))
    assert first.url == second.url == f"{address}done/"
    assert LogEntry.objects.count() == 1


def test_an_import_never_publishes(clearing):
    imported(ALL, publish=True)
    before = Revision.objects.count()
    address, soup = previewed(clearing, lines(WORLD[2] | {"name": {"en": "Other"}}))
    confirmed(clearing, address, soup)
    assert Organization.objects.get().name_en == "Other"
    assert Revision.objects.count() == before
    assert Publication.objects.get(kind="organization").title_en == "Office of Space Commerce"


def test_what_changed_after_the_preview_is_shown_again_before_anything_is_written(editing):
    imported(WORLD)
    address, soup = previewed(
        editing, lines(WORLD[3] | {"name": {"en": "Donald Graves"}}, WORLD[4] | {"id": "src-2"})
    )
    Person.objects.update(note="Edited meanwhile.")
    response = confirmed(editing, address, soup)
    assert response.url == address
    assert told(editing, response) == [
        "Nothing was imported: records were changed after this preview was made. This is the new preview; look at it "
        "and confirm again."
    ]
    assert Person.objects.get().name_en == "Don Graves"
    again = page(editing, address)
    assert table(again, "left-alone") == [
        ["Person don-graves", "It was edited here since it was imported.", "name.en, note"]
    ]
    confirmed(editing, address, again)
    assert Person.objects.get().name_en == "Don Graves"


def test_a_form_that_shows_another_plan_is_not_carried_out(editing):
    address, _soup = previewed(editing, lines(WORLD[0]))
    editing.post(address, {"_confirm": "1", "shown": "0" * 64})
    editing.post(address, {"_confirm": "1"})
    assert not Party.objects.exists()


def test_the_file_wins_over_what_staff_edited_where_they_say_so(editing):
    imported(WORLD)
    Person.objects.update(note="Ours.")
    address, soup = previewed(editing, lines(WORLD[3]))
    assert counts(soup) == {"Left alone": 1}
    assert not soup.select_one("#confirm_form [name=_confirm]")
    assert soup.select_one("label[for=id_overwrite]").text == "Let the file win over this record"
    address += "?overwrite=1"
    again = page(editing, address)
    assert table(again, "changed") == [["note", "Ours.", "nothing"]]
    confirmed(editing, address.partition("?")[0], again)
    assert Person.objects.get().note == ""


def test_possible_duplicates_are_shown(editing):
    dialogue = {"type": "dialogue", "id": "us-jp-cds", "name": {"en": "Dialogue"}}
    aliases = [{"name": "宇宙政策委員会", "lang": "ja"}]
    imported(
        [
            *WORLD[:2], WORLD[2] | {"aliases": aliases}, *WORLD[3:], dialogue,
            ALL[-2] | {"dialogue": "us-jp-cds", "participations": []}, ALL[-1],
        ]
    )  # fmt: skip
    new = {"type": "organization", "sector": "government"}
    _address, soup = previewed(
        editing,
        lines(
            {"type": "meeting", "id": "m-2", "dialogue": "us-jp-cds", "date": "2024-08", "kind": "forum", "status": "held"},
            {"type": "meeting", "id": "m-3", "dialogue": "us-jp-cds", "date": "2025", "kind": "forum", "status": "held"},
            {"type": "meeting", "id": "m-4", "date": "2024-08", "kind": "forum", "status": "held"},
            new | {"id": "o-1", "name": {"en": "Office of Space Commercialisation"}},
            new | {"id": "o-2", "name": {"ja": "宇宙 政策委員会"}},
            new | {"id": "o-3", "name": {"ja": "内閣府宇宙政策委員会"}},
            new | {"id": "o-4", "name": {"ja": "防衛省"}},
            {"type": "person", "id": "p-1", "name": {"en": "Donald Graves"}},
            {"type": "person", "id": "p-2", "name": {"en": "Taro Kono"}},
        ),
    )  # fmt: skip
    assert sorted((row[0].split()[1], row[1].split()[0], row[2]) for row in table(soup, "duplicates")) == [
        ("m-2", "us-jp-cds-09", "recorded"),
        ("o-1", "us-osc", "recorded"),
        ("o-2", "us-osc", "recorded"),
        ("o-3", "us-osc", "recorded"),
        ("p-1", "don-graves", "recorded"),
    ]


def test_bodies_of_two_sides_with_one_name_are_two():
    from dialogues.interchange.duplicates import possible_duplicates
    from tests.interchange.desk import planned

    ministry = {"type": "organization", "name": {"en": "Ministry of Foreign Affairs"}, "sector": "government"}
    imported([*WORLD, ministry | {"id": "jp-mofa", "party": "JP"}])
    with planned([ministry | {"id": "us-mofa", "party": "US"}]) as made:
        assert possible_duplicates(made) == []
    with planned([ministry | {"id": "mofa"}]) as made:
        assert [(one.id, one.other) for one in possible_duplicates(made)] == [("mofa", "jp-mofa")]


def test_additions_and_removals_of_participations_are_each_shown(editing):
    parts = [
        {"party": "JP", "role": "host"},
        {"party": "US", "role": "observer"},
        {"party": "US", "role": "speaker"},
    ]
    imported([*WORLD, ALL[-2] | {"participations": parts}, ALL[-1]])
    _address, soup = previewed(
        editing,
        b"meeting;party;role\nus-jp-cds-09;US;observer\nus-jp-cds-09;US;speaker\nus-jp-cds-09;JP;participant\n",
        "parts.csv",
    )
    assert table(soup, "changed") == [
        ["participations[0]", "party: JP; role: host", "nothing"],
        ["participations[2]", "nothing", "party: JP; role: participant"],
    ]


def test_the_home_page_and_the_lists_lead_to_the_import(editing):
    for address in ("/admin/", "/admin/participants/organization/", "/admin/dialogues/meeting/"):
        assert page(editing, address).select(f"a[href='{IMPORT}']")
    assert page(editing, "/admin/dialogues/track/").select(f"a[href='{IMPORT}']") == []


def test_an_upload_is_kept_in_pieces_for_a_day_and_five_at_most(editing, editor):
    kept = [previewed(editing, lines(WORLD[0]))[0] for _ in range(6)]
    assert Upload.objects.count() == 5
    assert editing.get(kept[0]).url == IMPORT
    Upload.objects.update(made_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    assert editing.get(kept[-1]).url == IMPORT
    previewed(editing, lines(WORLD[0]))
    assert (Upload.objects.count(), UploadPiece.objects.count()) == (1, 1)


def test_a_file_of_many_pieces_is_read_whole(editing):
    topics = [
        {"type": "topic", "id": f"t-{n}", "name": {"en": f"Topic {n}"}, "definition": {"en": "x" * 12_000}}
        for n in range(250)
    ]
    address, soup = previewed(editing, lines(*topics))
    assert UploadPiece.objects.count() > 1
    assert counts(soup) == {"New": 250}
    assert "The first 200 of 250 are shown." in soup.text
    assert confirmed(editing, address, soup).url == f"{address}done/"


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("x.xlsx", b"PK", 400, "“x.xlsx” is not a file that can be imported. Its name must end in .jsonl, .jsonl.gz, .csv."),
        ("x.csv", b"", 400, "“x.csv” is empty."),
        ("x.jsonl", b"x" * 2000, 413, "The file is too large: at most 1000 bytes are taken here. Divide it, or pack it with gzip."),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_told_why(editing, monkeypatch, name, content, status, words):
    monkeypatch.setattr(importing, "MOST_BYTES", 1000)
    response = sent(editing, content, name)
    assert response.status_code == status
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    assert [one.text.replace("\xa0", " ") for one in soup.select("#id_file_error li")] == [words]
    assert not Upload.objects.exists()


def test_the_size_is_refused_before_the_file_is_read(editing, monkeypatch):
    monkeypatch.setattr(importing, "MOST_BYTES", 1000)
    monkeypatch.setattr(importing, "_upload", lambda request: pytest.fail("The file was read."))
    assert sent(editing, b"x" * 100_000).status_code == 413


def test_a_file_can_be_dropped(editing):
    address, _soup = previewed(editing, lines(WORLD[0]))
    assert editing.post(address, {"_drop": "1"}).url == IMPORT
    assert not Upload.objects.exists()
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("table_name", "first"), [("organizations", "id"), ("meetings", "id"), ("participations", "meeting")]
)
def test_an_empty_table_of_each_kind_can_be_downloaded_and_is_taken_back(editing, table_name, first):
    soup = page(editing, IMPORT)
    address = reverse("admin:import_template", args=[table_name])
    assert soup.select_one(f"a[href='{address}'][download]")
    response = editing.get(address)
    assert response.content.startswith(f"\ufeff{first},".encode())
    _address, soup = previewed(editing, response.content, f"{table_name}.csv")
    assert counts(soup) == {}


def test_a_spreadsheet_is_imported_at_the_desk(editing):
    imported(WORLD)
    address, soup = previewed(
        editing, "\ufeffid;name_ja;sector\r\njp-new;新局;government\r\n".encode(), "of staff.CSV"
    )
    assert table(soup, "new") == [["Organization jp-new", "新局", "sector: government"]]
    confirmed(editing, address, soup)
    assert Organization.objects.get(slug="jp-new").name_ja == "新局"
    assert not Dialogue.objects.exists()
    assert not Meeting.objects.exists()
