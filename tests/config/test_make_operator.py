import io
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from pytest_django import Settings

from accounts.models import Mail, User
from config.demo import create_demo_people


def make_operator(*words: str) -> str:
    out = io.StringIO()
    call_command("make_operator", *words, stdout=out)
    return out.getvalue()


def test_make_operator_says_how_to_log_in_with_a_code(
    db: None, client: Client, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://stellingname.example.org"
    told = make_operator("Olga@Example.org", "--name", "Olga Smit")
    assert "https://stellingname.example.org/account/login/code/" in told
    olga = User.objects.get(email="olga@example.org")
    assert (olga.display_name, olga.is_operator, olga.has_usable_password()) == (
        "Olga Smit",
        True,
        False,
    )
    client.post("/account/login/code/", {"email": "olga@example.org"})
    assert Mail.objects.filter(person=olga, kind="login_code").exists()


def test_make_operator_names_both_ways_to_run_it(db: None) -> None:
    told = make_operator("olga@example.org")
    words = "make_operator olga@example.org --password-stdin"
    assert f"python manage.py {words}\n" in told
    assert f'make manage CMD="{words}"' in told


def test_make_operator_takes_a_password_from_standard_input(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("zeven zwarte zwanen\n"))
    told = make_operator("olga@example.org", "--password-stdin")
    assert "zeven zwarte zwanen" not in told
    login = {"login": "olga@example.org", "password": "zeven zwarte zwanen"}
    client.post("/account/login/", login)
    assert client.get("/beheer/mensen/").status_code == 200


def test_make_operator_may_be_repeated(db: None) -> None:
    make_operator("olga@example.org")
    make_operator("OLGA@example.org")
    assert User.objects.get().roles == ["operator"]


@pytest.mark.parametrize("email", ["", "olga", "olga@", "olga@example.org\nx", "a b@example.org"])
def test_make_operator_refuses_a_bad_address(db: None, email: str) -> None:
    with pytest.raises(CommandError, match="e-mailadres"):
        make_operator(email)
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "kort", "olga@example.org"])
def test_make_operator_refuses_a_weak_password(
    db: None, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(password))
    with pytest.raises(CommandError, match="wachtwoord"):
        make_operator("olga@example.org", "--password-stdin")
    assert not User.objects.exists()


def test_make_operator_refuses_a_demo_person(db: None) -> None:
    create_demo_people()
    with pytest.raises(CommandError):
        make_operator("an@example.org")
    assert User.objects.get(email="an@example.org").roles == []
