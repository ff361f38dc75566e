"""Measures in a fresh process on a database of its own, which is dropped at the end."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def in_a_database_of_its_own(file: str, task: str, number: int) -> Any:
    """Runs a task of a benchmark (a file that hands its tasks to `run_task`); returns what it measured."""
    done = subprocess.run(
        [sys.executable, file, "--task", task, str(number)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def run_task(tasks: dict[str, Callable[[int], Any]]) -> bool:
    """Where the command line names a task, does it and prints what it measured. Tells whether there was one."""
    if sys.argv[1:2] != ["--task"]:
        return False
    print(json.dumps(_measure(tasks[sys.argv[2]], int(sys.argv[3]))))
    return True


def _measure(task: Callable[[int], Any], number: int) -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEMO", "1")
    sys.path.insert(0, str(ROOT))
    from config.database import start_if_embedded

    start_if_embedded()
    import django
    from django.conf import settings
    from django.test.utils import setup_test_environment

    settings.PUBLIC_DATABASE = "default"
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    setup_test_environment()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        return task(number)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
