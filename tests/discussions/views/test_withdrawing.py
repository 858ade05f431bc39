"""Withdrawing through the site."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from discussions.models import Comment
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def comment(an: User) -> Comment:
    comment = say(an, "Mijn geheim", under=make_article())
    say(make_person("Bas"), under=comment)
    return comment


def address(comment: Comment) -> str:
    return reverse("withdraw_comment", args=[comment.public_id])


def enter(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def test_withdraw_asks_first(an: User, comment: Comment) -> None:
    html = enter(an).get(address(comment)).content.decode()
    assert "Mijn geheim" in html
    assert f'action="{address(comment)}"' in html
    comment.refresh_from_db()
    assert comment.withdrawn_at is None


def test_withdraw_leaves_a_tombstone(an: User, comment: Comment) -> None:
    browser = enter(an)
    response = browser.post(address(comment))
    assert response.url == f"/reacties/{comment.public_id}/#reactie-{comment.public_id}"
    page = browser.get(response.url).content.decode()
    assert "Mijn geheim" not in page
    assert 'class="tombstone"' in page


def test_withdraw_twice_leads_to_the_tombstone(an: User, comment: Comment) -> None:
    browser = enter(an)
    first = browser.post(address(comment))
    assert browser.post(address(comment)).url == browser.get(address(comment)).url == first.url


@pytest.mark.parametrize("roles", [(), ("moderator",), ("editor",)])
def test_withdraw_of_someone_else_is_not_there(comment: Comment, roles: tuple[str, ...]) -> None:
    browser = enter(make_person("Bas", *roles))
    assert browser.get(address(comment)).status_code == 404
    assert browser.post(address(comment)).status_code == 404
    comment.refresh_from_db()
    assert comment.withdrawn_at is None


def test_withdraw_by_a_visitor_leads_to_the_log_in(client: Client, comment: Comment) -> None:
    for response in (client.get(address(comment)), client.post(address(comment))):
        assert response.status_code == 302
        assert response.url.startswith("/account/login/")
    comment.refresh_from_db()
    assert comment.withdrawn_at is None
