"""The databases of a test run: what they begin with is made once, by whichever worker comes first, and copied.

Names begin with that of the run. While a worker of a run is alive it holds a lock of that name in the server, so
that whoever comes later can tell what a killed run has left, and drops it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "test_run_"


class Databases:
    """The databases of one run on one server.

    Takes the connection parameters of the server, an id of the run that its workers share, and what keeps tests from
    the database of Django.
    """

    def __init__(self, server: dict[str, Any], run: str, blocker: Any) -> None:
        self.server = server
        self.run = PREFIX + run[:8]
        self.password = run
        self._blocker = blocker
        self._admin = psycopg.connect(**server, dbname="postgres", autocommit=True)
        self._admin.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [self.run])
        self._sweep(alive=self.run)

    def close(self) -> None:
        """The last worker of the run drops what it has made."""
        self._admin.execute("SELECT pg_advisory_unlock_shared(hashtext(%s))", [self.run])
        self._sweep()
        self._admin.close()

    @contextmanager
    def alone(self, subject: str) -> Iterator[None]:
        """One worker of the run after the other."""
        key = f"{self.run}_{subject}"
        self._admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [key])
        yield
        self._admin.execute("SELECT pg_advisory_unlock(hashtext(%s))", [key])

    @cached_property
    def migrated(self) -> str:
        """The name of a database with every migration, to be copied."""
        return self._made_once("migrated", "template1", "migrate")

    @cached_property
    def readable(self) -> str:
        """The same, which the reader may read as `public_role` says."""
        role = ("public_role", "--name", self.reader, "--password", self.password)
        return self._made_once("readable", self.migrated, *role)

    @cached_property
    def shipped(self) -> str:
        """The same with the records of `data/`, published."""
        return self._made_once("shipped", self.readable, "load_demo")

    @property
    def reader(self) -> str:
        return f"{self.run}_reader"

    def environment(self, name: str) -> dict[str, str]:
        """What commands and servers are told of a database and of who reads it."""
        return {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")} | {
            "DATABASE_URL": url(self.server, dbname=name),
            "PUBLIC_DATABASE_URL": url(self.server, dbname=name, user=self.reader, password=self.password),
            "SECRET_KEY": self.password * 2,
            "DEBUG": "0",
            "DEMO": "0",
        }

    @contextmanager
    def copy(self, template: str, name: str) -> Iterator[str]:
        """A database of the run for one worker, while the block lasts."""
        name = f"{self.run}_{name}"
        self._copy(template, name)
        yield name
        self._drop(name)

    def exists(self, name: str) -> bool:
        return self._fetch("SELECT datname FROM pg_database WHERE datname = %s", name) != []

    def _made_once(self, kind: str, template: str, *command: str) -> str:
        name = f"{self.run}_{kind}"
        with self.alone(kind):
            # One that was left half-made is none.
            if not self._fetch("SELECT datname FROM pg_database WHERE datname = %s AND datistemplate", name):
                self._drop(name)
                self._copy(template, name)
                with self._blocker.unblock(), in_use(name):
                    call_command(*command, verbosity=0)
                self._admin.execute(
                    sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name))
                )
        return name

    def _copy(self, template: str, name: str) -> None:
        # Not by copied files: those need a checkpoint, which writes down what all workers have changed.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG")
        self._admin.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _drop(self, name: str) -> None:
        database = sql.Identifier(name)
        if self.exists(name):
            self._admin.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(database))
            self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))

    def _sweep(self, alive: str = "") -> None:
        """Drops the databases and roles of runs of which no worker is alive."""
        names = self._fetch(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            " UNION ALL SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)",
            PREFIX,
            PREFIX,
        )
        # A lock of one's own is never in one's way, so that one's own run would seem to be dead.
        for run in {name[: len(self.run)] for name in names} - {alive}:
            if self._fetch("SELECT 1 WHERE pg_try_advisory_lock(hashtext(%s))", run):
                for name in names:
                    if name.startswith(run):
                        self._drop(name)
                role = sql.Identifier(f"{run}_reader")
                self._admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(role))
                self._admin.execute("SELECT pg_advisory_unlock(hashtext(%s))", [run])

    def _fetch(self, query: Any, *parameters: str) -> list[Any]:
        return [value for (value,) in self._admin.execute(query, parameters)]


@contextmanager
def in_use(name: str) -> Iterator[None]:
    """Django uses this database, by a connection of its own, while the block lasts."""
    kept = {alias: connections[alias] for alias in connections}
    for alias in kept:
        connections[alias] = connections.create_connection(alias)
        connections[alias].settings_dict = kept["default"].settings_dict | {"NAME": name}
    try:
        yield
    finally:
        for alias, connection in kept.items():
            connections[alias].close()
            connections[alias] = connection


def managed(environment: dict[str, str], *arguments: str) -> str:
    """Runs a command of `manage.py` and returns what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
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
