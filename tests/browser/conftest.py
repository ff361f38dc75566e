"""A whole site for the browser: its own database, its own web server, the public side reading as its own role."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass(frozen=True)
class Site:
    """A running site: where it is, how its commands are run, and the passwords of its two accounts."""

    address: str
    environment: dict[str, str]
    password: str

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


@pytest.fixture(scope="session")
def server() -> dict[str, Any]:
    """Where the PostgreSQL of the tests is, as connection parameters without a database."""
    from django.conf import settings

    default = settings.DATABASES["default"]
    given = {"host": default.get("HOST"), "port": default.get("PORT"), "user": default.get("USER")}
    given["password"] = default.get("PASSWORD")
    return {key: str(value) for key, value in given.items() if value}


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


@pytest.fixture(scope="session")
def site(server: dict[str, Any], worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty site with an editor and a publisher, served as in production."""
    with running(server, f"browser_{worker_id}", tmp_path_factory.mktemp("site")) as made:
        made.manage("shell", "--no-imports", "--command", ACCOUNTS.format(password=made.password))
        yield made


@pytest.fixture(scope="session")
def register(
    server: dict[str, Any], worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site that shows the records of `data/`, served as in production."""
    with running(server, f"reading_{worker_id}", tmp_path_factory.mktemp("register")) as made:
        made.manage("load_demo", "--verbosity", "0")
        yield made


@contextmanager
def running(server: dict[str, Any], name: str, folder: Path) -> Iterator[Site]:
    """A site with a database, a reader role and a web server of its own, while the block lasts."""
    name = f"{name}_{secrets.token_hex(4)}"
    reader, password = f"{name}_reader", secrets.token_urlsafe(12)
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")} | {
        "DATABASE_URL": url(server, dbname=name),
        "PUBLIC_DATABASE_URL": url(server, dbname=name, user=reader, password=password),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "STATIC_ROOT": str(folder / "static"),
        "DEBUG": "0",
        "DEMO": "0",
    }
    made = Site(f"http://127.0.0.1:{port}", environment, password)
    made.manage("migrate", "--verbosity", "0")
    made.manage("public_role", "--name", reader, "--password", password)
    made.manage("collectstatic", "--no-input", "--verbosity", "0")
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, "config.wsgi:application"], cwd=ROOT, env=environment, stdout=out, stderr=out
        )
        try:
            wait_for(made.address, process, log)
            yield made
        finally:
            process.terminate()
            process.wait(20)
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(reader)))


ACCOUNTS = """
from django.contrib.auth.models import Group, User
for name in ("editor", "publisher"):
    user = User.objects.create_user(name, password="{password}", is_staff=True)
    user.groups.add(Group.objects.get(name=name.title() + "s"))
"""


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium as Debian packages it. Missing: a failure in CI, a loud skip elsewhere."""
    if CHROMIUM is None:
        words = "There is no Chromium: the browser tests cannot run. Install the package “chromium”."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


@contextmanager
def visit(chromium: Browser, site: Site, **settings: Any) -> Iterator[BrowserContext]:
    """A browser that has never been here. It fails the test on any console error, bad answer or foreign request."""
    settings = {"viewport": {"width": 1280, "height": 900}, "locale": "en-US"} | settings
    context = chromium.new_context(base_url=site.address, **settings)
    context.set_default_timeout(10_000)
    faults: list[str] = []

    def console(said: ConsoleMessage) -> None:
        if said.type == "error":
            faults.append(f"console: {said.text}")

    def response(got: Response) -> None:
        if got.status >= 400:
            faults.append(f"{got.status}: {got.url}")

    def request(sent: Request) -> None:
        if not sent.url.startswith((site.address, "data:", "blob:")):
            faults.append(f"left: {sent.url}")

    context.on("console", console)
    context.on("response", response)
    context.on("request", request)
    yield context
    context.close()
    assert faults == []


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    with visit(chromium, site) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def reader(chromium: Browser, register: Site) -> Iterator[Page]:
    # Without the short changes of colour, so that axe sees no colour on its way to another.
    with visit(chromium, register, reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def without_scripts(chromium: Browser, register: Site) -> Iterator[BrowserContext]:
    with visit(chromium, register, java_script_enabled=False) as context:
        yield context
