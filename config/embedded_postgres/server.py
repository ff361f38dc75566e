"""The server of one checkout: started where nobody answers, found again where it runs, stopped when asked."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from config.embedded_postgres import binaries as programs
from config.embedded_postgres.errors import EmbeddedPostgresError
from config.embedded_postgres.place import OUTSIDE, Account, Place, make_folder, open_log, write
from config.embedded_postgres.processes import end, opened_for_locking, pid_behind, strays, taken, works_in

NAME = OWNER = "space_dialogues"
PORT = 5432  # a part of the name of the socket; nothing listens on the network
PATIENCE = 60.0
GRACE = 5.0

# Kanji have trigrams only where the character type is UTF-8; the builtin provider sorts alike on every machine.
LOCALE = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    f"--lc-ctype={'en_US.UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",  # `_answer` reads them
    "log_destination": "stderr",
    "logging_collector": "off",
}


@dataclass(frozen=True)
class Answer:
    pid: int
    is_ours: bool
    has_database: bool


class Server:
    def __init__(self, checkout: Path, *, outside: Path = OUTSIDE, binaries: Path | None = None):
        self.place = Place(checkout, outside)
        self.binaries = binaries

    @property
    def parameters(self) -> dict[str, Any]:
        return {"host": str(self.place.sockets), "port": str(PORT), "user": OWNER}

    @property
    def account(self) -> Account:
        return self.place.account

    def start(self) -> None:
        """Make sure that our server answers and has the database. One connection if it does already."""
        answer = self._answer()
        if answer and answer.is_ours and answer.has_database:
            return
        with self._one_at_a_time():
            answer = self._answer()
            if answer and not answer.is_ours:  # left by a checkout that was deleted or moved away
                end([answer.pid])
                answer = None
            if not answer:
                folder = self.place.settle()
                with self._sole_use(folder) as lock:
                    self._initialize(folder)
                    self._launch(folder, lock)
                answer = self._wait(folder)
            if not answer.has_database:
                with self._connect() as connection:
                    connection.execute(f"CREATE DATABASE {NAME}")

    def stop(self) -> bool:
        """Stop the server in good order; False where none was running."""
        with self._one_at_a_time():
            answer, folder = self._answer(), self.place.folder
            if folder:
                self.place.refuse_data_out_of_reach(folder)
            if answer:
                end([answer.pid], in_good_order=answer.is_ours)
            left = list(strays(folder / "data")) if folder else []
            end(left)
            if self._sockets_exist():
                shutil.rmtree(self.place.sockets, ignore_errors=True)
            return bool(answer or left)

    def pid(self) -> int | None:
        answer = self._answer()
        return answer.pid if answer and answer.is_ours else None

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(**self.parameters, dbname="postgres", autocommit=True, connect_timeout=10)

    def _answer(self) -> Answer | None:
        """Who answers at our socket; None where nobody does. Waits for a server that starts or stops."""
        began = time.monotonic()
        while self._sockets_exist():
            try:
                with self._connect() as connection:
                    return self._recognize(connection)
            except psycopg.Error as error:
                pid = self._listener()
                if pid is None:
                    return None
                folder = self.place.folder
                if folder is None or not works_in(folder / "data", pid):
                    # A server whose files were deleted under it lets nobody in.
                    return Answer(pid, is_ours=False, has_database=False)
                message = str(error)
                if "too many clients" in message or "connection slots" in message:
                    return Answer(pid, is_ours=True, has_database=True)
                on_its_way = any(
                    words in message for words in ("starting up", "shutting down", "not yet accepting")
                )
                if time.monotonic() - began > (PATIENCE if on_its_way else GRACE):
                    raise EmbeddedPostgresError(
                        f"The embedded Postgres in {folder} runs but does not let us in: {message.strip()}\n"
                        "Try again a little later, or stop it first with `make stop`."
                    ) from error
                time.sleep(0.05)
        return None

    def _recognize(self, connection: psycopg.Connection[tuple[object, ...]]) -> Answer:
        row = connection.execute(
            "SELECT current_setting('data_directory'), EXISTS (SELECT FROM pg_database WHERE datname = %s)",
            [NAME],
        ).fetchone()
        assert row
        directory, has_database = row
        with closing(socket.socket(fileno=os.dup(connection.fileno()))) as ours:
            pid = pid_behind(ours)
        folder = self.place.folder
        is_ours = bool(
            folder
            and os.path.realpath(str(directory)) == os.path.realpath(folder / "data")
            and works_in(folder / "data", pid)  # the name may meanwhile be that of other data
        )
        return Answer(pid, is_ours, bool(has_database))

    def _listener(self) -> int | None:
        """The process that listens at our socket, whether or not it lets us in."""
        with closing(socket.socket(socket.AF_UNIX)) as probe:
            probe.settimeout(10)
            try:
                probe.connect(str(self.place.sockets / f".s.PGSQL.{PORT}"))
                return pid_behind(probe)
            except (FileNotFoundError, ConnectionRefusedError):
                return None
            except OSError as error:
                raise EmbeddedPostgresError(
                    f"The embedded Postgres does not answer at {self.place.sockets}: {error}. "
                    "Stop it with `make stop`, and try again."
                ) from error

    def _sockets_exist(self) -> bool:
        """Whether the folder of the socket is there. One that is not ours alone is not touched."""
        try:
            info = os.lstat(self.place.sockets)
        except FileNotFoundError:
            return False
        ours = info.st_uid in (self.account.uid, os.geteuid())
        if ours and stat.S_ISDIR(info.st_mode) and not stat.S_IMODE(info.st_mode) & 0o077:
            return True
        raise EmbeddedPostgresError(
            f"{self.place.sockets} should be a folder that only {self.account.name!r} can open, and it is not: it may "
            "have been put there by somebody else. Look at it, remove it, and try again; or set DATABASE_URL."
        )

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        make_folder(self.place.var)
        path = self.place.var / "postgres.lock"
        with opened_for_locking(path) as lock:
            deadline = time.monotonic() + 2 * PATIENCE
            while not taken(lock):
                if time.monotonic() > deadline:
                    raise EmbeddedPostgresError(
                        f"Another process has been starting or stopping the embedded Postgres for two minutes. "
                        f"Look who holds {path} (`fuser {path}`), end it, and try again."
                    )
                time.sleep(0.05)
            yield

    @contextmanager
    def _sole_use(self, folder: Path) -> Iterator[int]:
        """A lock that the server inherits: free means that no process of a server is left, in any container."""
        end(strays(folder / "data"))
        with opened_for_locking(folder / "server.lock") as lock:
            deadline = time.monotonic() + GRACE
            while not taken(lock):
                if time.monotonic() > deadline:
                    raise EmbeddedPostgresError(
                        f"A Postgres server that does not answer here is still using {folder / 'data'}; it may run "
                        "in a container or for another user. Stop it there, or set DATABASE_URL."
                    )
                time.sleep(0.05)
            self._sweep(folder)
            yield lock

    def _sweep(self, folder: Path) -> None:
        """Remove what dead servers left: Postgres takes a reused process id in these files for itself."""
        (folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        for half_made in folder.glob("data.new-*"):
            shutil.rmtree(half_made, ignore_errors=True)
        if not self._sockets_exist():
            self.place.sockets.mkdir(mode=0o700)
        self.account.take(self.place.sockets)
        for left in self.place.sockets.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)

    def _initialize(self, folder: Path) -> None:
        if (folder / "data").exists():
            return
        # Each attempt has its own folder: an initdb whose parent was killed goes on writing into the old one.
        new = Path(tempfile.mkdtemp(prefix="data.new-", dir=folder))
        self.account.take(new)
        with programs.fit_for_initdb(self._binaries()) as fit:
            initdb = self.account.run(
                [
                    fit / "bin" / "initdb",
                    "-D",
                    new,
                    "-U",
                    OWNER,
                    "--auth-local=peer",
                    "--auth-host=reject",
                    *LOCALE,
                ],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        if initdb.returncode:
            raise EmbeddedPostgresError(
                f"initdb could not make a database in {folder}. It said:\n{last_lines(initdb.stdout)}"
            )
        new.rename(folder / "data")

    def _launch(self, folder: Path, lock: int) -> None:
        write(folder / "pg_hba.conf", f"local all all peer map={OWNER}\n")
        users = sorted({self.account.name, Account(0).name})
        write(folder / "pg_ident.conf", "".join(f'{OWNER} "{user}" all\n' for user in users))
        settings = SETTINGS | {
            "unix_socket_directories": str(self.place.sockets),
            "hba_file": str(folder / "pg_hba.conf"),
            "ident_file": str(folder / "pg_ident.conf"),
        }
        command = [str(self._binaries() / "bin" / "postgres"), "-D", str(folder / "data"), "-p", str(PORT)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open_log(folder / "server.log") as log:
            # The shell ends at once, so that the server is nobody's child and leaves no zombie with us.
            self.account.run(
                ["/bin/sh", "-c", '"$@" &', "sh", *command],
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=[lock],
            )

    def _wait(self, folder: Path) -> Answer:
        while True:
            answer = self._answer()
            if answer:
                return answer
            with opened_for_locking(folder / "server.lock") as lock:
                if taken(lock):
                    text = (folder / "server.log").read_text(errors="replace")
                    raise EmbeddedPostgresError(
                        f"The embedded Postgres did not start. The end of its log, {folder / 'server.log'}:\n"
                        f"{last_lines(text)}"
                    )
            time.sleep(0.02)

    def _binaries(self) -> Path:
        return programs.within_reach(self.binaries or programs.installed(), self.account, self.place.copies)


def last_lines(text: str, count: int = 12) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines()[-count:])
