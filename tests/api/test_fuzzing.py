"""The API answers as its schema says, whatever it is asked: schemathesis asks what nobody would."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ROOT

# One worker serves them all: the site with its records is made once.
pytestmark = pytest.mark.xdist_group("reading")


def test_schemathesis_finds_nothing(register):
    """All its checks, and one of ours: see schemathesis.toml, which says how to run more of it by hand."""
    command = [
        str(Path(sys.executable).with_name("st")), "run", f"{register.address}/api/v1/openapi.json",
        "--max-examples", "3", "--phases", "examples,fuzzing", "--no-color", "--seed", "1",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5_000:]
