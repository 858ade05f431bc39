import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import Mail, User
from tests.accounts.conftest import PASSWORD, is_logged_in, mailed_code

NEW = {"password1": "acht witte zwanen"}


def test_reset_by_code_logs_in_and_ends_other_sessions(an: User, client: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(an)
    client.post("/account/password/reset/", {"email": an.email})
    answer = client.post("/account/password/reset/confirm/", {"code": mailed_code(an.email)})
    assert answer.headers["Location"] == "/account/password/reset/complete/"
    client.post("/account/password/reset/complete/", NEW)
    assert is_logged_in(client)
    an.refresh_from_db()
    assert an.check_password(NEW["password1"])
    assert elsewhere.get("/account/profiel/").status_code == 302
    assert Mail.objects.filter(kind="password_reset", address=an.email).exists()


def test_reset_code_works_once(an: User, client: Client) -> None:
    client.post("/account/password/reset/", {"email": an.email})
    client.post("/account/password/reset/confirm/", {"code": mailed_code(an.email)})
    client.post("/account/password/reset/complete/", NEW)
    client.post("/account/logout/")
    again = {"password1": "negen grijze zwanen"}
    client.post("/account/password/reset/complete/", again)
    an.refresh_from_db()
    assert an.check_password(NEW["password1"])


def test_reset_needs_the_code_before_the_new_password(an: User, client: Client) -> None:
    client.post("/account/password/reset/", {"email": an.email})
    answer = client.post("/account/password/reset/complete/", NEW)
    assert answer.headers["Location"] == "/account/password/reset/confirm/"
    an.refresh_from_db()
    assert an.check_password(PASSWORD)


def test_reset_allows_three_guesses(an: User, client: Client) -> None:
    client.post("/account/password/reset/", {"email": an.email})
    right = mailed_code(an.email)
    for _attempt in range(3):
        client.post("/account/password/reset/confirm/", {"code": "nietgoed"})
    answer = client.post("/account/password/reset/confirm/", {"code": right})
    assert answer.headers["Location"] == "/account/login/"


def test_reset_code_expires(an: User, client: Client) -> None:
    client.post("/account/password/reset/", {"email": an.email})
    session = client.session
    session["account_password_reset_verification"]["at"] -= 901
    session.save()
    client.post("/account/password/reset/confirm/", {"code": mailed_code(an.email)})
    client.post("/account/password/reset/complete/", NEW)
    an.refresh_from_db()
    assert an.check_password(PASSWORD)


@pytest.mark.parametrize(
    "lookalike",
    ["an@exampıe.org", "ａn@example.org", "an@example.org.", "аn@example.org", "an@ｅxample.org"],
)
def test_reset_never_mails_a_lookalike_address(an: User, client: Client, lookalike: str) -> None:
    client.post("/account/password/reset/", {"email": lookalike})
    assert not Mail.objects.exclude(address=an.email).exists()


def test_reset_for_kelvin_sign_mails_the_real_owner(db: None, client: Client, bas: User) -> None:
    kim = User.objects.get(pk=bas.pk)
    User.objects.filter(pk=kim.pk).update(email="kim@example.org")
    EmailAddress.objects.filter(user=kim).update(email="kim@example.org")
    client.post("/account/password/reset/", {"email": "\u212aim@example.org"})
    assert set(Mail.objects.values_list("address", flat=True)) <= {"kim@example.org"}


def test_change_password_keeps_this_session_and_ends_others(an: User, client: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(an)
    client.force_login(an)
    answer = client.post("/account/password/change/", {"oldpassword": PASSWORD, **NEW})
    assert answer.headers["Location"] == "/account/profiel/"
    assert client.get("/account/profiel/").status_code == 200
    assert elsewhere.get("/account/profiel/").status_code == 302


def test_change_password_demands_the_old_one(an: User, client: Client) -> None:
    client.force_login(an)
    answer = client.post("/account/password/change/", {"oldpassword": "fout", **NEW})
    assert "oldpassword" in answer.context["form"].errors
    an.refresh_from_db()
    assert an.check_password(PASSWORD)


def test_set_password_when_there_is_none(an: User, client: Client) -> None:
    an.set_unusable_password()
    an.save()
    client.force_login(an)
    assert client.get("/account/password/change/").headers["Location"] == "/account/password/set/"
    client.post("/account/password/set/", NEW)
    an.refresh_from_db()
    assert an.check_password(NEW["password1"])


def change_address(client: Client, address: str) -> None:
    """From the profile to the page that asks for the code, past the password."""
    answer = client.post("/account/email/", {"email": address, "action_add": "1"})
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    answer = client.post(answer.headers["Location"], {"password": PASSWORD})
    if answer.headers["Location"] != "/account/confirm-email/":
        client.post("/account/email/", {"email": address, "action_add": "1"})


def test_change_address_by_code(an: User, client: Client) -> None:
    client.force_login(an)
    change_address(client, "an@gemeente.example")
    an.refresh_from_db()
    assert an.email == "an@example.org"
    answer = client.post("/account/confirm-email/", {"code": mailed_code("an@gemeente.example")})
    assert answer.headers["Location"] == "/account/profiel/"
    an.refresh_from_db()
    assert an.email == "an@gemeente.example"
    assert [a.email for a in EmailAddress.objects.filter(user=an)] == ["an@gemeente.example"]
    assert Mail.objects.filter(kind="email_changed", address="an@example.org").exists()


def test_change_address_to_one_in_use_says_nothing_and_fails(
    an: User, bas: User, client: Client
) -> None:
    client.force_login(an)
    change_address(client, bas.email)
    client.post("/account/confirm-email/", {"code": mailed_code(bas.email)})
    an.refresh_from_db()
    assert an.email == "an@example.org"


def test_change_address_to_one_claimed_but_never_confirmed_is_no_error(
    an: User, bas: User, client: Client
) -> None:
    EmailAddress.objects.filter(user=bas).update(verified=False)
    client.force_login(an)
    change_address(client, bas.email)
    answer = client.post("/account/confirm-email/", {"code": mailed_code(bas.email)})
    assert "code" in answer.context["form"].errors
    an.refresh_from_db()
    assert an.email == "an@example.org"
    assert not EmailAddress.objects.get(user=bas).verified


def test_wrong_password_at_reauthentication_changes_nothing(an: User, client: Client) -> None:
    client.force_login(an)
    answer = client.post("/account/email/", {"email": "an@gemeente.example", "action_add": "1"})
    answer = client.post(answer.headers["Location"], {"password": "fout"})
    assert "password" in answer.context["form"].errors
    assert not Mail.objects.exists()
