"""Which processes are there: told by the kernel and by locks, never by a file with a process id."""

import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from config.embedded_postgres.errors import EmbeddedPostgresError
from config.embedded_postgres.place import hand_over


@contextmanager
def opened_for_locking(path: Path) -> Iterator[int]:
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        hand_over(path)
    except PermissionError:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        yield file
    finally:
        os.close(file)


def taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def pid_behind(connected: socket.socket) -> int:
    """The process that listens at the other end, from the kernel."""
    if sys.platform == "darwin":
        return int(struct.unpack("i", connected.getsockopt(0, 2, 4))[0])  # SOL_LOCAL, LOCAL_PEERPID
    return int(struct.unpack("3i", connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])


def works_in(data: Path, pid: int) -> bool:
    """Whether the server with this process id, as the kernel gave it, works in this very folder."""
    try:
        return data.samefile(f"/proc/{pid}/cwd")
    except OSError:
        return pid_in_file(data) == pid


def pid_in_file(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def strays(data: Path) -> Iterator[int]:
    """The processes of a Postgres that work in this folder, even if it lost its socket and its pid file."""
    if not Path("/proc/self/cwd").exists():
        yield from strays_without_proc(data)
        return
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_postgres = Path(os.readlink(process / "exe")).name.startswith("postgres")
            if is_postgres and data.samefile(process / "cwd"):
                yield int(process.name)


def strays_without_proc(data: Path) -> Iterator[int]:
    pid = pid_in_file(data)
    if pid:
        shown = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True)
        if str(data) in shown.stdout:
            yield pid


def end(pids: Iterable[int], *, in_good_order: bool = False) -> None:
    """Stop servers and wait until they are gone.

    In good order is only for one whose data is still where it believes it to be. Another would write its last
    checkpoint, which goes by the name of the folder, into the data that is there now. Ended at once, it writes
    nothing, and its own data recovers at the next start.
    """
    left = [pid for pid in pids if pid > 0]
    for signal_number, patience in ((signal.SIGINT, 30), (signal.SIGQUIT, 10))[0 if in_good_order else 1 :]:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal_number)
        deadline = time.monotonic() + patience
        while (left := [pid for pid in left if alive(pid)]) and time.monotonic() < deadline:
            time.sleep(0.02)
    if left:
        raise EmbeddedPostgresError(
            f"Postgres does not stop: process {left[0]}. End it with: kill -9 {left[0]}"
        )


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        # Where nobody reaps orphans, as in some containers, the dead stay listed.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True
