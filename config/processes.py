"""Child processes that never outlive their parent, and finding those that did.

Every child gets a session, and so a process group, of its own: Ctrl-C in the terminal reaches
only the parent, which then ends its children in the right order and as whole groups. A child
dies with its parent (Linux's parent-death signal), also when that parent was killed with -9.
Nothing here imports Django: the parent of `make run` lives as long as the site does.
"""

import contextlib
import ctypes
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.cannot_start import CannotStart

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_LOOK_EVERY = 0.02  # seconds between two looks at a process that is ending


@dataclass(frozen=True)
class Account:
    """A unix account under which a child runs; it must have an entry in the passwd file."""

    name: str
    uid: int
    gid: int


def die_with(parent: int, death_signal: int) -> None:
    """Have this process receive `death_signal` when process `parent` dies.

    Must run after any change of uid, which clears the setting. The second look at the parent
    catches one that died before the setting was made. Elsewhere than on Linux it does nothing.
    """
    if _LIBC is None:
        return
    _LIBC.prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def spawn(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    output: IO[bytes] | None = None,
    death_signal: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a child in a group of its own that dies with this process.

    `output` takes both its streams; without it they are ours. Call from the main thread only:
    the parent-death signal follows the thread that started the child.
    """
    parent = os.getpid()
    other = account if account is not None and os.getuid() == 0 else None
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
        preexec_fn=lambda: die_with(parent, death_signal),
        user=other.uid if other else None,
        group=other.gid if other else None,
        extra_groups=[] if other else None,
    )


def has_exited(process: subprocess.Popen[bytes]) -> bool:
    """Whether the child is dead. It stays unreaped, so that its group's number stays taken."""
    if process.returncode is not None:
        return True
    try:
        look = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, process.pid, look) is not None
    except ChildProcessError:
        return True


def end(
    process: subprocess.Popen[bytes],
    *,
    ask: int = signal.SIGTERM,
    patience: float,
    hurry: Callable[[], bool] = lambda: False,
) -> int:
    """Ask the child to stop, wait at most `patience` seconds, then kill its whole group.

    The group is killed even when the child ended well: a killed granian leaves workers behind.
    `hurry` ends the waiting at once. Returns the exit code (minus the signal's number).
    """
    if not has_exited(process):
        process.send_signal(ask)
        limit = time.monotonic() + patience
        while not has_exited(process) and time.monotonic() < limit and not hurry():
            time.sleep(_LOOK_EVERY)
    if process.returncode is None:
        # Refused when only the dead leader itself is left in the group.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def working_in(folder: Path) -> list[int]:
    """Living processes whose working folder is `folder`: a PostgreSQL server and its backends.

    A zombie has no working folder, so it does not count. Needs /proc; without it, none.
    """
    wanted = str(folder.resolve())
    return _living(lambda entry: os.readlink(entry / "cwd") == wanted)


def started_with(name: str, value: str) -> list[int]:
    """Living processes that were started with `name=value` in their environment."""
    wanted = f"{name}={value}".encode(errors="surrogateescape")
    return _living(lambda entry: wanted in (entry / "environ").read_bytes().split(b"\0"))


def _living(matches: Callable[[Path], bool]) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int(entry.name) != os.getpid() and matches(entry):
                found.append(int(entry.name))
        except OSError:
            continue  # gone in the meantime, a zombie, or somebody else's
    return found


def end_strangers(look: Callable[[], Iterable[int]], *, ask: int, patience: float) -> None:
    """End processes that are not our children (left by a killed parent), and see them gone.

    `look` lists them anew each time: while they end, they may still start others. After
    `patience` seconds they are killed; `CannotStart` when even that does not help.
    """
    limit = time.monotonic() + patience
    asked: set[int] = set()
    while remaining := set(look()):
        late = time.monotonic() > limit
        for pid in remaining if late else remaining - asked:
            _signal(pid, signal.SIGKILL if late else ask)
        asked |= remaining
        if time.monotonic() > limit + 10:
            numbers = ", ".join(map(str, sorted(remaining)))
            raise CannotStart(
                f"Een vorige keer is blijven hangen (proces {numbers}): herstart deze machine."
            )
        time.sleep(_LOOK_EVERY)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError as error:
        if error.errno != errno.ESRCH:
            raise
