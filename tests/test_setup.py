"""That a fresh checkout sets itself up: databases from the environment, `make`, the locks, and `manage.py demo`."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError

from config.database import CHECKOUT, databases
from config.embedded_postgres import Server
from dialogues.management.commands import demo

ROOT = Path(__file__).resolve().parent.parent
URL = "postgres://someone:secret@db.example:5433/register"


@pytest.fixture
def environment(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("PUBLIC_DATABASE_URL", raising=False)
    return monkeypatch


def test_without_a_url_it_is_the_embedded_server_which_is_not_started(environment):
    def refuse(self):
        raise AssertionError("settings must not start a server")

    environment.setattr(Server, "start", refuse)
    found = databases()
    sockets = str(Server(CHECKOUT).place.sockets)
    assert {alias: (d["HOST"], d["PORT"], d["NAME"], d["USER"]) for alias, d in found.items()} == {
        "default": (sockets, "5432", "space_dialogues", "space_dialogues"),
        "public": (sockets, "5432", "space_dialogues", "space_dialogues_reader"),
    }


def test_a_url_names_both_aliases_and_only_public_is_read_only(environment):
    environment.setenv("DATABASE_URL", URL)
    found = databases()
    for database in found.values():
        assert (database["HOST"], database["PORT"], database["NAME"], database["USER"]) == (
            "db.example",
            5433,
            "register",
            "someone",
        )
    assert "options" not in found["default"]["OPTIONS"]
    assert found["public"]["OPTIONS"]["options"] == "-c default_transaction_read_only=on"
    assert found["public"]["TEST"] == {"MIRROR": "default"}


@pytest.mark.parametrize("url", [URL, ""], ids=["beside a URL", "beside the embedded server"])
def test_a_public_url_changes_public_only(environment, url):
    environment.setenv("DATABASE_URL", url)
    before = databases()["default"]
    environment.setenv(
        "PUBLIC_DATABASE_URL", "postgres://reader@replica.example/register?options=-c%20jit=off"
    )
    found = databases()
    assert found["default"] == before
    assert (found["public"]["HOST"], found["public"]["USER"]) == ("replica.example", "reader")
    assert found["public"]["OPTIONS"]["options"] == "-c jit=off -c default_transaction_read_only=on"


@pytest.mark.parametrize("variable", ["DATABASE_URL", "PUBLIC_DATABASE_URL"])
@pytest.mark.parametrize("url", ["sqlite:///db.sqlite3", "mysql://a@b/c", "nonsense", "nonsense://a/b"])
def test_anything_but_postgres_is_refused(environment, variable, url):
    environment.setenv(variable, url)
    with pytest.raises(ImproperlyConfigured, match=f"^{variable} must name a PostgreSQL database"):
        databases()


def test_the_public_alias_cannot_write_even_as_the_owner(settings):
    database = settings.DATABASES["public"]
    assert database["OPTIONS"]["options"].endswith("-c default_transaction_read_only=on")
    options = database["OPTIONS"]["options"]
    with (
        psycopg.connect(**Server(CHECKOUT).parameters, dbname="postgres", options=options) as connection,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        connection.execute("CREATE TABLE written ()")


def run(*command, cwd=ROOT, **environment):
    # A `make` that runs the tests tells its own children to say which folder they enter.
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }
    return subprocess.run(
        command,
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_make_alone_lists_each_target_that_is_for_people():
    done = run("make", "--no-print-directory")
    targets = set(re.findall(r"^ +make ([a-z-]+)", done.stdout, re.MULTILINE))
    assert done.returncode == 0
    assert targets == {"help", "demo", "code", "test", "bench", "lint", "format", "stop", "lock", "clean"}


def test_no_lock_holds_the_address_of_a_registry_and_each_line_has_a_hash():
    locks = sorted(ROOT.glob("requirements*.txt"))
    assert len(locks) == 3
    for lock in locks:
        text = lock.read_text()
        assert "://" not in text
        assert not re.search(
            r"^\s*-",
            re.sub(r"^ +--hash=sha256:[0-9a-f]{64}( \\)?$", "", text, flags=re.MULTILINE),
            re.MULTILINE,
        )
        for line in text.split("\n"):
            assert (
                not line or line.startswith("    --hash=sha256:") or re.match(r"[\w.\[\]-]+==.* \\$", line)
            ), line


def fake_python(folder, name, script):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def no_python_of_the_system(tmp_path):
    """bin/find-python without the two fixed places of systems, in which this machine may have a 3.13."""
    (tmp_path / "bin").mkdir()
    text = (ROOT / "bin" / "find-python").read_text()
    assert "/usr/bin/python3 /usr/local/bin/python3" in text
    (tmp_path / "bin" / "find-python").write_text(text.replace("/usr/bin/python3 /usr/local/bin/python3", ""))

    def find(path):
        return run(
            "/bin/sh",
            str(tmp_path / "bin" / "find-python"),
            PATH=str(path),
            HOME=str(path),
            PYENV_ROOT=str(path / "pyenv"),
        )

    return find


def test_a_python_that_fails_to_run_is_passed_over(no_python_of_the_system, tmp_path):
    path = tmp_path / "path"
    fake_python(path, "python3.13", "echo \"pyenv: version '3.13' is not installed\" >&2; exit 127")
    fake_python(path, "python3", "echo")
    fake_python(path, "python", f'exec "{sys._base_executable}" "$@"')
    assert no_python_of_the_system(path).stdout.strip() == os.path.realpath(sys._base_executable)


def test_a_python_that_pyenv_keeps_but_does_not_show_is_found(no_python_of_the_system, tmp_path):
    path = tmp_path / "path"
    fake_python(path, "python3.13", "exit 127")
    folder = path / "pyenv" / "versions" / "3.13.9" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").symlink_to(sys._base_executable)
    assert no_python_of_the_system(path).stdout == f"{folder}/python\n"


def test_without_python_3_13_it_says_what_to_install(no_python_of_the_system, tmp_path):
    done = no_python_of_the_system(tmp_path)
    assert done.returncode == 1
    assert "Python 3.13 is not here" in done.stderr
    assert "apt-get install python3.13 python3.13-venv" in done.stderr


def test_without_the_venv_module_it_says_what_to_install(no_python_of_the_system, tmp_path):
    path = tmp_path / "path"
    fake_python(path, "python3.13", 'case "$2" in *ensurepip*) exit 1;; esac; echo /the/python')
    done = no_python_of_the_system(path)
    assert done.returncode == 1
    assert "apt-get install python3.13-venv" in done.stderr


@pytest.fixture
def checkout(tmp_path):
    """A checkout with an environment that only writes down what it was told to install."""
    folder = tmp_path / 'it\'s a "checkout"'
    folder.mkdir()
    for name in ("Makefile", "requirements-uv.txt", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "bin", folder / "bin")
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    fake_python(
        programs,
        "python",
        f'[ "$1" = -c ] && exec "{sys.executable}" "$@"; echo "$@" >> "{folder.parent}/called"; exit ${{FAIL:-0}}',
    )
    return folder


def called(checkout):
    record = checkout.parent / "called"
    text = record.read_text() if record.exists() else ""
    record.unlink(missing_ok=True)
    return [line.split("-r ")[1] if "install" in line else line for line in text.splitlines()]


def test_make_installs_only_what_changed(checkout):
    assert run("make", "demo", "PORT=8123", cwd=checkout).returncode == 0
    assert called(checkout) == ["requirements-uv.txt", "requirements.txt", "manage.py demo --port 8123"]
    run("make", "demo", cwd=checkout)
    assert called(checkout) == ["manage.py demo --port 8000"]
    run("make", "test", "ARGS=-k this", cwd=checkout)
    assert called(checkout) == ["requirements-dev.txt", "-m pytest -n auto --dist loadgroup -k this"]
    with (checkout / "requirements.txt").open("a") as file:
        file.write("# changed\n")
    run("make", "demo", cwd=checkout)
    assert called(checkout) == ["requirements.txt", "manage.py demo --port 8000"]


def test_an_install_that_failed_is_tried_again(checkout):
    assert run("make", "demo", cwd=checkout, FAIL="1").returncode != 0
    called(checkout)
    assert run("make", "demo", cwd=checkout).returncode == 0
    assert called(checkout)[:2] == ["requirements-uv.txt", "requirements.txt"]


def test_make_stop_before_anything_was_set_up_says_so(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    done = run("make", "stop", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing was ever started here.")


def test_the_checks_of_the_build_can_be_run():
    path = ROOT / ".ci" / "run"
    assert path.stat().st_mode & stat.S_IXUSR
    assert run("bash", "-n", str(path)).returncode == 0


def test_a_used_port_is_named_before_anything_is_done():
    with socket.socket() as other:
        other.bind((demo.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use. Take another: make demo PORT="):
            call_command("demo", port=port)
    with pytest.raises(CommandError, match="Port 70000 cannot be used"):
        call_command("demo", port=70000)


def test_static_files_are_collected_only_when_one_changed(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("a {}")
    settings.VAR_DIR, settings.STATIC_ROOT, settings.STATICFILES_DIRS = (
        tmp_path,
        tmp_path / "static",
        [source],
    )
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.DEBUG = False
    manifest_storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest_storage}
    manifest = settings.STATIC_ROOT / "staticfiles.json"

    def collected():
        before = manifest.stat().st_mtime_ns if manifest.exists() else None
        demo.collect_static_files()
        return manifest.stat().st_mtime_ns != before

    assert [collected(), collected()] == [True, False]
    (source / "site.css").write_text("a { color: red }")
    assert [collected(), collected()] == [True, False]
    shutil.rmtree(settings.STATIC_ROOT)
    assert [collected(), collected()] == [True, False]
