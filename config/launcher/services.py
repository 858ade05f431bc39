"""The long-lived children of `make run`: the database, the job worker and the web server."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from config.embedded_postgres import EmbeddedServer
from config.launcher.options import PROJECT, Options
from config.launcher.signals import Signals
from config.processes import end, has_exited, spawn

_PATIENCE = 15.0  # seconds for a request or a job to finish before its process is killed
WEB_WORKERS = 2


class Service(Protocol):
    """Something that runs until it is stopped. `name` stands at the start of a sentence."""

    name: str

    def start(self) -> None:
        """Start it, or start it again after it died, clearing what the dead one left."""

    def has_died(self) -> bool: ...

    def stop(self, signals: Signals) -> None:
        """Stop it and all it started; harmless when it is dead."""


class Database:
    """The embedded server. Started again at the same address, so that nobody needs to be told."""

    name = "Database"

    def __init__(self, server: EmbeddedServer) -> None:
        self._server = server

    def start(self) -> None:
        self._server.restart()

    def has_died(self) -> bool:
        return has_exited(self._server.process)

    def stop(self, signals: Signals) -> None:
        self._server.stop(hurry=lambda: signals.hurry)


class Child:
    """A Python process of ours."""

    def __init__(self, name: str, command: list[str | Path], env: Mapping[str, str]) -> None:
        self.name = name
        self._command = command
        self._env = env
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        if self._process is not None:
            end(self._process, patience=0)  # a killed granian leaves workers on its port
        self._process = spawn(self._command, env=self._env, cwd=PROJECT)

    def has_died(self) -> bool:
        return self._process is not None and has_exited(self._process)

    def stop(self, signals: Signals) -> None:
        if self._process is not None:
            end(
                self._process,
                ask=signal.SIGTERM,
                patience=_PATIENCE,
                hurry=lambda: signals.hurry,
            )


def job_worker(env: Mapping[str, str]) -> Child:
    """The process that does the jobs. It also keeps the clock of the periodic ones."""
    # The system checks ran in `prepare`; one of them would miss the owner's address here.
    command: list[str | Path] = [sys.executable, PROJECT / "manage.py", "procrastinate"]
    command += ["--skip-checks", "worker", "--shutdown-graceful-timeout", "10"]
    return Child("Takenwerker", command, env)


def web_server(options: Options, env: Mapping[str, str]) -> Child:
    """Granian with two workers of two threads: more would only open more connections."""
    command: list[str | Path] = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", options.address, "--port", str(options.port), "--no-ws"]
    command += ["--workers", str(WEB_WORKERS), "--blocking-threads", "2"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5"]
    command += ["--workers-kill-timeout", "10", "--log-level", "warning"]
    command += ["config.wsgi:application"]
    return Child("Webserver", command, env)
