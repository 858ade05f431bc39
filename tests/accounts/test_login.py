import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Mail, User
from tests.accounts.conftest import PASSWORD, is_logged_in, mailed_code

LOGIN = {"login": "an@example.org", "password": PASSWORD}


def test_log_in_by_password_in_any_case(an: User, client: Client) -> None:
    answer = client.post("/account/login/", {**LOGIN, "login": "AN@Example.ORG"})
    assert answer.headers["Location"] == "/"
    assert is_logged_in(client)


def test_log_in_refuses_a_wrong_password(an: User, client: Client) -> None:
    answer = client.post("/account/login/", {**LOGIN, "password": "iets anders hier"})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert "iets anders hier" not in answer.content.decode()
    assert not is_logged_in(client)


def test_log_in_by_code(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    code = mailed_code("an@example.org")
    answer = client.post("/account/login/code/confirm/", {"code": code, "next": "/x/#reageren"})
    assert answer.headers["Location"] == "/x/#reageren"
    assert is_logged_in(client)


def test_log_in_code_works_once(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    code = mailed_code("an@example.org")
    client.post("/account/login/code/confirm/", {"code": code})
    client.post("/account/logout/")
    client.post("/account/login/code/confirm/", {"code": code})
    assert not is_logged_in(client)


def test_log_in_code_works_only_in_the_browser_that_asked(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    other = Client()
    other.post("/account/login/code/", {"email": "bas@example.org"})
    other.post("/account/login/code/confirm/", {"code": mailed_code("an@example.org")})
    assert not is_logged_in(other)


def test_log_in_code_expires(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    code = mailed_code("an@example.org")
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 901
    session.save()
    client.post("/account/login/code/confirm/", {"code": code})
    assert not is_logged_in(client)


def test_log_in_code_allows_three_guesses(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    right = mailed_code("an@example.org")
    for _attempt in range(3):
        client.post("/account/login/code/confirm/", {"code": "nietgoed"})
    client.post("/account/login/code/confirm/", {"code": right})
    assert not is_logged_in(client)


def test_log_in_code_can_be_sent_again(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    cache.clear()
    client.post("/account/login/code/confirm/", {"action": "resend"})
    assert Mail.objects.count() == 2
    client.post("/account/login/code/confirm/", {"code": mailed_code("an@example.org")})
    assert is_logged_in(client)


def test_session_rotates_at_log_in(an: User, client: Client) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    before = client.session.session_key
    client.post("/account/login/code/confirm/", {"code": mailed_code("an@example.org")})
    assert is_logged_in(client)
    assert client.session.session_key != before


def test_planted_session_gains_nothing(an: User, client: Client) -> None:
    stranger = Client()
    stranger.post("/account/login/code/", {"email": "an@example.org"})
    planted = stranger.cookies["sessionid"].value
    client.cookies["sessionid"] = planted
    client.post("/account/login/code/confirm/", {"code": mailed_code("an@example.org")})
    assert client.cookies["sessionid"].value != planted
    assert not is_logged_in(stranger)


@pytest.mark.parametrize("way", ["password", "code", "reset"])
def test_inactive_person_cannot_log_in(an: User, client: Client, way: str) -> None:
    User.objects.filter(pk=an.pk).update(is_active=False)
    if way == "password":
        answer = client.post("/account/login/", LOGIN)
        assert answer.headers["Location"] == "/account/inactive/"
        assert client.get("/account/inactive/").status_code == 200
    else:
        page = "/account/login/code/" if way == "code" else "/account/password/reset/"
        client.post(page, {"email": an.email})
        assert not Mail.objects.exists()
    assert not is_logged_in(client)


def test_inactive_person_is_out_at_the_next_request(an: User, client: Client) -> None:
    client.force_login(an)
    assert client.get("/account/profiel/").status_code == 200
    User.objects.filter(pk=an.pk).update(is_active=False)
    assert client.get("/account/profiel/").status_code == 302


def test_log_out_asks_first_and_needs_a_post(an: User, client: Client) -> None:
    client.force_login(an)
    assert client.get("/account/logout/").status_code == 200
    assert is_logged_in(client)
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert not is_logged_in(client)


def test_log_in_and_out_demand_a_csrf_token(an: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/account/login/", LOGIN).status_code == 403
    client.force_login(an)
    assert client.post("/account/logout/").status_code == 403
    assert is_logged_in(client)


def test_reading_sets_no_cookie_and_log_in_page_only_the_csrf_one(db: None, client: Client) -> None:
    client.get("/")
    assert not client.cookies
    client.get("/account/login/")
    assert set(client.cookies) == {"csrftoken"}


def test_json_is_no_second_door(an: User, client: Client) -> None:
    answer = client.post(
        "/account/login/", {**LOGIN, "password": "fout"}, headers={"Accept": "application/json"}
    )
    assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_log_in_page_takes_no_other_methods(db: None, client: Client, method: str) -> None:
    assert getattr(client, method)("/account/login/").status_code == 405


@pytest.mark.parametrize(
    "page",
    ["/account/login/", "/account/signup/", "/account/login/code/", "/account/password/reset/"],
)
def test_pages_have_labels_autocomplete_and_no_bubbles(db: None, client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    assert "novalidate" in html
    assert "autocomplete=" in html
    assert "<label for=" in html
    assert "placeholder" not in html
    assert "style=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "page",
    [
        "/account/password/reset/done/",
        "/account/password/reset/key/1-2/",
        "/account/confirm-email/abc/",
        "/account/signup/passkey/",
        "/admin/",
    ],
)
def test_pages_we_do_not_offer_do_not_exist(db: None, client: Client, page: str) -> None:
    assert client.get(page).status_code == 404
