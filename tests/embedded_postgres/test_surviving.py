"""What was committed to the embedded Postgres is served again, whatever was killed, lost, moved or put back."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import closing

import psycopg
import pytest

from tests.embedded_postgres.servers import gone, keep_a_word, kept, pid_told_by, sql, starter


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGHUP])
def test_the_server_outlives_the_process_group_that_started_it(at, sent):
    one = at()
    with starter(one, then="stay") as process:
        pid = pid_told_by(process)
        os.killpg(process.pid, sent)
        process.wait(10)
    time.sleep(0.1)
    assert one.pid() == pid


def test_after_kill_9_of_postgres_a_start_gives_the_same_data(at):
    one = at()
    one.start()
    keep_a_word(one)
    first = one.pid()
    os.kill(first, signal.SIGKILL)
    one.start()
    assert kept(one)
    assert one.pid() != first


def test_after_kill_9_of_both_in_a_transaction_a_start_gives_what_was_committed(at):
    one = at()
    with starter(one, then="stay") as process:
        pid = pid_told_by(process)
        keep_a_word(one)
        with closing(psycopg.connect(**one.parameters, dbname="space_dialogues")) as half_way:
            half_way.execute("INSERT INTO kept VALUES ('not committed')")
            os.kill(pid, signal.SIGKILL)
            process.kill()
            one.start()
            assert kept(one)


@pytest.mark.parametrize("case", ["stale", "truncated", "empty", "recycled", "nonsense"])
def test_no_pid_file_keeps_a_server_from_starting(at, case):
    one = at()
    one.start()
    keep_a_word(one)
    pid_file = one.place.folder / "data" / "postmaster.pid"
    socket_lock = one.place.sockets / ".s.PGSQL.5432.lock"
    lines = pid_file.read_text().splitlines(keepends=True)
    first = one.pid()
    os.kill(first, signal.SIGKILL)
    assert gone(first)
    # A process of the same account that has nothing to do with it: Postgres itself would believe it.
    command = {"stdin": subprocess.DEVNULL, "cwd": "/"}
    if one.account.uid != os.geteuid():
        command |= {"user": one.account.uid}
    with subprocess.Popen(["sleep", "60"], **command) as other:
        texts = {
            "stale": "".join(lines),
            "truncated": "".join(lines)[:3],
            "empty": "",
            "recycled": f"{other.pid}\n" + "".join(lines[1:]),
            "nonsense": "宇宙\n\0",
        }
        pid_file.write_text(texts[case])
        socket_lock.write_text(texts[case])
        for file in (pid_file, socket_lock):
            os.chown(file, one.account.uid, -1)
        try:
            one.start()
            assert kept(one)
            assert other.poll() is None
        finally:
            other.kill()


@pytest.mark.parametrize("lost", ["the socket", "the socket and the pid file"])
def test_a_server_that_lost_its_files_is_replaced_without_loss(at, lost):
    one = at()
    one.start()
    keep_a_word(one)
    first = one.pid()
    shutil.rmtree(one.place.sockets)
    if "pid" in lost:
        os.truncate(one.place.folder / "data" / "postmaster.pid", 0)
    one.start()
    assert kept(one)
    assert gone(first)


def test_a_server_left_by_a_deleted_checkout_is_not_taken_for_ours(at, ground):
    one = at()
    one.start()
    first = one.pid()
    shutil.rmtree(ground / "checkout")
    again = at()
    assert again.pid() is None
    again.start()
    assert gone(first)
    assert again.pid() != first
    keep_a_word(again)


def test_a_moved_checkout_keeps_its_data_and_the_old_path_gets_its_own(at, ground):
    one = at("old")
    one.start()
    keep_a_word(one)
    (ground / "old").rename(ground / "new")
    moved = at("new")
    moved.start()
    assert kept(moved)
    fresh = at("old")
    fresh.start()
    assert sql(fresh, "SELECT to_regclass('kept')") == [(None,)]
    assert kept(moved)


def test_data_put_back_from_a_copy_under_a_running_server_is_what_is_served(at, ground):
    backed_up, one = at("other"), at()
    backed_up.start()
    keep_a_word(backed_up)
    backed_up.stop()
    one.start()
    data = one.place.folder / "data"
    data.rename(ground / "put aside")
    (backed_up.place.folder / "data").rename(data)
    one.start()
    assert kept(one)


def test_an_initdb_killed_midway_is_forgotten(at):
    one = at()
    with starter(one) as process:
        deadline = time.monotonic() + 20
        while not list(one.place.inside.glob("data.new-*/base")) and time.monotonic() < deadline:
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    assert one.place.folder is None
    one.start()
    keep_a_word(one)
    assert list(one.place.inside.glob("data.new-*")) == []


def test_a_server_killed_before_it_had_its_database_gets_it_later(at):
    one = at()
    one.start()
    sql(one, "DROP DATABASE space_dialogues", dbname="postgres")
    one.start()
    keep_a_word(one)
