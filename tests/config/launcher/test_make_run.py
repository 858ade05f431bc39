"""`make run` as a user meets it: a real process with a real database on a real port.

One run for all tests, in order; each leaves the site running for the next.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from config.launcher.environment import published
from config.launcher.options import MARK, Options, read_options
from config.processes import started_with, working_in

PATIENCE = 90  # seconds; generous, for a machine that is busy with other tests


@dataclass
class Run:
    """One `make run`, its output in a file."""

    variables: dict[str, str]
    options: Options
    output: Path
    process: "subprocess.Popen[bytes]"

    def said(self) -> str:
        return self.output.read_text()

    def answers(self, path: str = "/livez") -> bool:
        address = f"http://127.0.0.1:{self.options.port}{path}"
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return bool(page.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def child(self, words: str) -> int:
        """The number of the launcher's own child whose command has these words."""
        found = [pid for pid, command in children(self.process.pid).items() if words in command]
        assert len(found) == 1, (words, children(self.process.pid))
        return found[0]


def children(parent: int) -> dict[int, str]:
    """The command of each child of a process, by number."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == parent:
                command = (stat.parent / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(stat.parent.name)] = command.decode(errors="replace")
        except (OSError, IndexError):
            continue  # gone in the meantime
    return found


def start(variables: dict[str, str], output: Path) -> Run:
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.launcher"],
            cwd=settings.BASE_DIR,
            env=variables,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Run(variables, read_options(variables), output, process)


def wait_for(happens: Callable[[], bool], run: Run) -> None:
    limit = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < limit, run.said()
        time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="stellingname-test-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Run]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "MAKE", "DJANGO_")) and name not in ("LOCAL", MARK)
    }
    variables = {**clean, "DATA_DIR": str(place / "een map é"), "PORT": str(free_port())}
    variables["MAKELEVEL"] = "1"  # as under make: it stops when its parent, this test run, dies
    run = start(variables, place / "output")
    wait_for(lambda: "Ctrl-C" in run.said() or run.process.poll() is not None, run)
    yield run
    run.process.terminate()
    run.process.wait(PATIENCE)


def test_run_says_each_step_the_address_and_the_logins(site: Run) -> None:
    assert site.process.poll() is None, site.said()
    assert re.search(r"  Database starten: klaar \(\d+,\d s\)", site.said())
    assert f"Stellingname draait ({site.said().split('draait (')[1].split(')')[0]})" in site.said()
    assert site.options.public_url in site.said()
    assert "mo@example.org" in site.said()
    assert site.answers("/readyz")
    assert site.answers("/")


def test_run_gives_the_web_no_address_of_the_owner(site: Run) -> None:
    for words in ("granian", "procrastinate"):
        environ = Path(f"/proc/{site.child(words)}/environ").read_bytes()
        assert b"DATABASE_URL=" in environ
        assert b"DATABASE_OWNER_URL=" not in environ


def test_parent_of_a_run_has_not_imported_django(site: Run) -> None:
    script = "import sys, config.launcher.__main__\nprint('django' in sys.modules, 'psycopg' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert said.stdout == "False False\n"


def test_second_run_says_so_and_stops(site: Run, place: Path) -> None:
    second = start({**site.variables, "PORT": str(free_port())}, place / "second")
    assert second.process.wait(PATIENCE) == 1
    assert re.fullmatch(r"Stellingname draait al met .*\n", second.said())
    assert site.answers()


def test_command_beside_the_run_uses_its_database(site: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.launcher", "manage", "make_operator", "geen-adres"],
        cwd=settings.BASE_DIR,
        env=site.variables,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "geen e-mailadres" in done.stderr


@pytest.mark.parametrize("words", ["granian", "procrastinate", "postgres"])
def test_killed_child_comes_back(site: Run, words: str) -> None:
    before = site.child(words)
    grandchildren = children(before)
    count = site.said().count("draait weer.")
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: site.said().count("draait weer.") > count, site)
    assert site.child(words) != before
    assert not [pid for pid in grandchildren if Path(f"/proc/{pid}/cwd").exists()]
    wait_for(lambda: site.answers("/readyz"), site)


def test_killed_run_leaves_nothing_in_the_way_of_the_next(site: Run, place: Path) -> None:
    owner = published(site.options)["DATABASE_OWNER_URL"]
    with psycopg.connect(owner) as database:
        database.execute("CREATE TABLE kept AS SELECT 1 AS id")
    killed = [site.process.pid, site.child("granian")]
    for pid in killed:  # the web's workers now have no parent left, and hold the port
        os.kill(pid, signal.SIGKILL)
    site.process.wait(PATIENCE)
    again = start(site.variables, place / "again")
    try:
        wait_for(lambda: "Ctrl-C" in again.said() or again.process.poll() is not None, again)
        assert again.answers("/readyz"), again.said()
        with psycopg.connect(published(again.options)["DATABASE_OWNER_URL"]) as database:
            assert database.execute("SELECT id FROM kept").fetchone() == (1,)
        again.process.send_signal(signal.SIGINT)
        assert again.process.wait(PATIENCE) == 0, again.said()
    finally:
        again.process.kill()
        again.process.wait()
    said = again.said()
    order = [said.index(f"{name} stoppen") for name in ("Webserver", "Takenwerker", "Database")]
    assert order == sorted(order)
    assert started_with(MARK, str(again.options.data)) == []
    assert working_in(again.options.data / "postgres" / "data") == []
    assert published(again.options) == {}
