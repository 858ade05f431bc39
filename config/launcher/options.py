"""What the environment asks of `make run`, and whether that can be done here.

`config/install.py` reads this with the system's Python too, before anything is installed: so
only the standard library.
"""

import contextlib
import errno
import ipaddress
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config import env
from config.cannot_start import CannotStart
from config.data_folder import data_folder_of, take_lock
from config.processes import started_with

PROJECT = Path(__file__).resolve().parent.parent.parent
MARK = "STELLINGNAME_RUN"  # in the environment of every process we start: whose it is


@dataclass(frozen=True)
class Options:
    """One installation's choices. `local` means: on this machine only, with demo people."""

    host: str
    address: str
    port: int
    local: bool
    public_url: str
    data: Path
    embedded: bool

    @property
    def run_lock(self) -> Path:
        return self.data / "run.lock"


def read_options(variables: Mapping[str, str]) -> Options:
    """Read and check the environment; `CannotStart` with what to do about the first mistake."""
    try:
        port = env.number("PORT", 8000, low=1, high=65535, env=variables)
        wants_local = env.flag("LOCAL", default=True, env=variables)
        embedded = not env.text("DATABASE_URL", env=variables)
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            if env.text(name, env=variables):
                env.database(name, env=variables)
        if env.text("SECRET_KEY", env=variables):
            env.secret("SECRET_KEY", env=variables)
    except env.BadSetting as error:
        raise CannotStart(str(error)) from None
    if embedded and env.text("DATABASE_OWNER_URL", env=variables):
        raise CannotStart(
            "DATABASE_OWNER_URL is gezet maar DATABASE_URL niet: zet beide, of laat beide leeg "
            "voor de ingebouwde database."
        )
    host = env.text("HOST", "127.0.0.1", env=variables).strip("[]")
    address = _address(host, port)
    local = wants_local and ipaddress.ip_address(address).is_loopback
    return Options(
        host=host,
        address=address,
        port=port,
        local=local,
        public_url=_public_url(host, port, local, variables),
        data=data_folder_of(PROJECT, variables, os.getuid()),
        embedded=embedded,
    )


def _address(host: str, port: int) -> str:
    """The numeric address to listen on; of several the IPv4 one, which every browser reaches."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise CannotStart(
            f"HOST={host!r} is geen adres van deze machine: gebruik 127.0.0.1 voor alleen dit "
            "apparaat, of 0.0.0.0 voor het hele netwerk."
        ) from None
    return str(sorted(found, key=lambda item: item[0] != socket.AF_INET)[0][4][0])


def _public_url(host: str, port: int, local: bool, variables: Mapping[str, str]) -> str:
    given = env.text("PUBLIC_URL", env=variables)
    if local:
        return given or f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if not given.startswith("https://"):
        raise CannotStart(
            "Buiten dit apparaat draait Stellingname als echte site, zonder demo-mensen: geef het "
            "https-adres in PUBLIC_URL, neem een lege DATA_DIR of eigen DATABASE_URL, en maak "
            'de eerste beheerder met: make manage CMD="make_operator jij@organisatie.nl"'
        )
    return given


def refuse_second_run(options: Options) -> None:
    """`CannotStart` while another `make run` of this installation is alive."""
    with contextlib.suppress(OSError):
        lock = options.run_lock.exists() and take_lock(options.run_lock)
        if lock is None:
            raise CannotStart(already_running(options))
        if lock:
            lock.close()


def already_running(options: Options) -> str:
    return (
        f"Stellingname draait al met de gegevens in {options.data}: gebruik dat venster, of stop "
        "het daar eerst met Ctrl-C."
    )


def refuse_taken_port(options: Options, *, ours_may_hold_it: bool) -> None:
    """`CannotStart` when the port cannot be listened on.

    `ours_may_hold_it`: processes of a killed run may still hold it; the launcher ends those.
    """
    problem = _listen(options.address, options.port)
    if problem is None:
        return
    if problem == errno.EADDRINUSE:
        if ours_may_hold_it and started_with(MARK, str(options.data)):
            return
        raise CannotStart(
            f"Poort {options.port} is al in gebruik: stop het programma dat luistert, of "
            f"kies een andere: PORT={_free_port(options)} make run"
        )
    if problem in (errno.EACCES, errno.EPERM):
        raise CannotStart(
            f"Poort {options.port} mag alleen root gebruiken: kies er een boven 1023, "
            "bijvoorbeeld PORT=8000."
        )
    raise CannotStart(
        f"Op HOST={options.host} kan hier niet geluisterd worden ({os.strerror(problem)}): "
        "gebruik 127.0.0.1 voor alleen dit apparaat."
    )


def _listen(address: str, port: int) -> int | None:
    """Try to listen for a moment; the error number, or None when it can be done."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, port))
            trial.listen(1)
    except OSError as error:
        return error.errno or errno.EINVAL
    return None


def _free_port(options: Options) -> int:
    nearby = range(options.port + 1, min(options.port + 20, 65535))
    return next((port for port in nearby if _listen(options.address, port) is None), 8888)
