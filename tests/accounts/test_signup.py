import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.models import Mail, User
from tests.accounts.conftest import PASSWORD, is_logged_in, mailed_code

NEW = {"display_name": "Noor", "email": "Noor@Example.org", "password1": PASSWORD}
HERE = "/artikelen/grenzen/#reageren"


def test_sign_up_with_code_returns_to_the_form(db: None, client: Client) -> None:
    answer = client.post("/account/signup/", {**NEW, "next": HERE})
    assert answer.headers["Location"] == "/account/confirm-email/"
    assert not is_logged_in(client)

    answer = client.post("/account/confirm-email/", {"code": mailed_code("noor@example.org")})
    assert answer.headers["Location"] == HERE
    assert is_logged_in(client)
    noor = User.objects.get(email="noor@example.org")
    assert noor.display_name == "Noor"
    assert noor.roles == []
    assert EmailAddress.objects.get(user=noor).verified


def test_code_may_be_typed_without_dash(db: None, client: Client) -> None:
    client.post("/account/signup/", NEW)
    client.post(
        "/account/confirm-email/", {"code": mailed_code("noor@example.org").replace("-", " ")}
    )
    assert is_logged_in(client)


def test_wrong_code_is_refused_and_third_ends_it(db: None, client: Client) -> None:
    client.post("/account/signup/", NEW)
    right = mailed_code("noor@example.org")
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    for _attempt in range(2):
        answer = client.post("/account/confirm-email/", {"code": wrong})
        assert answer.status_code == 200
        assert answer.context["form"].errors["code"].as_data()[0].code == "incorrect_code"
    assert client.post("/account/confirm-email/", {"code": wrong}).status_code == 302
    client.post("/account/confirm-email/", {"code": right})
    assert not is_logged_in(client)


def test_code_expires(db: None, client: Client) -> None:
    client.post("/account/signup/", NEW)
    session = client.session
    session["account_email_verification_code"]["at"] -= 901
    session.save()
    answer = client.post("/account/confirm-email/", {"code": mailed_code("noor@example.org")})
    assert answer.headers["Location"] == "/account/login/"
    assert not is_logged_in(client)


def test_new_code_makes_the_old_one_worthless(db: None, client: Client) -> None:
    client.post("/account/signup/", NEW)
    old = mailed_code("noor@example.org")
    cache.clear()  # a new code may be asked for after ten seconds
    client.post("/account/confirm-email/", {"action": "resend"})
    new = mailed_code("noor@example.org")
    assert new != old
    client.post("/account/confirm-email/", {"code": old})
    assert not is_logged_in(client)
    client.post("/account/confirm-email/", {"code": new})
    assert is_logged_in(client)


def test_unconfirmed_person_cannot_log_in_by_password(db: None, client: Client) -> None:
    client.post("/account/signup/", NEW)
    cache.clear()  # a new code may be asked for after ten seconds
    other = Client()
    answer = other.post("/account/login/", {"login": NEW["email"], "password": PASSWORD})
    assert answer.headers["Location"] == "/account/confirm-email/"
    assert not is_logged_in(other)
    assert other.get("/account/profiel/").status_code == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "N"}, "display_name"),
        ({"display_name": "x" * 81}, "display_name"),
        ({"display_name": "noor@example.org"}, "display_name"),
        ({"display_name": "Koop nu www.example.org"}, "display_name"),
        ({"display_name": "\u200b\u202e"}, "display_name"),
        ({"email": "noor"}, "email"),
        ({"email": "noor@example.org\r\nBcc: bas@example.org"}, "email"),
        ({"email": "a" * 250 + "@example.org"}, "email"),
        ({"password1": ""}, "password1"),
        ({"password1": "kort"}, "password1"),
        ({"password1": "1234567890"}, "password1"),
        ({"password1": "noor@example.org"}, "password1"),
        ({"display_name": "Noortje van Dam", "password1": "noortje van dam"}, "password1"),
    ],
)
def test_bad_input_is_explained_at_its_field(
    db: None, client: Client, change: dict[str, str], field: str
) -> None:
    answer = client.post("/account/signup/", {**NEW, **change})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not User.objects.exists()
    assert not Mail.objects.exists()


def test_extra_fields_change_nothing(db: None, client: Client) -> None:
    client.post(
        "/account/signup/", {**NEW, "roles": "operator", "is_demo": "1", "public_id": "1", "id": 1}
    )
    noor = User.objects.get()
    assert noor.roles == []
    assert not noor.is_demo


def test_line_ends_in_a_name_become_spaces(db: None, client: Client) -> None:
    client.post("/account/signup/", {**NEW, "display_name": "Noor\r\nBcc: x\u2028y"})
    assert User.objects.get().display_name == "Noor Bcc: x y"


def test_second_press_of_sign_up_makes_no_second_account(db: None, client: Client) -> None:
    client.post("/account/signup/", NEW)
    answer = client.post("/account/signup/", NEW)
    assert answer.headers["Location"] == "/account/confirm-email/"
    assert User.objects.count() == 1
    assert Mail.objects.count() == 1


def test_losing_a_race_for_an_address_is_no_error(
    db: None, client: Client, an: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The form saw a free address; by the time it saves, another request took it.
    monkeypatch.setattr("allauth.account.forms.email_already_exists", lambda *a, **k: (a[0], False))
    monkeypatch.setattr(
        "allauth.account.internal.flows.manage_email.email_already_exists",
        lambda *a, **k: (a[0], False),
    )
    answer = client.post("/account/signup/", {**NEW, "email": an.email})
    assert answer.status_code == 302
    assert User.objects.count() == 1


def test_page_says_who_sees_the_address_and_names_the_rules(db: None, client: Client) -> None:
    page = client.get("/account/signup/").content.decode()
    assert "Alleen de beheerder ziet dit." in page
    assert '<a href="/huisregels/">huisregels</a>' in page
    assert "Alleen de beheerder" not in client.get("/account/login/").content.decode()


def test_code_page_and_welcome_say_where_one_is(db: None, client: Client) -> None:
    page = client.post("/account/signup/", NEW, follow=True).content.decode()
    assert "Klopt noor@example.org, dan krijg je daar nu een mail met een code." in page
    code = mailed_code("noor@example.org")
    page = client.post("/account/confirm-email/", {"code": code}, follow=True).content.decode()
    assert "Welkom. Je e-mailadres is bevestigd." in page
