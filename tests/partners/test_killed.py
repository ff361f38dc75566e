"""Killed at any moment, cut off at any byte: a copy is never wrong, and a message is never lost."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from tests.databases import ROOT
from tests.mirrors import PATH
from tests.sites import Site, free_port, served

# One worker serves them all: the site with its records is made once.
pytestmark = pytest.mark.xdist_group("reading")


def start(address: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(PATH), address, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def state(folder: Path) -> tuple[int, set[tuple[str, str]]]:
    """The revision up to which a copy has got, and the records in it; nothing where it has not begun."""
    if not (folder / "register.sqlite").exists():
        return 0, set()
    with closing(sqlite3.connect(folder / "register.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'place'").fetchone():
            return 0, set()
        (since,) = db.execute("SELECT coalesce(max(since), 0) FROM place").fetchone()
        return since, set(db.execute("SELECT kind, id FROM record"))


@pytest.fixture(scope="module")
def feed(register: Site) -> list[tuple[int, str, str]]:
    """All that is shown: revision, kind, id."""
    entries: list[tuple[int, str, str]] = []
    with httpx.Client(base_url=f"{register.address}/api/v1/", timeout=60) as client:
        while True:
            since = entries[-1][0] if entries else 0
            page = client.get("changes/", params={"limit": 500, "since": since}).json()["results"]
            if not page:
                return entries
            entries += [(one["revision"], one["kind"], one["id"]) for one in page]


def test_a_copy_that_is_killed_again_and_again_is_never_wrong_and_ends_complete(register, feed, tmp_path):
    """Killed at random moments, and soon after each page that it kept."""
    folder, chance, before = tmp_path / "copy", random.Random(7), -1
    for turn in range(12):
        mirror = start(register.address, folder)
        if turn % 2:
            time.sleep(chance.uniform(0.1, 0.6))
        else:
            while mirror.poll() is None and state(folder)[0] <= before:
                time.sleep(chance.uniform(0, 0.02))
        mirror.send_signal(signal.SIGKILL)
        mirror.communicate()
        since, records = state(folder)
        assert records == {(kind, slug) for revision, kind, slug in feed if revision <= since}
        assert since >= before
        before = max(since, before)
    assert before > 0
    said, _errors = start(register.address, folder).communicate()
    assert said.startswith(f"{len(feed)} documents, revision {feed[-1][0]}, digest ")


@contextmanager
def cut_after(register: Site, most: int) -> Iterator[str]:
    """The address of a line to the site that breaks once it has carried so many bytes of answers."""
    site = urlsplit(register.address)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def carry(client: socket.socket) -> None:
            left = most
            with client, socket.create_connection((str(site.hostname), int(site.port or 80))) as inner:
                threading.Thread(target=forward, args=(client, inner), daemon=True).start()
                while left > 0 and (data := inner.recv(min(left, 65536))):
                    client.sendall(data)
                    left -= len(data)
                client.shutdown(socket.SHUT_RDWR)  # closing alone tells nobody while the other thread reads

        def forward(client: socket.socket, inner: socket.socket) -> None:
            try:
                while data := client.recv(65536):
                    inner.sendall(data)
            except OSError:
                pass

        def accept() -> None:
            try:
                while True:
                    carry(server.accept()[0])
            except OSError:
                pass

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("most", [1, 200, 5_000, 500_000])
def test_a_download_that_breaks_is_noticed_and_the_copy_stands_where_it_stood(register, feed, tmp_path, most):
    folder = tmp_path / "copy"
    with cut_after(register, most) as address:
        mirror = start(address, folder)
        said, _errors = mirror.communicate()
    assert mirror.returncode == 1
    assert said.endswith("The copy stands where it stood; run this again.\n")
    since, records = state(folder)
    assert records == {(kind, slug) for revision, kind, slug in feed if revision <= since}
    said, _errors = start(register.address, folder).communicate()
    assert said.startswith(f"{len(feed)} documents")


def test_killing_the_server_in_the_middle_of_a_download_is_noticed(register, tmp_path):
    address = f"http://127.0.0.1:{free_port()}"
    # A small window, so that most of the answer is still with the server when it is killed.
    narrow = httpx.HTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)])
    with (
        served(register.environment, address, tmp_path / "log") as process,
        httpx.Client(base_url=address, transport=narrow, timeout=60) as client,
        client.stream("GET", "/search/list.ndjson") as answer,
    ):
        parts = answer.iter_raw(1_000)
        next(parts)
        os.killpg(process.pid, signal.SIGKILL)
        with pytest.raises(httpx.RemoteProtocolError):
            list(parts)


RECEIVER = """
from dialogues.partners.keys import new_key
from dialogues.models import Webhook
key, text = new_key("A partner", ["webhooks"])
Webhook.objects.create(key=key, url="{url}")
"""
LOG = """
SELECT state, attempts, told = revision
FROM dialogues_delivery JOIN dialogues_webhook AS webhook ON webhook.id = webhook_id
"""


def test_a_message_survives_the_worker_that_was_killed_while_sending_it(register):
    """The receiver keeps the first worker waiting until it is killed; the second sends the same message."""
    environment = register.environment | {"WEBHOOKS_ANYWHERE": "1"}
    command = [sys.executable, "manage.py", "work"]
    with socket.create_server(("127.0.0.1", 0)) as receiver:
        receiver.settimeout(60)
        url = f"http://127.0.0.1:{receiver.getsockname()[1]}/told"
        register.manage("shell", "--no-imports", "--command", RECEIVER.format(url=url))
        killed = subprocess.Popen(command, cwd=ROOT, env=environment)
        first, _from = receiver.accept()
        with first:
            begun = message_id(first)
            killed.kill()
            killed.wait()
        worker = subprocess.Popen(command, cwd=ROOT, env=environment)
        second, _from = receiver.accept()
        with second:
            assert message_id(second) == begun
            second.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        deadline = time.monotonic() + 30
        with psycopg.connect(register.environment["DATABASE_URL"], autocommit=True) as database:
            while (log := database.execute(LOG).fetchall()) != [("delivered", 1, True)]:
                assert time.monotonic() < deadline, log
                time.sleep(0.05)
        worker.terminate()
        assert worker.wait(30) == 0


def message_id(connection: socket.socket) -> str:
    """Reads the head of a request; returns its webhook-id."""
    connection.settimeout(30)
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(4096)
    (line,) = [line for line in head.decode().split("\r\n") if line.startswith("webhook-id: ")]
    return line.removeprefix("webhook-id: ")
