"""Dumps: all that is shown at one moment, vouched for by a manifest, offered while nothing in it was withdrawn."""

import csv
import gzip
import hashlib
import io
import json
import shutil
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.api import dumps
from dialogues.models import Publication, Revision
from dialogues.publishing import redact, withdraw
from participants.models import Person
from tests import cast
from tests.clearing import publish
from tests.mirrors import Copy

MANIFEST = "dumps/latest/manifest.json"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    return settings.DUMPS_ROOT


def make() -> None:
    call_command("make_dump", verbosity=0)


def status(api: Any, address: str) -> int:
    response = api.client.get(address)
    response.getvalue()  # to its end, which closes the file
    code: int = response.status_code
    return code


def files(api: Any, form: str) -> dict[str, bytes]:
    """The files of the latest dump by kind, unpacked, each held against the manifest."""
    found = {}
    for file in api.get(MANIFEST)["files"]:
        if file["format"] == form:
            response = api.client.get(file["url"])
            packed = response.getvalue()
            assert response.status_code == 200
            assert int(response.headers["Content-Length"]) == len(packed) == file["bytes"]
            assert hashlib.sha256(packed).hexdigest() == file["sha256"]
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            found[file["kind"]] = gzip.decompress(packed)
    return found


def test_it_holds_every_document_that_is_shown(api, shown):
    make()
    lines = [json.loads(line) for text in files(api, "ndjson").values() for line in text.splitlines()]
    told = {
        (line["kind"], line["id"]): (line["revision"], line["sha256"], line["document"]) for line in lines
    }
    rows = Publication.objects.shown().values_list("kind", "slug", "revision", "sha256", "document")
    assert told == {(kind, slug): tuple(rest) for kind, slug, *rest in rows}
    assert len(lines) == len(told) > 7


def test_its_manifest_agrees_with_the_checkpoint_of_its_moment(api, shown):
    make()
    manifest, checkpoint = api.get(MANIFEST), api.get("changes/checkpoint/")
    assert {name: manifest[name] for name in checkpoint} == checkpoint
    counted = {file["kind"]: file["rows"] for file in manifest["files"] if file["format"] == "ndjson"}
    assert sum(counted.values()) == checkpoint["records"]


def test_its_tables_have_a_row_for_each_record(api, shown):
    make()
    tables = {
        kind: list(csv.DictReader(io.StringIO(text.decode(), newline="")))
        for kind, text in files(api, "csv").items()
    }
    assert [row["id"] for row in tables["meeting"]] == ["us-jp-cds-09", "us-jp-cds-10"]
    assert tables["meeting"][0]["title_ja"] == "第9回会合"
    rows = {file["kind"]: file["rows"] for file in api.get(MANIFEST)["files"] if file["format"] == "csv"}
    assert {kind: len(table) for kind, table in tables.items()} == rows


def test_making_it_costs_the_same_queries_however_much_there_is(db, folder):
    def queries() -> int:
        shutil.rmtree(folder, ignore_errors=True)
        with CaptureQueriesContext(connection) as captured:
            make()
        return len(captured)

    publish(cast.person("one", "One"))
    few = queries()
    for slug in ("two", "three", "four"):
        publish(cast.person(slug, slug))
    assert queries() == few == 3


def test_where_nothing_changed_the_latest_stays(api, shown, folder):
    make()
    before = (dumps.latest(folder).folder / "manifest.json").stat().st_mtime_ns
    make()
    assert (dumps.latest(folder).folder / "manifest.json").stat().st_mtime_ns == before
    publish(cast.person("new", "New"))
    make()
    assert len(dumps.all_of(folder)) == 2


def test_only_the_latest_two_are_kept_so_that_a_download_may_end(api, shown, folder):
    for slug in ("one", "two", "three"):
        publish(cast.person(slug, slug))
        make()
    newest = Publication.objects.order_by("-revision").values_list("revision", flat=True)[0]
    assert [dump.revision for dump in dumps.all_of(folder)] == [newest, newest - 1]


