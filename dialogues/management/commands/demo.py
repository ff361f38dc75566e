"""The whole site with its data on one's own machine: prepared where need be, then served."""

import errno
import hashlib
import importlib.metadata
import io
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.urls import reverse

from accounts.demo import ACCOUNTS, accounts_file, make_accounts

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = (
        "Prepare the database, the data, the static files and two accounts, then serve the site until Ctrl-C."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare only")

    def handle(self, *args: Any, **options: Any) -> None:
        port, serve = options["port"], not options["no_serve"]
        if serve:
            refuse_used_port(port)
        with self.step("Database"):
            refuse_real_site()
            call_command("migrate", verbosity=0, interactive=False)
            call_command("public_role", stdout=io.StringIO())
        with self.step("Records"):
            call_command("load_demo", verbosity=options["verbosity"])
            call_command("republish", verbosity=options["verbosity"])
            call_command("reindex", verbosity=0)
        with self.step("Translations and static files"):
            call_command("compile_translations", verbosity=0)
            collect_static_files()
        self.tell_accounts(f"http://{HOST}:{port}")
        if serve:
            self.stdout.write("Ctrl-C ends the site; `make stop` then stops its database.\n")
            self.stdout.flush()
            serve_until_interrupted(port)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        self.stdout.write(f"{name} …")
        self.stdout.flush()
        yield
        self.stdout.write(f"{name}: ready ({time.monotonic() - began:.1f} s)")

    def tell_accounts(self, address: str) -> None:
        self.stdout.write(f"\nSite    {address}/\nAdmin   {address}{reverse('admin:index')}")
        for name, account in make_accounts(accounts_file()).items():
            self.stdout.write(f"        {name:<14}  {account.password or '(its password was changed)'}")
        self.stdout.write("        The publisher signs in with a second factor: `make code` prints its code.")
        self.stdout.write("")


def refuse_used_port(port: int) -> None:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except (OSError, OverflowError) as error:
        reason = (
            "is in use" if getattr(error, "errno", None) == errno.EADDRINUSE else f"cannot be used ({error})"
        )
        raise CommandError(f"Port {port} {reason}. Take another: make demo PORT=8001") from None


def refuse_real_site() -> None:
    """Accounts whose passwords lie in a file belong on no site that people work with."""
    if User._meta.db_table not in connection.introspection.table_names():
        return
    users = User.objects.all()
    if os.environ.get("DATABASE_URL") and users.exists() and not users.filter(username__in=ACCOUNTS).exists():
        raise CommandError(
            "The database of DATABASE_URL has accounts already, and none of them is of a demo. "
            "Unset DATABASE_URL to use a database of this checkout, or name an empty one."
        )


def collect_static_files() -> None:
    if settings.DEBUG:  # served from where they are
        return
    stamp, now = settings.VAR_DIR / "static.stamp", fingerprint_of_static_files()
    if not (
        stamp.exists() and stamp.read_text() == now and (settings.STATIC_ROOT / "staticfiles.json").exists()
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)


def fingerprint_of_static_files() -> str:
    files = []
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            info = os.stat(storage.path(name))
            files.append(f"{name} {info.st_size} {info.st_mtime_ns}")
    files.sort()
    # The two that write the manifest.
    files += [importlib.metadata.version(package) for package in ("django", "whitenoise")]
    return hashlib.sha256("\n".join([str(settings.STATIC_ROOT), *files]).encode()).hexdigest()


def serve_until_interrupted(port: int) -> None:
    connections.close_all()
    command = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--workers-kill-timeout", "5", "config.wsgi:application"]
    # In a process group of its own: a worker of granian that gets SIGINT from the terminal as well as SIGTERM from
    # its parent never ends.
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", *command], cwd=settings.BASE_DIR, process_group=0
    )
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        sys.exit(server.wait())
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    finally:
        server.terminate()
        server.wait()
