"""As whom the embedded Postgres runs, whose the data is, and whom its socket lets in."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import EmbeddedPostgresError, binaries
from config.embedded_postgres.place import Account
from tests.embedded_postgres.servers import (
    DAEMON,
    NOBODY,
    as_root,
    keep_a_word,
    kept,
    modes,
    pid_told_by,
    reachable,
    sql,
    starter,
)


def test_the_sockets_are_private_and_any_role_may_be_taken_by_us_only(at):
    one = at()
    one.start()
    info = one.place.sockets.lstat()
    assert (info.st_mode & 0o777, info.st_uid) == (0o700, one.account.uid)
    sql(one, "CREATE ROLE space_dialogues_reader LOGIN")
    with psycopg.connect(**(one.parameters | {"user": "space_dialogues_reader"}), dbname="space_dialogues"):
        pass


@as_root
def test_an_open_socket_lets_no_other_user_in(at):
    one = at()
    one.start()
    one.place.sockets.chmod(0o777)
    socket = one.place.sockets / ".s.PGSQL.5432"
    socket.chmod(0o777)
    psql = binaries.installed() / "bin" / "psql"
    reachable = binaries.within_reach(psql.parent.parent, Account(DAEMON), one.place.copies) / "bin" / "psql"
    tried = Account(DAEMON).run(
        [reachable, "-h", one.place.sockets, "-U", "space_dialogues", "-c", "SELECT 1", "postgres"],
        capture_output=True,
    )
    assert "Peer authentication failed" in tried.stderr
    one.place.sockets.chmod(0o700)


@pytest.mark.parametrize("planted", ["open to all", "a link", pytest.param("somebody else's", marks=as_root)])
def test_a_planted_socket_folder_is_refused(at, ground, planted):
    one = at()
    if planted == "a link":
        (ground / "elsewhere").mkdir(mode=0o700)
        one.place.sockets.symlink_to(ground / "elsewhere")
    else:
        one.place.sockets.mkdir(mode=0o700)
        if planted == "open to all":
            one.place.sockets.chmod(0o777)
        else:
            os.chown(one.place.sockets, DAEMON, -1)
    try:
        for act in (one.start, one.stop, one.pid):
            with pytest.raises(EmbeddedPostgresError, match=f"{one.place.sockets}.*DATABASE_URL"):
                act()
        assert one.place.folder is None
    finally:
        if one.place.sockets.is_symlink():
            one.place.sockets.unlink()


@as_root
def test_root_starts_it_as_nobody_and_changes_no_mode(at, ground):
    one = at()
    before = modes(ground / "checkout")
    one.start()
    assert Path(f"/proc/{one.pid()}").stat().st_uid == NOBODY
    assert one.place.folder == ground / "checkout" / "var" / "postgres"
    assert (one.place.folder / "data").stat().st_uid == NOBODY
    assert one.place.folder.stat().st_uid == 0
    assert modes(ground / "checkout") == before


@as_root
def test_below_a_folder_that_only_root_enters_data_lies_outside_and_is_found_again(at, ground):
    (ground / "closed").mkdir(mode=0o700)
    programs = binaries.duplicate(binaries.installed(), ground / "closed" / "wheel")
    subprocess.run(["chmod", "-R", "go-rwx", ground / "closed" / "wheel"], check=True)  # as under umask 077
    before = modes(ground / "closed")
    one = at("closed/checkout", binaries=programs)
    one.start()
    keep_a_word(one)
    assert one.place.folder == one.place.outside
    assert (one.place.folder / "checkout").read_text() == f"{ground / 'closed' / 'checkout'}\n"
    assert modes(ground / "closed") == before
    one.stop()
    again = at("closed/checkout", binaries=programs)
    again.start()
    assert kept(again)
    (ground / "closed").chmod(0o755)  # where the data is decides, not what would be chosen today
    again.stop()
    opened = at("closed/checkout", binaries=programs)
    opened.start()
    assert kept(opened)
    assert len(list((ground / "outside").glob("postgres-*"))) == 1


@as_root
def test_data_that_its_account_can_no_longer_reach_is_named_and_never_replaced(at, ground):
    one = at("parent/checkout")
    one.start()
    keep_a_word(one)
    one.stop()
    (ground / "parent").chmod(0o700)
    with pytest.raises(EmbeddedPostgresError, match="can no longer enter") as raised:
        at("parent/checkout").start()
    move = str(raised.value).rpartition("or move it: ")[2]
    subprocess.run(move, shell=True, check=True)
    moved = at("parent/checkout")
    moved.start()
    assert kept(moved)


@as_root
def test_root_runs_the_server_of_an_ordinary_users_checkout_as_that_user(at, ground):
    (ground / "checkout").mkdir()
    os.chown(ground / "checkout", DAEMON, -1)
    one = at()
    one.start()
    keep_a_word(one)
    assert Path(f"/proc/{one.pid()}").stat().st_uid == DAEMON
    pid = one.pid()
    with starter(one, uid=DAEMON) as process:  # found by the user
        assert pid_told_by(process) == pid
    one.stop()
    with starter(one, uid=DAEMON, programs=reachable(one, DAEMON)) as process:  # and started by the user
        pid_told_by(process)
    assert kept(one)
    assert {path.stat().st_uid for path in (ground / "checkout").rglob("*")} == {DAEMON}


@as_root
def test_for_root_the_owner_of_the_data_runs_it_whoever_has_the_checkout_now(at, ground):
    (ground / "checkout").mkdir()
    os.chown(ground / "checkout", DAEMON, -1)
    one = at()
    one.start()
    keep_a_word(one)
    one.stop()
    os.chown(ground / "checkout", 0, -1)
    again = at()
    again.start()
    assert kept(again)
    assert Path(f"/proc/{again.pid()}").stat().st_uid == DAEMON


@as_root
def test_another_user_is_told_whose_data_it_is(at, ground):
    one = at()
    one.start()
    with starter(one, uid=DAEMON) as process:
        assert process.stdout.read() == ""
        assert "EmbeddedPostgresError" in process.stderr.read()
    os.chmod(ground / "checkout" / "var", 0o777)
    with starter(one, uid=DAEMON) as process:
        assert "belongs to 'nobody', and you are 'daemon'" in process.stderr.read()
    assert one.pid()


@as_root
def test_an_ordinary_user_without_home_can_start_it(at, ground):
    (ground / "checkout").mkdir()
    os.chown(ground / "checkout", NOBODY, -1)
    one = at()
    with starter(one, uid=NOBODY, environment={}, programs=reachable(one, NOBODY)) as process:
        pid = pid_told_by(process)
    assert Path(f"/proc/{pid}").stat().st_uid == NOBODY
    assert one.pid() == pid


def test_a_folder_that_cannot_be_written_is_named(at, ground):
    one = at()
    (ground / "checkout" / "var").write_text("a file where the folder should be")
    with pytest.raises(EmbeddedPostgresError, match=f"{ground}/checkout/var.*DATABASE_URL"):
        one.start()


def test_a_user_without_a_name_is_told_so():
    with pytest.raises(EmbeddedPostgresError, match="User id 4200000000 has no name"):
        _ = Account(4_200_000_000).name
