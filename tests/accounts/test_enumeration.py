"""Nobody learns from the site whether an address has an account."""

import re

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from accounts.models import Mail, User
from tests.accounts.conftest import PASSWORD


def seen(client: Client, answer: HttpResponse, address: str) -> list[object]:
    """All that a visitor can see of an answer, without the address and the random parts."""
    page = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
    text = page.content.decode().replace(address, "…")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return [answer.status_code, answer.headers.get("Location"), page.status_code, text]


@pytest.mark.parametrize(
    ("path", "field", "rest"),
    [
        ("/account/login/", "login", {"password": "iets heel anders"}),
        ("/account/login/code/", "email", {}),
        ("/account/password/reset/", "email", {}),
        ("/account/signup/", "email", {"display_name": "Noor", "password1": PASSWORD}),
    ],
)
@pytest.mark.parametrize("state", ["active", "inactive"])
def test_known_and_unknown_address_look_the_same(
    an: User, path: str, field: str, rest: dict[str, str], state: str
) -> None:
    User.objects.filter(pk=an.pk).update(is_active=state == "active")
    found = []
    for address in ("an@example.org", "xx@example.org"):
        client = Client()
        answer = client.post(path, {field: address, **rest})
        found.append(seen(client, answer, address))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("start", "confirm", "rest"),
    [
        ("/account/login/code/", "/account/login/code/confirm/", {}),
        ("/account/password/reset/", "/account/password/reset/confirm/", {}),
        (
            "/account/signup/",
            "/account/confirm-email/",
            {"display_name": "Noor", "password1": PASSWORD},
        ),
    ],
)
def test_wrong_codes_look_the_same_for_known_and_unknown(
    an: User, start: str, confirm: str, rest: dict[str, str]
) -> None:
    found = []
    for address in ("an@example.org", "xx@example.org"):
        client = Client()
        client.post(start, {"email": address, **rest})
        found.append(
            [seen(client, client.post(confirm, {"code": "nietgoed"}), address) for _try in range(3)]
        )
    assert found[0] == found[1]


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/signup/"])
def test_asking_again_looks_the_same_for_known_and_unknown(an: User, path: str) -> None:
    found = []
    for address in ("an@example.org", "xx@example.org"):
        client = Client()
        rest = {"display_name": "Noor", "password1": PASSWORD}
        answer = client.post(path, {"email": address, **rest})
        again = []
        for _attempt in range(3):
            cache.clear()
            again.append(
                seen(client, client.post(answer.headers["Location"], {"action": "resend"}), address)
            )
        found.append(again)
    assert found[0] == found[1]


def test_unknown_address_gets_no_mail(db: None, client: Client) -> None:
    client.post("/account/login/code/", {"email": "xx@example.org"})
    Client().post("/account/password/reset/", {"email": "xx@example.org"})
    assert not Mail.objects.exists()


def test_owner_hears_that_somebody_signed_up_with_their_address(an: User, client: Client) -> None:
    rest = {"display_name": "Koop nu", "password1": PASSWORD}
    client.post("/account/signup/", {"email": an.email, **rest})
    mail = Mail.objects.get()
    assert (mail.kind, mail.address, mail.person) == ("account_already_exists", an.email, an)
    assert "http://127.0.0.1" in mail.body_text
    assert "Koop nu" not in mail.body_text


def test_sign_up_hashes_a_password_for_a_known_address_too(
    an: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr("accounts.forms.make_password", hashed.append)
    rest = {"display_name": "Noor", "password1": PASSWORD}
    client.post("/account/signup/", {"email": an.email, **rest})
    assert hashed == [PASSWORD]
