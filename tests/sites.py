"""Whole sites for tests: a database, a role for readers and a web server of their own, served as in production."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from tests.codes import Codes, new_secret

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Site:
    """A running site: where it is, how its commands are run, and how its two accounts sign in.

    Both have the one password; the app with the codes is the publisher's. Whoever has signed in stays signed in.
    """

    address: str
    environment: dict[str, str]
    password: str
    codes: Codes = field(default_factory=lambda: Codes(new_secret()))
    cookies: dict[str, Any] = field(default_factory=dict)

    def manage(self, *arguments: str) -> str:
        """Runs a command of `manage.py` on this site's database and returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def url(server: dict[str, Any], **changes: str) -> str:
    """The parameters as an address that DATABASE_URL takes; a folder of a socket goes into the query."""
    parts = server | changes
    login = quote(parts.get("user", ""), safe="")
    if parts.get("password"):
        login += ":" + quote(parts["password"], safe="")
    host, port = parts.get("host", ""), parts.get("port", "")
    if host.startswith("/"):
        return f"postgres://{login}@/{parts['dbname']}?" + urlencode({"host": host, "port": port})
    return f"postgres://{login}@{host}:{port}/{parts['dbname']}"


@contextmanager
def running(server: dict[str, Any], name: str, folder: Path) -> Iterator[Site]:
    """A site with a database, a reader role and a web server of its own, while the block lasts."""
    name = f"{name}_{secrets.token_hex(4)}"
    reader, password = f"{name}_reader", secrets.token_urlsafe(12)
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")} | {
        "DATABASE_URL": url(server, dbname=name),
        "PUBLIC_DATABASE_URL": url(server, dbname=name, user=reader, password=password),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "STATIC_ROOT": str(folder / "static"),
        "DUMPS_ROOT": str(folder / "dumps"),
        "API_LIMIT": "1000000",  # tests ask more in a minute than a reader may
        "DEBUG": "0",
        "DEMO": "0",
    }
    address = f"http://127.0.0.1:{free_port()}"
    made = Site(address, environment, password)
    made.manage("migrate", "--verbosity", "0")
    made.manage("public_role", "--name", reader, "--password", password)
    made.manage("collectstatic", "--no-input", "--verbosity", "0")
    with served(environment, address, folder / "log"):
        yield made
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(reader)))


@contextmanager
def served(environment: dict[str, str], address: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A web server at an address, in a group of processes of its own, which ends with the block."""
    host, _colon, port = address.removeprefix("http://").rpartition(":")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "config.wsgi:application"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        try:
            wait_for(address, process, log)
            yield process
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert running.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/admin/login/", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The site did not answer within a minute.\n" + log.read_text())
