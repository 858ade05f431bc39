import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import psycopg
import pytest

from config import env
from config.cannot_start import CannotStart
from config.embedded_postgres import EmbeddedServer, temporary_server
from config.embedded_postgres.account import server_account
from config.processes import end, has_exited, spawn, working_in

# A `make run` in miniature: starts the server in the given folder, and waits to be killed.
KEEPER = """
import sys, time
from pathlib import Path
from config.embedded_postgres import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]), owner_password="a", app_password="b", durable=False)
server.start()
print(server.process.pid, flush=True)
time.sleep(60)
"""


def server_in(folder: Path) -> EmbeddedServer:
    return EmbeddedServer(folder / "postgres", owner_password="a", app_password="b", durable=False)


def write_row(server: EmbeddedServer) -> None:
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 'een reactie'::text AS body")


def read_row(server: EmbeddedServer) -> tuple[str] | None:
    with psycopg.connect(server.owner_url) as owner:
        return owner.execute("SELECT body FROM kept").fetchone()


@pytest.fixture
def server(user_folder: Path) -> Iterator[EmbeddedServer]:
    started = server_in(user_folder)
    started.start()
    yield started
    started.stop()


def test_roles_are_no_superuser_and_only_the_owner_owns(server: EmbeddedServer) -> None:
    asked = "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles "
    with psycopg.connect(server.owner_url) as owner:
        roles = owner.execute(asked + "WHERE rolname LIKE 'stellingname%' ORDER BY 1").fetchall()
        holder = owner.execute(
            "SELECT datdba::regrole::text FROM pg_database WHERE datname=%s", ["stellingname"]
        )
        assert holder.fetchone() == ("stellingname_owner",)
    assert roles == [
        ("stellingname_app", False, False, False, False),
        ("stellingname_owner", False, True, False, False),
    ]
    with (
        psycopg.connect(server.app_url) as app,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        app.execute("CREATE TABLE mine ()")


def test_address_is_read_by_the_settings(server: EmbeddedServer) -> None:
    read = env.database("URL", env={"URL": server.app_url})
    assert (read["NAME"], read["USER"], read["PASSWORD"]) == (
        "stellingname",
        "stellingname_app",
        "b",
    )
    assert Path(str(read["HOST"])).is_dir()


def test_wrong_password_is_refused(server: EmbeddedServer) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.app_url.replace(":b@", ":c@"))


def test_server_does_not_listen_on_the_network_and_its_socket_is_private(
    server: EmbeddedServer,
) -> None:
    with psycopg.connect(server.owner_url) as owner:
        assert owner.execute("SHOW listen_addresses").fetchone() == ("",)
    socket = Path(str(env.database("URL", env={"URL": server.app_url})["HOST"]))
    assert socket.stat().st_mode & 0o777 == 0o700
    assert server.data.stat().st_mode & 0o777 == 0o700


def test_data_that_must_last_is_flushed(user_folder: Path) -> None:
    lasting = EmbeddedServer(user_folder / "postgres", owner_password="a", app_password="b")
    lasting.start()
    try:
        with psycopg.connect(lasting.owner_url) as owner:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                assert owner.execute(f"SHOW {setting}").fetchone() == ("on",)
    finally:
        lasting.stop()


def test_restart_after_kill_keeps_rows_and_addresses(user_folder: Path) -> None:
    lasting = EmbeddedServer(user_folder / "postgres", owner_password="a", app_password="b")
    lasting.start()
    try:
        write_row(lasting)
        before = (lasting.owner_url, lasting.app_url)
        os.kill(lasting.process.pid, signal.SIGKILL)
        lasting.restart()
        assert (lasting.owner_url, lasting.app_url) == before
        assert read_row(lasting) == ("een reactie",)
    finally:
        lasting.stop()


def test_start_after_stop_keeps_rows_and_leaves_nothing_behind(user_folder: Path) -> None:
    first = server_in(user_folder)
    first.start()
    write_row(first)
    socket = Path(str(env.database("URL", env={"URL": first.app_url})["HOST"]))
    first.stop()
    assert working_in(first.data) == []
    assert not socket.exists()
    second = server_in(user_folder)
    second.start()
    try:
        assert read_row(second) == ("een reactie",)
    finally:
        second.stop()


def test_start_after_a_killed_parent(user_folder: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(user_folder / "postgres")], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    orphan = int(parent.stdout.readline())
    parent.stdout.close()
    os.kill(orphan, signal.SIGSTOP)  # as one that is still busy with its last checkpoint
    parent.kill()
    parent.wait()
    Timer(1.0, os.kill, (orphan, signal.SIGCONT)).start()
    server = server_in(user_folder)
    began = time.monotonic()
    server.start()
    try:
        assert time.monotonic() - began > 1.0
        assert orphan not in working_in(server.data)
    finally:
        server.stop()


def test_start_with_the_lock_file_of_a_dead_server_whose_number_lives_on(
    user_folder: Path,
) -> None:
    server = server_in(user_folder)
    server.start()
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()
    lock = server.data / "postmaster.pid"
    lines = lock.read_text().splitlines()
    # Of the server's own account: another's process PostgreSQL would not take for its own.
    other = spawn(["/bin/sleep", "60"], env={}, cwd=Path("/"), account=server_account())
    lock.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
    try:
        server.restart()
        server.stop()
        assert not has_exited(other)
    finally:
        end(other, patience=0)


def test_start_refuses_the_data_of_another_version(user_folder: Path) -> None:
    server = server_in(user_folder)
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(CannotStart, match="van PostgreSQL 15 en hier draait 18"):
        server.start()
    assert working_in(server.data) == []


def test_start_that_fails_says_why_and_leaves_no_process(user_folder: Path) -> None:
    server = server_in(user_folder)
    server.start()
    server.stop()
    (server.data / "global" / "pg_control").unlink()
    with pytest.raises(CannotStart, match=r"De database startte niet \(.*\): zie .*postgres\.log"):
        server.start()
    assert working_in(server.data) == []


def test_half_made_cluster_is_made_anew(user_folder: Path) -> None:
    half = user_folder / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (user_folder / "postgres").chmod(0o711)
    server = server_in(user_folder)
    server.start()
    server.stop()
    assert not half.exists()


def test_temporary_server_is_gone_afterwards() -> None:
    with temporary_server() as server:
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            owner.execute("CREATE DATABASE test_of_owner")
            assert owner.execute("SHOW fsync").fetchone() == ("off",)
        data = server.data
    assert not data.parent.parent.exists()
    assert working_in(data) == []


def test_temporary_folder_of_a_killed_run_is_cleared_by_the_next() -> None:
    script = "from config.embedded_postgres import temporary_server as t\nimport time\n"
    script += "with t() as s: print(s.data, flush=True); time.sleep(60)"
    killed = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    left = Path(killed.stdout.readline().strip())
    killed.stdout.close()
    killed.kill()
    killed.wait()
    socket = Path((left.parent / "socket-folder").read_text())
    assert left.exists()
    assert socket.exists()
    with temporary_server() as server:
        assert not left.parent.parent.exists()
        assert not socket.exists()
        assert server.data.exists()