def test_one_that_was_cut_short_is_never_found(api, shown, folder):
    (folder / ".making").mkdir(parents=True)
    (folder / ".making" / "meetings.ndjson.gz").write_bytes(b"half")
    (folder / "99").mkdir()
    assert api.answer(MANIFEST).status_code == 404
    make()
    assert sorted(path.name for path in folder.iterdir() if path.name != "99") == [
        ".lock",
        str(dumps.latest(folder).revision),
    ]


def test_after_a_withdrawal_neither_manifest_nor_files_are_offered_until_the_next(api, shown, folder):
    make()
    file = api.get(MANIFEST)["files"][0]["url"]
    assert status(api, file) == 200
    withdraw(shown["tenth"], by=None, reason="It never took place.")
    assert api.answer(MANIFEST).status_code == 404
    assert status(api, file) == 404
    make()
    assert "Tenth" not in str(files(api, "ndjson"))
    assert status(api, file) == 404


def test_what_was_withdrawn_and_is_shown_again_brings_no_dump_back(api, folder):
    someone = cast.person("someone", "Said by mistake")
    publish(someone)
    make()
    files_then = [file["url"] for file in api.get(MANIFEST)["files"]]
    withdraw(someone, by=None, reason="Not ours to tell.")
    someone.name_en = "Said rightly"
    someone.save()
    publish(someone)
    assert api.answer(MANIFEST).status_code == 404
    assert [status(api, file) for file in files_then] == [404, 404]
    make()
    assert "mistake" not in str(files(api, "ndjson"))
    assert [status(api, file) for file in files_then] == [404, 404]
    assert len(dumps.all_of(folder)) == 1  # nor does the disk keep it


def test_a_dump_that_holds_what_was_redacted_is_not_offered(api, folder):
    someone = cast.person("someone", "Said by mistake")
    publish(someone)
    make()
    file = api.get(MANIFEST)["files"][0]["url"]
    someone.name_en = "Said rightly"
    someone.save()
    publish(Person.objects.get())
    make()
    assert (status(api, file), len(dumps.all_of(folder))) == (200, 2)
    redact(Revision.objects.order_by("number")[:1], by=None, reason="A private matter.")
    assert status(api, file) == 404
    assert "mistake" not in str(files(api, "ndjson"))  # the next one, which holds the later wording, stands
    make()
    assert len(dumps.all_of(folder)) == 1


def test_a_copy_begins_from_a_dump_and_goes_on_from_the_feed(api, shown, tmp_path):
    make()
    publish(cast.person("new", "New"))
    copy = Copy(tmp_path / "copy")
    asked: list[str] = []
    keep = copy.client.keep

    def noting(db: Any, change: Any) -> None:
        asked.append(change["id"])
        keep(db, change)

    copy.client.keep = noting
    copy.bring_up_to_date()
    assert asked[-1] == "new"
    assert len(asked) == len(copy.records()) == Publication.objects.shown().count()


def test_a_file_that_is_not_as_the_manifest_says_is_refused(api, shown, tmp_path, folder):
    make()
    path = dumps.latest(folder).folder / "meetings.ndjson.gz"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SystemExit, match=r"meetings\.ndjson\.gz is not the file that the manifest describes"):
        Copy(tmp_path / "copy").bring_up_to_date()


@pytest.mark.parametrize(
    "path",
    ["dumps/1/manifest.json", "dumps/{}/..%2F..%2Fsecret_key", "dumps/{}/other.gz", "dumps/{}/manifest.json"],
)
def test_nothing_but_the_files_of_a_dump_is_at_these_addresses(api, shown, folder, path):
    make()
    (folder / "secret_key").write_text("secret")
    response = api.client.get("/api/v1/" + path.format(dumps.latest(folder).revision))
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_asking_again_costs_no_body(api, shown):
    make()
    tag = api.answer(MANIFEST).headers["ETag"]
    assert api.answer(MANIFEST, if_none_match=tag).status_code == 304
    file = api.get(MANIFEST)["files"][0]
    response = api.client.get(file["url"], headers={"if-none-match": f'"{file["sha256"]}"'})
    assert (response.status_code, response.content) == (304, b"")


def test_a_dump_of_an_empty_register_has_no_files(api, folder):
    make()
    manifest = api.get(MANIFEST)
    assert (manifest["revision"], manifest["records"], manifest["files"]) == (0, 0, [])
