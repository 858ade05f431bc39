"""What is on disk: making the database cluster, who may connect, and the two roles."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from config.cannot_start import CannotStart
from config.embedded_postgres.account import own_name
from config.processes import Account, end, spawn

MAJOR = "18"
SUPERUSER = "postgres"
DATABASE = "stellingname"
OWNER = "stellingname_owner"
APP = "stellingname_app"
PORT = 5432  # only names the socket file: the server does not listen on the network

# No collation of the operating system: names are sorted by a key of our own, and an update of
# the system's C library must never corrupt an index.
_LOCALE = (
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
_CREATE_SECONDS = 120
_NOTHING = 0  # the signal that asks nothing: initdb ends by itself

# psql's `\\gexec` runs what the query answers: nothing where the role or database exists.
_ROLES = f"""
SET client_min_messages = warning;
SET log_min_error_statement = panic;  -- a failing statement would log its password
SELECT 'CREATE ROLE {OWNER}'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') \\gexec
SELECT 'CREATE ROLE {APP}'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') \\gexec
ALTER ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION CREATEDB
 PASSWORD :'{OWNER}_password';
ALTER ROLE {APP} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOCREATEDB
 PASSWORD :'{APP}_password';
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""  # noqa: S608 - nothing but the constants above


def server_environment() -> dict[str, str]:
    """The environment of the database's own programs: nothing of the user's PG… or LC_…."""
    kept = {"PATH", "HOME", "TZ", "TMPDIR", "LD_LIBRARY_PATH"}
    return {name: value for name, value in os.environ.items() if name in kept} | {"LC_ALL": "C"}


def create(data: Path, programs: Path, account: Account, log: Path, *, durable: bool) -> None:
    """Make an empty cluster in `data`, which then exists completely or not at all."""
    half = data.with_name(data.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    if os.getuid() == 0:
        os.chown(half, account.uid, account.gid)
    command: list[str | Path] = [programs / "initdb", "-D", half, "-U", SUPERUSER, *_LOCALE]
    command += ["--auth=scram-sha-256", "--auth-local=peer", "--no-instructions"]
    command += [] if durable else ["--no-sync"]
    with log.open("ab") as output:
        maker = spawn(
            command, env=server_environment(), cwd=data.parent, account=account, output=output
        )
        maker_failed = end(maker, ask=_NOTHING, patience=_CREATE_SECONDS)
    if maker_failed:
        shutil.rmtree(half, ignore_errors=True)
        raise CannotStart(f"De database kon niet gemaakt worden ({last_line(log)}): zie {log}.")
    half.rename(data)


def check_edition(data: Path) -> None:
    """Refuse a cluster that was made by another major version; only that version can read it."""
    found = (data / "PG_VERSION").read_text().strip()
    if found != MAJOR:
        raise CannotStart(
            f"De database in {data} is van PostgreSQL {found} en hier draait {MAJOR}: zet een "
            "export van de oude terug in een lege DATA_DIR."
        )


def write_access(data: Path, account: Account) -> None:
    """Who may connect: our account as superuser without password, the two roles with theirs.

    Peer authentication asks the kernel who is at the other end of the socket. So no superuser
    password exists that could leak or get lost, and as root the server's own account cannot
    become superuser either.
    """
    _write(data / "pg_ident.conf", f'launcher "{own_name()}" {SUPERUSER}\n', account)
    _write(
        data / "pg_hba.conf",
        f"local all {SUPERUSER} peer map=launcher\n"
        f"local all {OWNER} scram-sha-256\n"
        f"local all {APP} scram-sha-256\n",
        account,
    )


def _write(path: Path, content: str, account: Account) -> None:
    # The folder is the server's account's. Neither link nor swapped name may lead root astray.
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        if os.getuid() == 0:
            os.fchown(file.fileno(), account.uid, account.gid)
        file.write(content)
    new.replace(path)


def ensure_roles(programs: Path, socket: Path, passwords: Mapping[str, str]) -> None:
    """Make the two roles and the database where they are missing, and set the passwords.

    The owner may create databases (the tests need one) but is no superuser: a superuser passes
    triggers by. The application's role is neither; what it may do is granted by `prepare`.
    """
    known = "".join(f"\\set {role}_password '{passwords[role]}'\n" for role in (OWNER, APP))
    command: list[str | Path] = [programs / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    command += ["-h", socket, "-p", str(PORT), "-U", SUPERUSER, "-d", "postgres"]
    done = subprocess.run(
        command,
        env=server_environment(),
        cwd="/",
        input=(known + _ROLES).encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise CannotStart(f"De databaserollen konden niet gemaakt worden: {' '.join(reason)}.")


def url(role: str, password: str, socket: Path) -> str:
    """A connection URL through the socket; its folder stands percent-encoded as the host."""
    return f"postgres://{role}:{quote(password, safe='')}@{quote(str(socket), safe='')}:{PORT}/{DATABASE}"


def last_line(log: Path) -> str:
    """The last line of the server's log that says something, for in an error sentence."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 4000))
            lines = file.read().decode(errors="replace").splitlines()
    except OSError:
        lines = []
    telling = [line for line in lines if "FATAL" in line or "error" in line or "PANIC" in line]
    return (telling or [line for line in lines if line.strip()] or ["geen uitleg"])[-1].strip()
