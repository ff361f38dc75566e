"""What the tests of the launcher do with a server: ask it, start it from another process, wait for its end."""

import os
import pwd
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import binaries, processes
from config.embedded_postgres.place import Account

ROOT = Path(__file__).resolve().parent.parent.parent


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


NOBODY = pwd.getpwnam("nobody").pw_uid


DAEMON = pwd.getpwnam("daemon").pw_uid


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


def reachable(one, uid):
    return binaries.within_reach(binaries.installed(), Account(uid), one.place.copies)
