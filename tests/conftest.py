"""What every test stands on: a real PostgreSQL, and the public side reading what the test wrote.

A test lives in one transaction, which no second connection can see; so the public side reads through the
default alias here. Tests that need the reader's own role or a browser use a site of their own (tests/browser).
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

# Before pytest-django reads the settings, so that a bare `pytest` works as `make test` does.
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A browser keeps an event loop running in the thread in which later tests of the same worker ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from typing import Any

import django
import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate
from django.template import Context, Template
from django.test.signals import template_rendered
from django.test.utils import _TestState
from django.utils import translation

from config.database import start_if_embedded
from tests.databases import Databases, in_use
from tests.past_triggers import let_tests_be_emptied
from tests.sites import Site, collect_once, running

# Here and not in a hook: the conftest of a folder named on the command line is imported before any hook runs.
start_if_embedded()
django.setup()
let_tests_be_emptied()


# Their tests take from ten seconds to a minute each: begun last, one would keep a worker busy while the others wait.
LONGEST = (
    "tests/browser/test_entering_the_ninth.py",
    "tests/test_nothing_is_lost.py",
    "tests/test_any_order.py",
    "tests/interchange/test_round_trip.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_use_migrations: bool,
    request: pytest.FixtureRequest,
) -> None:
    """The database of the tests is a copy of the one that is migrated once in a run, unless it is there already."""
    from django.conf import settings

    if not django_db_use_migrations:
        return
    databases: Databases = request.getfixturevalue("databases")
    test = settings.DATABASES["default"]["TEST"]
    kept = django_db_keepdb and not django_db_createdb
    if not (kept and databases.exists(test["NAME"] or f"test_{settings.DATABASES['default']['NAME']}")):
        test["TEMPLATE"] = databases.migrated


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of the tests. It is dropped although a client that a test killed may have left a session in it."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def put_back_what_migrations_put_there(sender: Any, **_kwargs: Any) -> None:
    """The tracks and the roles, after a test that commits: it leaves every table empty, of whoever comes next, too."""
    if sender.label != "dialogues" or apps.get_model("dialogues", "Track").objects.exists():
        return
    loader = MigrationLoader(connection)
    for key, migration in sorted(loader.disk_migrations.items()):
        for operation in migration.operations if key[0] == sender.label else ():
            if isinstance(operation, RunPython):
                operation.code(apps, connection.schema_editor())  # type: ignore[arg-type]


# Django sends it after it has emptied the tables, as after it has made them.
post_migrate.connect(put_back_what_migrations_put_there)


@pytest.fixture(scope="session", autouse=True)
def only_pages_tell_how_they_were_rendered(django_test_environment: None) -> None:
    """A form has thousands of widgets; a copy of its context for each took a quarter of the time.

    `response.context` is that of the page, with all that its view gave it.
    """
    rendered = _TestState.saved_data.template_render  # type: ignore[attr-defined]

    def render(self: Template, context: Context) -> Any:
        if context.template is self and not any(
            part in (self.name or "") for part in ("/widgets/", "/forms/")
        ):
            template_rendered.send(sender=self, template=self, context=context)
        return rendered(self, context)

    Template._render = render  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def what_lives_to_the_end_is_not_looked_through_for_garbage(django_test_environment: None) -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def translations_are_compiled() -> None:
    call_command("compile_translations", verbosity=0)


@pytest.fixture(autouse=True)
def the_language_of_the_last_page_is_forgotten() -> Iterator[None]:
    """A page leaves its language active in its thread, which in tests is that of the next test, too."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def the_database_forgets_who_wrote_in_the_last_request() -> Iterator[None]:
    """A request says who writes to its own transaction; a test lives in one, and writes more after it."""
    from tests.clearing import forget_who_writes

    def forget(**_said: Any) -> None:
        forget_who_writes()

    request_finished.connect(forget)
    yield
    request_finished.disconnect(forget)


@pytest.fixture(autouse=True)
def static_files_are_named_as_they_are(settings) -> None:
    """No manifest is collected for tests without a browser."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def public_side_sees_the_transaction(settings) -> None:
    settings.PUBLIC_DATABASE = "default"


@pytest.fixture(scope="session")
def server() -> dict[str, Any]:
    """Where the PostgreSQL of the tests is, as connection parameters without a database."""
    from django.conf import settings

    default = settings.DATABASES["default"]
    given = {"host": default.get("HOST"), "port": default.get("PORT"), "user": default.get("USER")}
    given["password"] = default.get("PASSWORD")
    return {key: str(value) for key, value in given.items() if value}


@pytest.fixture(scope="session")
def databases(server: dict[str, Any], testrun_uid: str, django_db_blocker: Any) -> Iterator[Databases]:
    made = Databases(server, testrun_uid, django_db_blocker)
    yield made
    made.close()


@pytest.fixture(scope="session")
def copy_of_what_is_shipped(databases: Databases, worker_id: str) -> Iterator[str]:
    with databases.copy(databases.shipped, f"shipped_{worker_id}") as name:
        yield name


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, copy_of_what_is_shipped: str) -> Iterator[None]:
    """The records of `data/`, published. A module that asks for them has them in every test that follows."""
    with in_use(copy_of_what_is_shipped):
        yield


@pytest.fixture(scope="session")
def static(databases: Databases, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the static files are collected, for all sites of this run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "static"
    collect_once(databases, folder)
    return folder


@pytest.fixture(scope="session")
def register(
    databases: Databases, static: Path, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site that shows the records of `data/`, served as in production."""
    folder = tmp_path_factory.mktemp("register")
    with running(databases, databases.shipped, f"reading_{worker_id}", folder, static) as made:
        yield made
