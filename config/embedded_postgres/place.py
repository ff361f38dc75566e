"""Where the server of a checkout keeps its files, and as whom it runs."""

import hashlib
import os
import pwd
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from config.embedded_postgres.errors import EmbeddedPostgresError

OUTSIDE = Path("/var/lib/space-dialogues")
# Nothing of the caller's environment: neither its language nor its PG* variables nor its libraries.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """The user of the operating system that runs the server."""

    uid: int

    @cached_property
    def entry(self) -> pwd.struct_passwd:
        try:
            return pwd.getpwuid(self.uid)
        except KeyError:
            raise EmbeddedPostgresError(
                f"User id {self.uid} has no name on this machine, and Postgres runs only for users that have one. "
                "Add a line for it to /etc/passwd, or set DATABASE_URL."
            ) from None

    @property
    def name(self) -> str:
        return self.entry.pw_name

    def run(self, command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, in a folder that everybody can enter."""
        options.setdefault("stdin", subprocess.DEVNULL)
        if self.uid != os.geteuid():
            gid = self.entry.pw_gid
            options |= {"user": self.uid, "group": gid, "extra_groups": os.getgrouplist(self.name, gid)}
        try:
            return subprocess.run(command, cwd="/", env=ENVIRONMENT, text=True, errors="replace", **options)
        except OSError as error:
            if error.filename:  # the command itself; without a file, the change of user
                raise
            raise EmbeddedPostgresError(
                f"Postgres refuses to run as root, and root may not become {self.name!r} here ({error}). "
                "Run as an ordinary user, or set DATABASE_URL."
            ) from error

    def can_keep_files_in(self, folder: Path) -> bool:
        """Whether a private folder of this account can lie there: tried, since modes alone do not tell."""
        try:
            with tempfile.TemporaryDirectory(prefix="trial-", dir=folder) as trial:
                self.take(trial)
                return (
                    self.run(
                        ["/bin/sh", "-c", 'cd "$0" && : > file', trial], stderr=subprocess.DEVNULL
                    ).returncode
                    == 0
                )
        except OSError:
            return False

    def take(self, path: str | Path) -> None:
        if self.uid != os.geteuid():
            os.chown(path, self.uid, self.entry.pw_gid, follow_symlinks=False)


class Place:
    """The folders of one server. To look at it changes nothing."""

    def __init__(self, checkout: Path, outside: Path = OUTSIDE):
        self.checkout = checkout.resolve()
        self.var = self.checkout / "var"
        self.inside = self.var / "postgres"
        self.outside = outside / digest(self.checkout)
        self.copies = outside
        self.account = Account(self._uid())
        # Not below TMPDIR: every process must find the same folder, whatever its environment.
        self.sockets = Path("/tmp") / f"space-dialogues-{digest(self.checkout, self.account.uid)}"  # noqa: S108

    @property
    def folder(self) -> Path | None:
        """Where the data is, if there is any."""
        folders = (self.inside, self.outside) if os.geteuid() == 0 else (self.inside,)
        return next((folder for folder in folders if os.path.lexists(folder / "data")), None)

    def _uid(self) -> int:
        if os.geteuid() != 0:
            return os.geteuid()
        if self.folder:
            return os.stat(self.folder / "data").st_uid
        owner = os.stat(self.checkout).st_uid
        if owner != 0 and has_a_name(owner):
            return owner
        try:
            return pwd.getpwnam("nobody").pw_uid
        except KeyError:
            raise EmbeddedPostgresError(
                "Postgres refuses to run as root, and this machine has no user 'nobody' to run it instead. "
                "Run as an ordinary user, or set DATABASE_URL."
            ) from None

    def settle(self) -> Path:
        """The folder of the data, made if need be: inside the checkout wherever the account can use that."""
        folder = self.folder
        if folder:
            self.refuse_data_out_of_reach(folder)
            return folder
        if os.geteuid() != 0:
            return make_folder(self.inside)
        for folder in (self.inside, self.outside):
            try:
                make_folder(folder)
            except EmbeddedPostgresError:
                continue
            if self.account.can_keep_files_in(folder):
                if folder == self.outside:
                    write(folder / "checkout", f"{self.checkout}\n")
                return folder
            with suppress(OSError):
                folder.rmdir()
        raise EmbeddedPostgresError(
            f"Postgres refuses to run as root, and {self.account.name!r}, who would run it instead, can keep its files "
            f"neither in {self.inside} nor in {self.outside}. Move the checkout to a folder that everybody can "
            "enter, run as an ordinary user, or set DATABASE_URL."
        )

    def refuse_data_out_of_reach(self, folder: Path) -> None:
        data = folder / "data"
        owner = os.stat(data).st_uid
        if owner == 0:
            raise EmbeddedPostgresError(
                f"The database in {data} belongs to root, and Postgres refuses to run as root. "
                f"Give it to an ordinary user: chown -R nobody '{data}'"
            )
        if owner != self.account.uid:
            name = Account(owner).name
            raise EmbeddedPostgresError(
                f"The database in {data} belongs to {name!r}, and you are {self.account.name!r}. Run this as {name!r} "
                "or as root, or set DATABASE_URL."
            )
        if self.account.run(["/bin/sh", "-c", 'cd "$0"', data], stderr=subprocess.DEVNULL).returncode:
            raise EmbeddedPostgresError(
                f"The database lies in {data}, and {self.account.name!r}, who runs it, can no longer enter "
                "that folder. Let everybody enter the folders above it, or move it: "
                f"mkdir -p '{self.outside}' && mv '{data}' '{self.outside}/'"
            )


def has_a_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode(errors="surrogateescape")).hexdigest()[:12]


def make_folder(folder: Path) -> Path:
    """Make a folder that everybody may enter; made by root, it belongs to the owner of the folder above."""
    if folder.is_dir():
        return folder
    make_folder(folder.parent)
    try:
        folder.mkdir()
        folder.chmod(0o755)
        hand_over(folder)
    except OSError as error:
        if folder.is_dir():  # made by another process meanwhile
            return folder
        raise EmbeddedPostgresError(
            f"The embedded Postgres cannot keep its files in {folder}: {error.strerror}. "
            "Make that folder and give it to the user who runs this, or set DATABASE_URL."
        ) from error
    return folder


def hand_over(path: Path) -> None:
    if os.geteuid() == 0:
        above = os.stat(path.parent)
        os.chown(path, above.st_uid, above.st_gid, follow_symlinks=False)


def write(path: Path, text: str) -> None:
    """Replace a file, whole or not at all."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        file.write(text)
    new = Path(file.name)
    new.chmod(0o644)
    hand_over(new)
    new.replace(path)


def open_log(path: Path) -> IO[bytes]:
    if path.exists() and path.stat().st_size > 5_000_000:
        path.unlink()
    log = open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")  # noqa: SIM115 - by the caller
    hand_over(path)
    return log
