"""Answers held against files, so that a change of the contract shows in the difference."""

import json
import os
from pathlib import Path
from typing import Any

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"


def held(path: Path, value: Any) -> Any:
    """The snapshot in a file; with UPDATE_SNAPSHOTS=1 in the environment it is written first."""
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
    return json.loads(path.read_text())
