"""What a killed server leaves behind, and clearing it away before the next start.

Only called while we hold the installation's lock: whatever works in the data folder then is a
leftover. PostgreSQL itself refuses to start when the process in `postmaster.pid` seems alive;
a zombie seems alive for ever where process 1 does not reap, and so does a number that was
given to another process. Its file may only be removed when no backend is left: a new server
beside an old backend would damage the data.
"""

import shutil
import signal
import stat
from pathlib import Path

from config.processes import end_strangers, working_in

SOCKET_PREFIX = "stellingname-pg-"
_PATIENCE = 10.0  # seconds for a leftover server to write its last checkpoint


def clear(data: Path) -> None:
    """End leftover server processes, then remove the lock file of a dead one."""
    end_strangers(lambda: working_in(data), ask=signal.SIGINT, patience=_PATIENCE)
    (data / "postmaster.pid").unlink(missing_ok=True)


def remember_socket_folder(note: Path, folder: Path) -> None:
    """Write down where this run's socket is, and remove the folder of the run before."""
    forget_socket_folder(note)
    note.write_text(str(folder))


def forget_socket_folder(note: Path) -> None:
    """Remove the socket folder that was written down, and the note."""
    try:
        folder = Path(note.read_text())
        if folder.name.startswith(SOCKET_PREFIX) and stat.S_ISDIR(folder.lstat().st_mode):
            shutil.rmtree(folder, ignore_errors=True)
    except (FileNotFoundError, ValueError):
        pass
    note.unlink(missing_ok=True)


def clear_socket(folder: Path) -> None:
    """Remove the socket of our own dead server, so that the next one can use the same folder."""
    for left in folder.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)
