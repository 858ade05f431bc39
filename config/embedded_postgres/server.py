"""Starting and stopping the bundled server as a direct child that dies with its parent."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from config.cannot_start import CannotStart
from config.embedded_postgres import binaries, cluster, remains
from config.embedded_postgres.account import may_enter, server_account
from config.processes import end, has_exited, spawn

_START_SECONDS = 120  # a server that replays a long log after a power cut needs time
_STOP_SECONDS = 30
_LOG_BYTES = 5_000_000
_LOOK_EVERY = 0.02

# `fsync` and its kin are PostgreSQL's defaults; written out because P1 of this product (a
# confirmed reaction is never lost) rests on them.
_DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedServer:
    """One server on the data in `folder`, reachable through a private socket only.

    As root the folder stays root's, so that the server's account cannot plant a link where
    root writes; only `data` inside it is that account's. The caller sees to it (with a lock)
    that a folder has one server at a time.
    `owner_url` and `app_url` are valid from `start()` on and survive a restart of the server
    within this process.
    """

    def __init__(
        self, folder: Path, *, owner_password: str, app_password: str, durable: bool = True
    ) -> None:
        self.folder = folder
        self.log = folder / "postgres.log"
        self.data = folder / "data"
        self.owner_url = self.app_url = ""
        self._socket_note = folder / "socket-folder"
        self._passwords = {cluster.OWNER: owner_password, cluster.APP: app_password}
        self._durable = durable
        self._account = server_account()
        self._socket: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, after clearing what a killed one left; `CannotStart` when it fails."""
        try:
            self._own_folder()
            programs = binaries.runnable(self._account, self.folder)
            self._trim_log()
            if self.data.exists():
                cluster.check_edition(self.data)
                remains.clear(self.data)
            else:
                cluster.create(self.data, programs, self._account, self.log, durable=self._durable)
            cluster.write_access(self.data, self._account)
            socket = self._socket_folder()
        except OSError as error:
            raise CannotStart(
                f"De databasemap {self.folder} is niet te gebruiken ({error.strerror}): maak "
                "ruimte of herstel de rechten, of kies een andere map met DATA_DIR."
            ) from None
        try:
            self._launch(programs, socket)
            self._wait_until_ready()
            cluster.ensure_roles(programs, socket, self._passwords)
        except BaseException:
            self.stop()
            raise
        self.owner_url = cluster.url(cluster.OWNER, self._passwords[cluster.OWNER], socket)
        self.app_url = cluster.url(cluster.APP, self._passwords[cluster.APP], socket)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The postmaster; the parent of every backend."""
        if self._process is None:
            raise RuntimeError("the server has not been started")
        return self._process

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Stop the server, its data safe on disk, and remove the socket. Twice is harmless."""
        if self._process is not None:
            end(self._process, ask=signal.SIGINT, patience=_STOP_SECONDS, hurry=hurry)
            remains.clear(self.data)
            self._process = None
        if self._socket is not None:
            remains.forget_socket_folder(self._socket_note)
            self._socket = None

    def restart(self) -> None:
        """Start again after the server died; the addresses stay the same."""
        if self._process is not None:
            end(self._process, ask=signal.SIGINT, patience=_STOP_SECONDS)
            self._process = None
        self.start()

    def _own_folder(self) -> None:
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700)
            if os.getuid() == 0:
                os.chown(self.folder, 0, self._account.gid)
                self.folder.chmod(0o710)
        if not may_enter(self._account, self.folder):
            raise CannotStart(
                f"De database draait als gebruiker {self._account.name}, en die mag niet in "
                f"{self.folder} komen: kies met DATA_DIR een map waar dat wel mag."
            )

    def _socket_folder(self) -> Path:
        """A fresh private folder per run; a socket's path may not be longer than 107 bytes."""
        if self._socket is None:
            # A socket folder in TMPDIR could be too long, or closed to the server's account.
            self._socket = Path(tempfile.mkdtemp(prefix=remains.SOCKET_PREFIX, dir="/tmp"))
            if os.getuid() == 0:
                os.chown(self._socket, self._account.uid, self._account.gid)
            remains.remember_socket_folder(self._socket_note, self._socket)
        remains.clear_socket(self._socket)
        return self._socket

    def _trim_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_name("postgres.log.1"))

    def _launch(self, programs: Path, socket: Path) -> None:
        settings = [
            "listen_addresses=",
            f'unix_socket_directories="{socket}"',
            "unix_socket_permissions=0700",
            f"port={cluster.PORT}",
            "max_connections=60",
            "log_checkpoints=off",
            *(_DURABLE if self._durable else _FAST),
        ]
        command: list[str | Path] = [programs / "postgres", "-D", self.data]
        for setting in settings:
            command += ["-c", setting]
        with self.log.open("ab") as output:
            self._process = spawn(
                command,
                env=cluster.server_environment(),
                cwd=self.folder,
                account=self._account,
                output=output,
                death_signal=signal.SIGINT,  # PostgreSQL's word for a fast, clean stop
            )

    def _wait_until_ready(self) -> None:
        """Wait for the word `ready` on the eighth line of the server's own lock file."""
        limit = time.monotonic() + _START_SECONDS
        while not self._is_ready():
            if has_exited(self.process) or time.monotonic() > limit:
                raise CannotStart(
                    f"De database startte niet ({cluster.last_line(self.log)}): zie {self.log}."
                )
            time.sleep(_LOOK_EVERY)

    def _is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(self.process.pid) and lines[7].strip() == "ready"
