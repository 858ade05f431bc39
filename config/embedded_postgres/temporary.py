"""A server that is thrown away, for the tests and for the benchmarks."""

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from config.data_folder import take_lock
from config.embedded_postgres import remains
from config.embedded_postgres.account import server_account
from config.embedded_postgres.server import EmbeddedServer

_PREFIX = f"stellingname-temp-{os.getuid()}-"


@contextlib.contextmanager
def temporary_server() -> Iterator[EmbeddedServer]:
    """A fresh server in a temporary folder, gone with all its data at the end.

    Yields it started: `server.owner_url` (may create databases, is no superuser) and
    `server.app_url`. Nothing is flushed to disk, so it is fast and survives no power cut.
    Use it from the main thread.
    """
    _remove_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir="/tmp"))
    lock = take_lock(folder / "lock")
    if os.getuid() == 0:
        # Only root and the server's account pass through; the folder was made just now.
        os.chown(folder, 0, server_account().gid)
        folder.chmod(0o710)
    server = EmbeddedServer(
        folder / "server",
        owner_password=secrets.token_hex(16),
        app_password=secrets.token_hex(16),
        durable=False,
    )
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            lock.close()


def _remove_abandoned() -> None:
    """Remove folders of test runs that were killed: nobody holds their lock any more."""
    for folder in Path("/tmp").glob(f"{_PREFIX}*"):  # noqa: S108
        with contextlib.suppress(OSError):
            ours = folder.stat().st_uid == os.getuid() and (folder / "lock").exists()
            if ours and (lock := take_lock(folder / "lock")):
                remains.clear(folder / "server" / "data")
                remains.forget_socket_folder(folder / "server" / "socket-folder")
                shutil.rmtree(folder, ignore_errors=True)
                lock.close()
