"""Real servers, each in a folder of its own, stopped in the end."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from config.embedded_postgres import EmbeddedPostgresError, Server, processes


@pytest.fixture
def ground():
    """A folder that everybody can enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="ground-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("data"):
        processes.end(processes.strays(path))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def at(ground):
    """Servers of checkouts below `ground`, stopped in the end."""
    made = []

    def at(checkout="checkout", **options):
        folder = ground / checkout
        folder.mkdir(parents=True, exist_ok=True)
        made.append(Server(folder, **({"outside": ground / "outside"} | options)))
        return made[-1]

    yield at
    for one in made:
        with suppress(EmbeddedPostgresError, FileNotFoundError):
            one.stop()
        shutil.rmtree(one.place.sockets, ignore_errors=True)
