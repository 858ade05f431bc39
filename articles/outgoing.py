"""The only way out: reading one address that an operator allowed, and nothing else.

A name is resolved once, every address it has is judged, and the connection goes to the address that
was judged, so that a name cannot mean something else a moment later. No proxy, no cookies, no
credentials; redirects are followed by hand and judged like the first address.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

MAX_BYTES = 5_000_000
MAX_SECONDS = 20.0
MAX_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_PIECE = 65_536
# Ranges that count as global and are not: they lead to an address of the old kind, which may be
# private, or (fec0::/10) were once private themselves.
_DETOURS = [
    ipaddress.ip_network(each)
    for each in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::/96",
        "::ffff:0:0/96",
        "fec0::/10",
    )
]

Resolver = Callable[[str, int], Sequence[str]]


class Refused(Exception):
    """Nothing was read; `reason` is one sentence in Dutch."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Fetched:
    """What came back. `body` is None when nothing changed since the tags that were sent."""

    body: bytes | None
    etag: str
    last_modified: str


def is_public(address: str) -> bool:
    """Whether a packet to this address leaves for the open internet, by every range we know."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False  # also an address with a zone, "fe80::1%eth0"
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    return not any(found in detour for detour in _DETOURS if detour.version == found.version)


def public_addresses(host: str, port: int) -> list[str]:
    """Every address of a name, in the order of the resolver. Raises Refused unless all are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(f"{host} is niet te vinden: klopt het adres?") from None
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not addresses or not all(is_public(address) for address in addresses):
        raise Refused(
            f"{host} leidt naar een adres binnen een eigen netwerk; dat wordt nooit opgehaald."
        )
    return addresses


def fetch(
    url: str,
    *,
    allowed_hosts: Collection[str],
    agent: str,
    etag: str = "",
    last_modified: str = "",
    resolve: Resolver = public_addresses,
) -> Fetched:
    """Read what stands at `url`, at most `MAX_BYTES` within `MAX_SECONDS`, redirects and all.

    `allowed_hosts` holds names, or "name:port" for a port of its own; empty means that nothing may be
    read. `etag` and `last_modified` are what the server said last time. Raises Refused.
    """
    deadline = time.monotonic() + MAX_SECONDS
    headers = {"User-Agent": agent, "Accept-Encoding": "identity", "Connection": "close"}
    headers["Accept"] = (
        "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
    )
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    for _step in range(MAX_REDIRECTS + 1):
        parts, port = judge(url, allowed_hosts)
        addresses = resolve(parts.hostname or "", port)
        answer = _ask(parts, port, addresses, headers, deadline)
        if isinstance(answer, Fetched):
            return answer
        further = urljoin(url, answer)
        if parts.scheme == "https" and not further.startswith("https:"):
            raise Refused(f"{parts.hostname} stuurt door naar een adres zonder versleuteling.")
        url = further
    raise Refused(f"Het adres stuurt meer dan {MAX_REDIRECTS} keer door.")


def judge(url: str, allowed_hosts: Collection[str]) -> tuple[SplitResult, int]:
    """The parts of an address that may be asked, and its port. Raises Refused, with a Dutch sentence."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("Het adres van de feed klopt niet.") from None
    if parts.scheme not in _PORTS or not host:
        raise Refused("Een feed begint met https:// of http://.")
    if parts.username is not None or parts.password is not None:
        raise Refused("In het adres van een feed mag geen naam of wachtwoord staan.")
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise Refused("Het adres van de feed klopt niet.")
    usual = _PORTS[parts.scheme]
    wanted = host if port in (None, usual) else f"{host}:{port}"
    if wanted not in {name.lower() for name in allowed_hosts}:
        raise Refused(
            f"{wanted} mag niet worden opgehaald: een beheerder moet dit adres eerst toestaan (FEED_HOSTS)."
        )
    return parts, port or usual


def _ask(
    parts: SplitResult,
    port: int,
    addresses: Sequence[str],
    headers: dict[str, str],
    deadline: float,
) -> Fetched | str:
    """What the server says, or where it sends us."""
    host = parts.hostname or ""
    too_slow = Refused(f"{host} antwoordde niet binnen {MAX_SECONDS:.0f} seconden.")
    connection = http.client.HTTPConnection(host, port)
    connection.auto_open = 0  # or it would look the name up by itself, and connect to what it finds
    watch: threading.Timer | None = None
    try:
        raw = _connected(addresses, port, deadline)
        connection.sock = raw
        # A server may send one byte at a time: no time limit of a socket ends that, cutting it does.
        watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [raw])
        watch.daemon = True
        watch.start()
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(raw, server_hostname=host)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", _quoted(path), headers=headers)
        # Closed by hand: what is left unread of a refused answer would hold the connection open.
        with connection.getresponse() as response:
            return _read(response, host)
    except Refused:
        # What was cut off reads as if it ended too early.
        if time.monotonic() >= deadline:
            raise too_slow from None
        raise
    except ssl.SSLError:
        raise Refused(f"Het certificaat van {host} klopt niet.") from None
    except (OSError, http.client.HTTPException):
        if time.monotonic() >= deadline:
            raise too_slow from None
        raise Refused(f"{host} is niet te bereiken.") from None
    finally:
        if watch is not None:
            watch.cancel()
        connection.close()


def _connected(addresses: Sequence[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first of the judged addresses that answers."""
    failure: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection(
                (address, port), timeout=max(0.1, deadline - time.monotonic())
            )
        except OSError as error:
            failure = error
    raise failure


def _cut(raw: socket.socket) -> None:
    try:
        raw.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself


def _read(response: http.client.HTTPResponse, host: str) -> Fetched | str:
    tags = (response.getheader("ETag", "")[:200], response.getheader("Last-Modified", "")[:80])
    if response.status == 304:
        return Fetched(None, *tags)
    if response.status in _REDIRECTS and (further := response.getheader("Location")):
        return further
    if response.status != 200:
        raise Refused(f"{host} antwoordde met code {response.status}.")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise Refused(f"{host} stuurt de feed ingepakt, terwijl dat niet gevraagd was.")
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > MAX_BYTES:
            raise Refused(f"De feed van {host} is groter dan {MAX_BYTES // 1_000_000} MB.")
    if response.length:
        raise Refused(f"{host} hield halverwege de feed op.")
    return Fetched(bytes(body), *tags)


def _quoted(path: str) -> str:
    return "".join(
        sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode())
        for sign in path
    )
