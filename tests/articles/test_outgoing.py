"""The way out: only where an operator allowed it, never inwards, never for long."""

import socket
import time
from typing import Any

import pytest

from articles import outgoing
from articles.outgoing import Fetched, Refused, fetch, is_public, public_addresses
from tests.articles.site import Site, ask, here


def test_body_and_tags_come_back_and_are_sent_back(site: Site) -> None:
    site.answers["/feed"] = (200, {"ETag": '"a"', "Last-Modified": "Mon"}, b"<feed/>")
    assert ask(site) == Fetched(b"<feed/>", '"a"', "Mon")
    site.answers["/feed"] = (304, {"ETag": '"a"'}, b"")
    assert ask(site, etag='"a"', last_modified="Mon").body is None
    path, headers = site.asked[-1]
    assert path == "/feed"
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"a"', "Mon")
    assert headers["Host"] == site.host
    assert "Cookie" not in headers


def test_nothing_is_asked_unless_the_host_is_allowed(site: Site) -> None:
    site.answers["/feed"] = (200, {}, b"x")
    for allowed in ([], ["example.org"], ["feeds.example.org"], ["feeds.example.org:1"]):
        with pytest.raises(Refused, match="FEED_HOSTS"):
            ask(site, allowed_hosts=allowed)
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://feeds.example.org/",
        "file:///etc/passwd",
        "gopher://feeds.example.org/",
        "//feeds.example.org/",
        "https://",
        "https://bas:geheim@feeds.example.org/",
        "https://feeds.example.org@127.0.0.1/",
        "https://feeds.example.org\\@127.0.0.1/",
        "https://feeds.example.org:99999/",
        "https://[::1/",
        "https://feeds.example.org/\r\nX: y",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_address_that_is_no_feed_of_an_allowed_host(url: str) -> None:
    def never(_host: str, _port: int) -> list[str]:
        raise AssertionError("was looked up")

    with pytest.raises(Refused) as refusal:
        fetch(url, allowed_hosts=["feeds.example.org"], agent="test", resolve=never)
    assert refusal.value.reason.endswith(".")


PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001:db8::1",
    "2001::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "geen adres",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(address)

    def found(*_args: Any, **_fields: Any) -> list[Any]:
        # One good address beside it does not help.
        return [(0, 0, 0, "", (each, 80)) for each in ("93.184.215.14", address)]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(Refused, match="eigen netwerk"):
        public_addresses("feeds.example.org", 80)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111"])
def test_address_outside_is_allowed(address: str) -> None:
    assert is_public(address)


def test_name_that_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_args: Any, **_fields: Any) -> list[Any]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(Refused, match="niet te vinden"):
        public_addresses("feeds.example.org", 80)


def test_name_is_looked_up_once_and_the_judged_address_is_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means something else a moment later (rebinding) gets no second chance."""
    lookups: list[str] = []
    connected: list[Any] = []
    site.answers["/feed"] = (200, {}, b"ja")

    def once(host: str, _port: int) -> list[str]:
        lookups.append(host)
        assert len(lookups) == 1
        return ["127.0.0.1"]

    real = socket.create_connection

    def watched(address: tuple[str, int], **fields: Any) -> socket.socket:
        connected.append(address)
        return real(address, **fields)

    monkeypatch.setattr(socket, "create_connection", watched)
    assert ask(site, resolve=once).body == b"ja"
    assert connected == [("127.0.0.1", site.port)]


def test_redirects_are_followed_three_times_and_judged_each_time(site: Site) -> None:
    for number in range(4):
        site.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    site.answers["/4"] = (200, {}, b"ver")
    assert ask(site, "/1").body == b"ver"
    with pytest.raises(Refused, match="meer dan 3 keer"):
        ask(site, "/0")


@pytest.mark.parametrize(
    "further",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://elders.example.org/",
        "file:///etc/passwd",
        "http://[::1]/",
    ],
)
def test_redirect_elsewhere_is_refused(site: Site, further: str) -> None:
    site.answers["/feed"] = (301, {"Location": further}, b"")
    with pytest.raises(Refused):
        ask(site)
    assert len(site.asked) == 1


def test_redirect_to_an_allowed_name_that_leads_inside_is_refused(site: Site) -> None:
    site.answers["/feed"] = (302, {"Location": "http://intern.example.org/"}, b"")

    def resolve(host: str, port: int) -> list[str]:
        if host == "intern.example.org":
            raise Refused("eigen netwerk")
        return here(host, port)

    with pytest.raises(Refused, match="eigen netwerk"):
        ask(site, resolve=resolve, allowed_hosts=[site.host, "intern.example.org"])


def test_too_large_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "MAX_BYTES", 1_000)
    site.answers["/feed"] = (200, {}, b"x" * 1_001)
    with pytest.raises(Refused, match="groter dan"):
        ask(site)


def test_packed_answer_is_refused(site: Site) -> None:
    site.answers["/feed"] = (200, {"Content-Encoding": "gzip"}, b"x")
    with pytest.raises(Refused, match="ingepakt"):
        ask(site)


def test_one_byte_at_a_time_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "MAX_SECONDS", 0.5)
    site.drip = True
    site.answers["/feed"] = (200, {"Content-Length": "1000"}, b"")
    began = time.monotonic()
    with pytest.raises(Refused, match="binnen"):
        ask(site)
    assert time.monotonic() - began < 5, "the site goes on for ten seconds"


def test_half_a_feed_is_no_feed(site: Site) -> None:
    site.answers["/feed"] = (200, {"Content-Length": "1000"}, b"<feed>")
    with pytest.raises(Refused, match="halverwege"):
        ask(site)


@pytest.mark.parametrize("status", [401, 404, 410, 500])
def test_other_answers_are_failures(site: Site, status: int) -> None:
    site.answers["/feed"] = (status, {}, b"")
    with pytest.raises(Refused, match=f"code {status}"):
        ask(site)


def test_nobody_there() -> None:
    with pytest.raises(Refused, match="niet te bereiken"):
        fetch(
            "http://feeds.example.org:9/",
            allowed_hosts=["feeds.example.org:9"],
            agent="test",
            resolve=here,
        )
