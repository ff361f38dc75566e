"""The example client of the documentation, as partners run it, against the application itself or a running site."""

import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from django.test import Client

PATH = Path(__file__).parent.parent / "docs" / "examples" / "mirror.py"


def client() -> ModuleType:
    """The example as a module."""
    spec = importlib.util.spec_from_file_location("mirror", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Application(httpx.BaseTransport):
    """Hands requests to the application in this process, by Django's own test client: in the test's transaction."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer: Any = Client().get(request.url.raw_path.decode(), headers=dict(request.headers))
        return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.getvalue())


def api() -> httpx.Client:
    return httpx.Client(transport=Application(), base_url="http://testserver/api/v1/")


class Copy:
    """A partner's copy in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.client = folder, client()

    def bring_up_to_date(self) -> str:
        """What the client says; raises SystemExit with its complaint where the copy is not what is shown."""
        with api() as asked:
            said: str = self.client.mirror(asked, self.folder)
        return said

    def damage(self, statement: str) -> int:
        """Runs a statement on the copy behind the client's back; returns how many rows it changed."""
        with closing(sqlite3.connect(self.folder / "register.sqlite")) as db, db:
            return db.execute(statement).rowcount

    def records(self) -> dict[tuple[str, str], str]:
        """The canonical text of each document, by kind and id."""
        with closing(sqlite3.connect(self.folder / "register.sqlite")) as db:
            rows: Any = db.execute("SELECT kind, id, document FROM record").fetchall()
        return {(kind, slug): document for kind, slug, document in rows}
