"""`make manage CMD="…"`: one command of manage.py, with the database of `make run`."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from config.cannot_start import CannotStart
from config.data_folder import open_data_folder, take_lock
from config.launcher.environment import published
from config.launcher.options import MARK, PROJECT, read_options
from config.launcher.signals import Signals
from config.launcher.site import start_database
from config.launcher.supervisor import Supervisor


def run_command(arguments: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run it beside a running site, or else start the database for as long as it takes.

    Returns the command's exit code.
    """
    signals = Signals()  # the command itself hears Ctrl-C too, and decides
    options = read_options(variables)
    os.umask(0o077)
    open_data_folder(options.data, passable=options.embedded and os.getuid() == 0)
    lock = take_lock(options.run_lock)
    if lock is None:
        environment = published(options)
        if not environment:
            raise CannotStart(
                "Stellingname is nog aan het starten, of er loopt een andere opdracht: probeer "
                "het straks weer."
            )
        return _manage(arguments, {**variables, **environment})
    supervisor = Supervisor(signals)
    try:
        return _manage(arguments, start_database(options, supervisor, variables))
    finally:
        supervisor.stop()
        lock.close()


def _manage(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    # Without the mark: a next `make run` must not take this command for a leftover.
    unmarked = {name: value for name, value in environment.items() if name != MARK}
    command = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    done = subprocess.run(command, cwd=PROJECT, env=unmarked)
    return done.returncode if done.returncode >= 0 else 1
