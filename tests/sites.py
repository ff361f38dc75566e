"""Whole sites for tests: a database and a web server of their own, served as in production."""

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

from tests.codes import Codes, new_secret
from tests.databases import ROOT, Databases, managed


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
        return managed(self.environment, *arguments)


@contextmanager
def running(databases: Databases, template: str, name: str, folder: Path, static: Path) -> Iterator[Site]:
    """A site with a copy of the template for its database and a web server of its own, while the block lasts."""
    with databases.copy(template, name) as database:
        environment = databases.environment(database) | {
            "STATIC_ROOT": str(static),
            "DUMPS_ROOT": str(folder / "dumps"),
            "API_LIMIT": "1000000",  # tests ask more in a minute than a reader may
        }
        address = f"http://127.0.0.1:{free_port()}"
        with served(environment, address, folder / "log"):
            yield Site(address, environment, secrets.token_urlsafe(12))


def collect_once(databases: Databases, static: Path) -> None:
    """Collects the static files for all sites of a run."""
    with databases.alone("static"):
        if not static.exists():
            half = static.with_name(f"{static.name}.half")
            environment = databases.environment("postgres") | {"STATIC_ROOT": str(half)}
            managed(environment, "collectstatic", "--no-input", "--verbosity", "0")
            half.rename(static)


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
