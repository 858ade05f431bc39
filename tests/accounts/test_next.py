"""Back to where one came from, and never anywhere else."""

from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, is_logged_in, mailed_code

LOGIN = {"login": "an@example.org", "password": PASSWORD}

INSIDE = [
    "/",
    "/artikelen/grenzen/#reageren",
    "/artikelen/grenzen/?na=3#reageren",
    "/stellingen/grenzen-3/",
    "/artikelen/caf%C3%A9/",
]
OUTSIDE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nSet-Cookie: a=b",
    "\t//evil.example",
    " //evil.example",
    " https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "http://testserver/",
    "http://localhost/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "ftp://evil.example/",
    "evil.example",
    "@evil.example",
    ".evil.example",
    "?next=//evil.example",
    "\u2028//evil.example",
    "/\u202e/evil.example",
    "/\x00/evil.example",
    "%2F%2Fevil.example",
    "overview",
]


@pytest.mark.parametrize("target", INSIDE)
def test_log_in_goes_to_a_path_of_this_site(an: User, client: Client, target: str) -> None:
    page = client.get(f"/account/login/?next={quote(target, safe='')}")
    assert page.context["redirect_field_value"] == target
    answer = client.post("/account/login/", {**LOGIN, "next": target})
    assert answer.headers["Location"] == target


@pytest.mark.parametrize("target", OUTSIDE)
def test_log_in_never_leaves_the_site(an: User, client: Client, target: str) -> None:
    answer = client.post(f"/account/login/?next={quote(target, safe='')}", LOGIN)
    assert is_logged_in(client)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("target", OUTSIDE)
def test_other_ways_in_never_leave_the_site(an: User, client: Client, target: str) -> None:
    hidden = {"next": target}
    answer = client.post("/account/logout/", hidden)
    assert answer.headers["Location"] == "/"
    client.post("/account/login/code/", {"email": an.email, **hidden})
    code = mailed_code(an.email)
    answer = client.post("/account/login/code/confirm/", {"code": code, **hidden})
    assert answer.headers["Location"] == "/"


def test_referrer_is_no_way_out(an: User, client: Client) -> None:
    answer = client.post("/account/login/", LOGIN, headers={"Referer": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("target", OUTSIDE[:6])
def test_sign_up_never_leaves_the_site(db: None, client: Client, target: str) -> None:
    new = {"display_name": "Noor", "email": "noor@example.org", "password1": PASSWORD}
    client.post("/account/signup/", {**new, "next": target})
    answer = client.post("/account/confirm-email/", {"code": mailed_code("noor@example.org")})
    assert is_logged_in(client)
    assert answer.headers["Location"] == "/"


def test_every_page_of_logging_in_passes_the_way_back_on(an: User, client: Client) -> None:
    back = quote("/artikelen/grenzen/#reageren", safe="")
    html = client.get(f"/account/login/?next={back}").content.decode()
    for page in ("signup/", "login/code/", "password/reset/"):
        assert f'href="/account/{page}?next=' in html
    for page in ("signup/", "login/code/"):
        html = client.get(f"/account/{page}?next={back}").content.decode()
        assert 'name="next" value="/artikelen/grenzen/#reageren"' in html
        assert 'href="/account/login/?next=' in html


def test_password_reset_returns_to_the_form(an: User, client: Client) -> None:
    back = {"next": "/artikelen/grenzen/#reageren"}
    answer = client.post("/account/password/reset/", {"email": an.email, **back})
    assert "next=" in answer.headers["Location"]
    code = mailed_code(an.email)
    answer = client.post("/account/password/reset/confirm/", {"code": code, **back})
    page = answer.headers["Location"]
    assert "next=" in page
    cache.clear()
    new = {"password1": "acht witte zwanen"}
    answer = client.post("/account/password/reset/complete/", {**new, **back})
    assert answer.headers["Location"] == back["next"]
