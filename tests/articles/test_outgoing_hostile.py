"""Sites that mean harm: they send inwards, pack a bomb, or never end."""

import gzip
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import SplitResult

import pytest

from articles import outgoing
from articles.outgoing import Fetched, Refused, fetch, public_addresses
from tests.articles.site import Site, ask, here

# What a browser, or the resolver of this machine, may take for an address inside.
INSIDE = [
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0",
    "127.0.0.1.",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::]",
    "localhost",
    "LOCALHOST",
    "１２７.0.0.1",
]


@pytest.mark.parametrize("host", INSIDE)
def test_no_way_of_writing_an_address_leads_inside(host: str) -> None:
    """Not even where an operator allowed exactly that."""
    bare = host.strip("[]").lower()
    with pytest.raises(Refused):
        fetch(f"http://{host}/", allowed_hosts=[bare, host], agent="test")


@pytest.mark.parametrize(
    "found",
    [
        ["93.184.215.14", "10.0.0.1"],
        ["2606:4700:4700::1111", "fe80::1"],
        ["::ffff:169.254.169.254"],
        [],
    ],
)
def test_nothing_is_connected_to_unless_every_address_is_outside(
    found: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_args: Any, **_fields: Any) -> socket.socket:
        raise AssertionError("connected")

    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_fields: rows)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Refused, match="eigen netwerk"):
        fetch("http://feeds.example.org/", allowed_hosts=["feeds.example.org"], agent="test")


def test_each_step_of_a_redirect_is_looked_up_and_judged_by_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer is outside, the next, for the same name, is not: rebinding between steps."""
    answers = [["127.0.0.1"], None]
    site.answers["/feed"] = (302, {"Location": "/verder"}, b"")
    site.answers["/verder"] = (200, {}, b"geheim")

    def resolve(host: str, port: int) -> Sequence[str]:
        found = answers.pop(0)
        if found is not None:
            return found
        rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket, "getaddrinfo", lambda *_args, **_fields: rows)
            return public_addresses(host, port)

    with pytest.raises(Refused, match="eigen netwerk"):
        ask(site, resolve=resolve)
    assert [path for path, _headers in site.asked] == ["/feed"]


@pytest.mark.parametrize(
    "further",
    [
        "http://bas:geheim@{host}/verder",
        "//feeds.example.org:1/verder",
        "http://feeds.example.org/verder",
        "https://{host}.evil.example/verder",
        "http://{host}@evil.example/verder",
        "ftp://{host}/verder",
        "/verder\\..\x07",
    ],
)
def test_a_redirect_opens_no_other_door(site: Site, further: str) -> None:
    site.answers["/feed"] = (302, {"Location": further.format(host=site.host)}, b"")
    site.answers["/verder"] = (200, {}, b"x")
    with pytest.raises(Refused):
        ask(site)
    assert len(site.asked) == 1


def test_encryption_is_not_taken_off_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(parts: SplitResult, *_rest: Any) -> Fetched | str:
        asked.append(parts.geturl())
        return "http://feeds.example.org/feed"

    monkeypatch.setattr(outgoing, "_ask", answer)
    with pytest.raises(Refused, match="zonder versleuteling"):
        fetch(
            "https://feeds.example.org/feed",
            allowed_hosts=["feeds.example.org"],
            agent="test",
            resolve=here,
        )
    assert asked == ["https://feeds.example.org/feed"]


def test_a_certificate_is_asked_for_and_must_be_that_of_the_name(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapped: list[tuple[ssl.VerifyMode, bool, Any]] = []

    def wrap(self: ssl.SSLContext, raw: socket.socket, **fields: Any) -> ssl.SSLSocket:
        wrapped.append((self.verify_mode, self.check_hostname, fields["server_hostname"]))
        raise ssl.SSLError("no certificate here")

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    with pytest.raises(Refused, match="certificaat"):
        fetch(f"https://{site.host}/feed", allowed_hosts=[site.host], agent="test", resolve=here)
    assert wrapped == [(ssl.CERT_REQUIRED, True, "feeds.example.org")]


def test_a_bomb_is_not_unpacked(site: Site) -> None:
    packed = gzip.compress(b"\0" * 20_000_000)
    assert len(packed) < 50_000
    for name in ("gzip", "GZIP", "deflate", "br", "identity, gzip"):
        site.answers["/feed"] = (200, {"Content-Encoding": name}, packed)
        with pytest.raises(Refused, match="ingepakt"):
            ask(site)
    site.answers["/feed"] = (200, {}, packed)
    assert ask(site).body == packed, "bytes, for the reader of feeds to refuse"


def test_exactly_as_much_as_allowed_is_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "MAX_BYTES", 1_000)
    site.answers["/feed"] = (200, {}, b"x" * 1_000)
    assert ask(site).body == b"x" * 1_000


def test_no_more_is_read_than_allowed_when_the_length_lies(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pieces without a length: reading stops, it does not wait for the end."""
    monkeypatch.setattr(outgoing, "MAX_BYTES", 100_000)
    piece = b"fa00\r\n" + b"x" * 64_000 + b"\r\n"
    site.answers["/feed"] = (200, {"Transfer-Encoding": "chunked"}, piece * 50)
    with pytest.raises(Refused, match=r"groter dan|halverwege|niet te bereiken"):
        ask(site)


def many_headers(site: Site) -> None:
    site.answers["/feed"] = (200, {f"X-{number}": "x" for number in range(500)}, b"x")


def long_header(site: Site) -> None:
    site.answers["/feed"] = (200, {"X-Long": "x" * 1_000_000}, b"x")


@pytest.mark.parametrize("hostile", [many_headers, long_header])
def test_a_head_without_end_is_refused(site: Site, hostile: Callable[[Site], None]) -> None:
    hostile(site)
    with pytest.raises(Refused):
        ask(site)


def test_all_steps_together_have_one_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that sends on slowly gets no new time with each step."""
    monkeypatch.setattr(outgoing, "MAX_SECONDS", 0.8)
    site.pause = 0.5
    for number in range(4):
        site.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    site.answers["/4"] = (200, {}, b"ver")
    began = time.monotonic()
    with pytest.raises(Refused, match="binnen"):
        ask(site, "/1")
    assert time.monotonic() - began < 5
    assert len(site.asked) < 4


def test_connecting_has_a_time_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float | None] = []
    connect = socket.create_connection

    def watched(address: tuple[str, int], timeout: float | None = None) -> socket.socket:
        given.append(timeout)
        return connect(address, timeout=timeout)

    monkeypatch.setattr(socket, "create_connection", watched)
    site.answers["/feed"] = (200, {}, b"x")
    ask(site)
    assert given
    assert given[0] is not None
    assert 0 < given[0] <= outgoing.MAX_SECONDS


def test_what_a_site_says_of_itself_is_kept_short(site: Site) -> None:
    site.answers["/feed"] = (200, {"ETag": '"' + "a" * 9_000, "Last-Modified": "b" * 9_000}, b"x")
    found = ask(site)
    assert (len(found.etag), len(found.last_modified)) == (200, 80)
