"""A comment at its own address stands among the nearest others, marked, also below words that are gone."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.reading.comment_page import load_comment_page
from tests.discussions.reading.growing import grow
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    say(under=say(under=make_article()))
    return make_article()


@pytest.mark.parametrize("ties", [1, 9])
@pytest.mark.parametrize("parent", [None, 0])
def test_two_before_and_three_after(
    an: User, article: Article, parent: int | None, ties: int
) -> None:
    rows = grow(article, an, [None, *[parent] * 8], ties=ties)
    others = rows if parent is None else rows[1:]
    for place in (0, 1, 4, len(others) - 1):
        page = load_comment_page(others[place], VISITOR)
        assert [node.uuid for node in page.before] == [
            row.public_id for row in others[max(0, place - 2) : place]
        ]
        assert [node.uuid for node in page.after] == [
            row.public_id for row in others[place + 1 : place + 4]
        ]
        assert page.node.is_here
        around = rows[0].get_absolute_url() if parent == 0 else f"{page.subject.url}#discussie"
        assert page.around_url == around


def test_alone_it_is_marked_without_a_way_to_others(an: User, article: Article) -> None:
    (row,) = grow(article, an, [None])
    page = load_comment_page(row, VISITOR)
    assert (page.before, page.after, page.around_url, page.node.is_here) == ([], [], "", True)


def test_a_later_page_of_answers_is_about_the_answers(an: User, article: Article) -> None:
    rows = grow(article, an, [None, None, *[0] * 3])
    page = load_comment_page(rows[0], VISITOR, after=str(rows[2].public_id))
    assert (page.before, page.after, page.node.is_here) == ([], [], False)


def test_below_a_tombstone_it_opens_focused_and_marked(an: User, article: Article) -> None:
    rows = grow(article, an, [None, 0, 0])
    withdraw_comment(comment=rows[0], person=an)
    shown = Client().get(rows[1].get_absolute_url()).content.decode()
    assert "Ingetrokken door de schrijver." in shown
    marked = shown.split('class="comment here"')
    assert len(marked) == 2
    assert marked[1].lstrip().startswith(f'id="reactie-{rows[1].public_id}"')
    assert "data-focus" in marked[1].split("</h3>")[0]
    assert f'id="reactie-{rows[2].public_id}"' in marked[1]
