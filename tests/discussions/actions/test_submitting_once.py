"""The same form sent many times at once makes one comment, and everyone who sent it hears so."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import SubmissionConflict, post_comment
from discussions.models import Comment, Draft, Thread
from tests.discussions.views.writing import form, under
from tests.factories import make_article, make_person
from tests.pages.forms import page_of, send, writing_form, written

MANY = 20


@pytest.fixture
def an(db: None) -> User:
    return make_person("An")


@pytest.fixture
def article(db: None) -> Article:
    return make_article()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_twenty_at_once_over_http_make_one(turn: int) -> None:
    an, article = make_person("An"), make_article()
    data, start = form("Wat ik zeg", concept_nr="0"), Barrier(MANY)
    member = Client()
    member.force_login(an)

    def one(_number: int) -> tuple[int, str]:
        client = Client()
        client.cookies = member.cookies
        start.wait()
        try:
            response = client.post(under(article), data)
            return response.status_code, response.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(one, range(MANY)))
    comment = Comment.objects.get()
    assert set(answers) == {(303, f"{article.get_absolute_url()}#reactie-{comment.public_id}")}
    assert Thread.objects.get(article=article).comment_count == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_their_own_connections_and_two_texts() -> None:
    """Half of them say something else under the same number: one wins, its likes succeed, the others clash."""
    an, article = make_person("An"), make_article()
    submission, start = uuid.uuid4(), Barrier(MANY)

    def one(number: int) -> str:
        start.wait()
        body = f"Tekst {number % 2}"
        try:
            post_comment(author=an, body=body, submission_id=submission, article=article)
        except SubmissionConflict:
            return "conflict"
        else:
            return body
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        outcomes = list(pool.map(one, range(MANY)))
    won = Comment.objects.get().body
    assert sorted(outcomes) == sorted([won] * (MANY // 2) + ["conflict"] * (MANY // 2))


def test_back_and_send_again_without_javascript(an: User, article: Article) -> None:
    """Going back shows the form as it was, with the number it had."""
    member = Client(enforce_csrf_checks=True)
    member.force_login(an)
    page = page_of(member.get(article.get_absolute_url()))
    before = writing_form(page)
    first = send(member, before, body="Wat ik zeg")
    again = send(member, before, body="Wat ik zeg")
    assert (first.status_code, again.status_code) == (303, 303)
    assert first["Location"] == again["Location"]
    assert Comment.objects.count() == 1
    # Back once more, and another text: both are shown, and only a press more places it.
    other = page_of(send(member, before, body="Wat ik toch nog wilde zeggen"))
    assert other.status == 409
    assert "Wat ik zeg" in other.text
    clash = writing_form(other)
    assert written(clash.one("textarea", name="body")) == "Wat ik toch nog wilde zeggen"
    assert Comment.objects.count() == 1
    assert send(member, clash).status_code == 303
    assert Comment.objects.count() == 2
    assert not Draft.objects.exists()


def test_loading_the_answer_again_sends_nothing(an: User, article: Article) -> None:
    member = Client()
    member.force_login(an)
    answer = member.post(under(article), form())
    for _reload in range(3):
        assert member.get(answer["Location"].partition("#")[0]).status_code == 200
    assert Comment.objects.count() == 1
