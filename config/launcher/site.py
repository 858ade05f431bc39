"""`make run`: from nothing to a site that answers, until it is asked to stop."""

import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from config.cannot_start import CannotStart
from config.data_folder import open_data_folder, read_secrets, take_lock
from config.embedded_postgres import EmbeddedServer
from config.launcher.console import say, seconds, step
from config.launcher.environment import child_environment, publish, unpublish, without_owner
from config.launcher.options import (
    MARK,
    PROJECT,
    Options,
    already_running,
    read_options,
    refuse_taken_port,
)
from config.launcher.services import Database, job_worker, web_server
from config.launcher.signals import Signals
from config.launcher.supervisor import Supervisor
from config.processes import die_with, end, end_strangers, has_exited, spawn, started_with

_ANSWER_SECONDS = 60


class Stopped(Exception):
    """Asked to stop before the site was up."""


class PreparationFailed(Exception):
    """`manage.py prepare` refused, and said why itself."""


def run_site(variables: Mapping[str, str]) -> None:
    """Start everything, watch over it, and stop everything when asked. One per data folder."""
    began = time.monotonic()
    if "MAKELEVEL" in variables:  # a killed make must not leave a site that nobody sees
        die_with(os.getppid(), signal.SIGTERM)
    options = read_options(variables)
    signals = Signals()
    os.umask(0o077)
    open_data_folder(options.data, passable=options.embedded and os.getuid() == 0)
    lock = take_lock(options.run_lock)
    if lock is None:
        raise CannotStart(already_running(options))
    supervisor = Supervisor(signals)
    try:
        unpublish(options)
        _end_leftovers(options)
        refuse_taken_port(options, ours_may_hold_it=False)
        environment = start_database(options, supervisor, variables)
        _prepare(environment, signals)
        _start_services(options, supervisor, environment, signals)
        publish(options, environment)
        _welcome(options, time.monotonic() - began)
        supervisor.watch()
    except Stopped:
        pass
    finally:
        if signals.stop:
            say("\nStellingname stopt.")
        unpublish(options)
        supervisor.stop()
        if signals.stop:
            say(f"Alles is gestopt; de gegevens staan in {options.data}.")
        lock.close()


def start_database(
    options: Options, supervisor: Supervisor, variables: Mapping[str, str]
) -> dict[str, str]:
    """Start the embedded server when there is no other; return the environment for children."""
    secrets = read_secrets(options.data)
    if not options.embedded:
        return child_environment(options, secrets, None, variables)
    server = EmbeddedServer(
        options.data / "postgres",
        owner_password=secrets["owner_password"],
        app_password=secrets["app_password"],
    )
    with step("Database starten"):
        server.start()
    supervisor.add(Database(server))
    return child_environment(options, secrets, (server.owner_url, server.app_url), variables)


def _end_leftovers(options: Options) -> None:
    """End what a killed run left behind. Safe: we hold the lock, so none of it is in use."""
    end_strangers(lambda: started_with(MARK, str(options.data)), ask=signal.SIGTERM, patience=3.0)


def _prepare(environment: Mapping[str, str], signals: Signals) -> None:
    command = [sys.executable, str(PROJECT / "manage.py"), "prepare"]
    preparation = spawn(command, env=environment, cwd=PROJECT)
    while not has_exited(preparation) and not signals.stop:
        signals.wait(1.0)
    code = end(preparation, patience=5.0)
    if signals.stop:
        raise Stopped
    if code < 0:
        raise CannotStart("Het voorbereiden werd afgebroken: start opnieuw met make run.")
    if code:
        raise PreparationFailed


def _start_services(
    options: Options, supervisor: Supervisor, environment: Mapping[str, str], signals: Signals
) -> None:
    with step("Webserver en takenwerker starten"):
        for service in (
            job_worker(without_owner(environment)),
            web_server(options, without_owner(environment)),
        ):
            service.start()
            supervisor.add(service)
        limit = time.monotonic() + _ANSWER_SECONDS
        while not _answers(options):
            supervisor.look()
            if signals.stop:
                raise Stopped
            if time.monotonic() > limit:
                raise CannotStart("De webserver antwoordt niet: zie de regels hierboven.")
            signals.wait(0.1)


def _answers(options: Options) -> bool:
    """Whether /livez is answered with anything but a server error."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.address, options.address)  # noqa: S104
    try:
        with socket.create_connection((target, options.port), timeout=5) as line:
            host = urlsplit(options.public_url).netloc  # an allowed one
            line.sendall(f"GET /livez HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
            status = line.recv(100).split(b" ")[1:2]
    except OSError:
        return False
    return bool(status) and not status[0].startswith(b"5")


def _welcome(options: Options, duration: float) -> None:
    say(f"\nStellingname draait ({seconds(duration)} s): {options.public_url}")
    say("Ctrl-C stopt alles; de gegevens blijven bewaard.\n")
