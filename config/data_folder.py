"""The folder in which one installation keeps everything: database, mailbox, secrets, log."""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from config import env
from config.cannot_start import CannotStart

SECRETS = ("secret_key", "owner_password", "app_password", "demo_password")


def data_folder_of(project: Path, variables: Mapping[str, str], uid: int) -> Path:
    """Where the data lives: `DATA_DIR`, else `var/` in the project, else (root) below /var/lib.

    Root's database server runs as another user, who often may not enter the project; the hash
    of the project's path keeps two copies of the project apart.
    """
    chosen = env.text("DATA_DIR", env=variables)
    if chosen:
        return Path(chosen).expanduser().absolute()
    if uid == 0:
        return (
            Path("/var/lib/stellingname") / hashlib.sha256(str(project).encode()).hexdigest()[:12]
        )
    return project / "var"


def open_data_folder(folder: Path, *, passable: bool) -> None:
    """Make the folder where it is missing and see that it can be written; else `CannotStart`.

    Only folders made here get a mode of their own; nobody's existing permissions change.
    `passable`: another user (root's database server) must be able to walk through it, though
    not to list it.
    """
    try:
        missing = [part for part in [*reversed(folder.parents), folder] if not part.exists()]
        for part in missing:
            part.mkdir(exist_ok=True)
            part.chmod(0o711 if passable else 0o700)
        write_private(folder / ".writable", b"")
        (folder / ".writable").unlink()
    except OSError as error:
        raise CannotStart(f"{_reason(error, folder)} Kies een andere map met DATA_DIR.") from None


def _reason(error: OSError, folder: Path) -> str:
    if error.errno == errno.ENOSPC or error.errno == errno.EDQUOT:
        return f"De schijf van {folder} is vol: maak ruimte."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"In de gegevensmap {folder} mag niet geschreven worden."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"De gegevensmap {folder} is geen map."
    return f"De gegevensmap {folder} is niet te gebruiken ({error.strerror})."


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step, readable by its owner alone; a crash leaves the old one."""
    new = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def read_secrets(folder: Path) -> dict[str, str]:
    """The installation's secrets; what is missing is made, once, and kept."""
    path = folder / "secrets.json"
    try:
        known = json.loads(path.read_text())
        if not isinstance(known, dict):
            raise ValueError
    except FileNotFoundError:
        known = {}
    except (OSError, ValueError):
        raise CannotStart(
            f"{path} is niet te lezen: zet een goede kopie terug, of verwijder het bestand "
            "(dan worden er nieuwe geheimen gemaakt en moet iedereen opnieuw inloggen)."
        ) from None
    found = {name: str(known.get(name) or _new_secret(name)) for name in SECRETS}
    if found != known:
        write_private(path, json.dumps(found, indent=2).encode())
    return found


def _new_secret(name: str) -> str:
    # The demo password is typed by hand from the screen, and works on this machine only.
    return secrets.token_hex(5) if name == "demo_password" else secrets.token_hex(32)


def take_lock(path: Path) -> IO[str] | None:
    """An exclusive lock, held until the returned file is closed or this process dies.

    None when another process holds it. The file itself stays: a lock the kernel keeps cannot
    go stale, and removing the file would let two holders in.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    file = os.fdopen(descriptor, "r+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
