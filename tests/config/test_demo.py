import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from accounts.actions import create_person
from accounts.models import User
from config.demo import DEFAULT_PASSWORD, PEOPLE, create_demo_people


@pytest.fixture(autouse=True)
def no_password_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


def test_demo_people_fill_an_empty_database(db: None) -> None:
    summary = create_demo_people()
    assert User.objects.filter(is_demo=True).count() == 5
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 5
    assert User.objects.get(email="mo@example.org").roles == ["moderator"]
    assert User.objects.get(email="an@example.org").roles == []
    for email, *_rest in PEOPLE:
        assert email in summary
    assert DEFAULT_PASSWORD in summary


def test_demo_person_logs_in_with_the_printed_password(db: None, client: Client) -> None:
    create_demo_people()
    login = {"login": "els@example.org", "password": DEFAULT_PASSWORD}
    assert client.post("/account/login/", login).headers["Location"] == "/"
    assert "_auth_user_id" in client.session


def test_demo_password_comes_from_the_environment(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "kies zelf maar iets")
    assert "kies zelf maar iets" in create_demo_people()
    assert User.objects.get(email="an@example.org").check_password("kies zelf maar iets")
    monkeypatch.setenv("DEMO_PASSWORD", "later iets anders")
    assert "later iets anders" not in create_demo_people()
    assert User.objects.get(email="an@example.org").check_password("kies zelf maar iets")


def test_demo_people_are_made_once(db: None) -> None:
    first = create_demo_people()
    assert create_demo_people() == first
    assert User.objects.count() == 5


def test_no_demo_people_beside_real_ones(db: None) -> None:
    create_person(email="noor@example.org", display_name="Noor", password=None)
    create_demo_people()
    assert User.objects.count() == 1


def test_no_demo_people_on_an_open_address(db: None, settings: Settings) -> None:
    settings.LOCAL = False
    create_demo_people()
    assert not User.objects.exists()
