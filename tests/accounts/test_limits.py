"""Limits hold across workers: fifty at once, and exactly as many pass as may."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.adapter import AccountAdapter
from accounts.models import Mail, User

WRONG = {"login": "an@example.org", "password": "niet het wachtwoord"}
AT_ONCE = 50


def try_wrong_password(barrier: Barrier, number: int) -> str:
    """The code of the refusal, from an address of its own: only the limit per account counts.

    Read from the page: the context that Django's test client catches is shared by all threads.
    """
    try:
        barrier.wait(timeout=30)
        answer = Client(REMOTE_ADDR=f"192.0.2.{number}").post("/account/login/", WRONG)
        page = answer.content.decode()
        return next(
            code
            for code in ("email_password_mismatch", "too_many_login_attempts")
            if str(AccountAdapter.error_messages[code]) in page
        )
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", range(2))
def test_five_wrong_passwords_pass_however_many_come_at_once(an: User, run: int) -> None:
    cache.clear()
    barrier = Barrier(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda n: try_wrong_password(barrier, n), range(AT_ONCE)))
    assert Counter(answers) == {"email_password_mismatch": 5, "too_many_login_attempts": 45}


def test_right_password_is_refused_too_when_the_limit_is_reached(an: User, client: Client) -> None:
    for _attempt in range(5):
        client.post("/account/login/", WRONG)
    answer = client.post("/account/login/", {**WRONG, "password": "zeven zwarte zwanen"})
    error = answer.context["form"].errors.as_data()["__all__"][0]
    assert error.code == "too_many_login_attempts"


def test_limit_per_account_is_not_another_accounts(an: User, bas: User, client: Client) -> None:
    for _attempt in range(6):
        client.post("/account/login/", WRONG)
    right = {"login": bas.email, "password": "zeven zwarte zwanen"}
    assert client.post("/account/login/", right).status_code == 302


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "X-Client-IP"],
)
def test_spoofed_origin_changes_nothing(db: None, header: str) -> None:
    seen = []
    for number in range(12):
        answer = Client(headers={header: f"198.51.100.{number}"}).post(
            "/account/login/", {**WRONG, "login": f"p{number}@example.org"}
        )
        seen.append(answer.context["form"].errors.as_data()["__all__"][0].code)
    assert seen == ["email_password_mismatch"] * 10 + ["too_many_login_attempts"] * 2


def test_log_in_codes_are_limited_per_address(an: User) -> None:
    for number in range(6):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/account/login/code/", {"email": an.email})
    assert Mail.objects.filter(address=an.email).count() == 3


def test_reset_codes_are_limited_per_address_with_a_page_that_says_so(an: User) -> None:
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/account/password/reset/", {"email": an.email}
        )
        for number in range(7)
    ]
    assert Mail.objects.filter(address=an.email).count() == 5
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert "<h1>" in answers[-1].content.decode()


def test_sign_ups_are_limited_per_origin(db: None) -> None:
    answers = []
    for number in range(21):
        new = {"display_name": "Noor", "email": f"n{number}@example.org"}
        answers.append(
            Client().post("/account/signup/", {**new, "password1": "zeven zwarte zwanen"})
        )
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert User.objects.count() == 20
