"""The page of one comment, and more answers to it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.reading.comment_page import load_answers, load_comment_page
from tests.discussions.reading.growing import grow, walk
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    """With a noise discussion beside it, so that a missing filter fails."""
    say(under=say(under=make_article()))
    return make_article()


def test_comment_page_shows_ancestors_itself_and_answers(an: User, article: Article) -> None:
    rows = grow(article, an, [None, 0, 0, 1, 3, 3, 4])
    page = load_comment_page(rows[3], VISITOR)
    assert [node.uuid for node in page.ancestors] == [rows[0].public_id, rows[1].public_id]
    assert page.skipped == 0
    assert [node.uuid for node in walk([page.node])] == [
        rows[number].public_id for number in (3, 4, 6, 5)
    ]
    assert page.node.takes_focus
    assert page.subject.url == article.get_absolute_url()


def test_comment_page_leaves_out_the_middle_of_a_deep_branch(an: User, article: Article) -> None:
    rows = grow(article, an, [None, *range(40)])
    page = load_comment_page(rows[40], VISITOR)
    shown = [rows[number].public_id for number in (0, *range(32, 40))]
    assert [node.uuid for node in page.ancestors] == shown
    assert page.skipped == 31


def test_comment_page_says_of_everything_flat_what_it_answers(an: User, article: Article) -> None:
    rows = grow(article, an, [None, *range(12), 12, 13])
    for depth in (0, 1, 5, 9, 10, 12):
        page = load_comment_page(rows[depth], VISITOR)
        drawn = {node.uuid: node for node in [*page.ancestors, page.node]}
        for number, row in enumerate(rows):
            node = drawn.get(row.public_id)
            if node is None:
                continue
            above = node.in_reply_to.url if node.in_reply_to else ""
            assert above == (rows[number - 1].get_absolute_url() if number else "")
    assert [node.in_reply_to for node in page.node.children] == [None]


def test_comment_page_names_nobody_whose_words_are_gone(an: User, article: Article) -> None:
    middle = say(an, under=say(make_person("Bas"), under=article))
    answer = say(under=say(make_person("Bas"), under=middle))
    withdraw_comment(comment=middle, person=an)
    page = load_comment_page(answer, VISITOR)
    shown = [node.in_reply_to for node in [*page.ancestors, page.node]]
    assert [each and each.author_name for each in shown] == [None, "Bas", "", "Bas"]


def test_load_answers_at_the_deepest_level_say_what_they_answer(
    an: User, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = grow(article, an, [None, 0, 1, 2, 2, 2])
    with django_assert_num_queries(2):
        page = load_answers(rows[2], VISITOR, after="", level=2)
    assert [node.in_reply_to and node.in_reply_to.author_name for node in page.nodes] == ["An"] * 3
    beside = load_answers(rows[1], VISITOR, after="", level=1)
    assert [node.in_reply_to for node in beside.nodes] == [None]


def test_comment_page_of_a_tombstone_keeps_its_answers(an: User, article: Article) -> None:
    root = say(an, under=article)
    middle = say(an, "Geheim", under=root)
    answer = say(make_person("Bas"), under=middle)
    withdraw_comment(comment=middle, person=an)
    middle.refresh_from_db()
    page = load_comment_page(middle, VISITOR)
    assert (page.node.state, page.node.children[0].uuid) == ("withdrawn", answer.public_id)
    above = load_comment_page(answer, VISITOR).ancestors
    assert [node.state for node in above] == ["visible", "withdrawn"]


@pytest.mark.parametrize("answers", [1, 3, 25])
def test_comment_page_queries(
    an: User, article: Article, answers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = grow(article, an, [None, *range(10), *[10] * answers, 11])
    with django_assert_num_queries(12):
        page = load_comment_page(rows[10], an)
    assert len(page.node.children) == min(answers, 20)


def test_comment_page_queries_on_a_later_page_of_answers(
    an: User, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = grow(article, an, [None, 0, *[1] * 5, 6])
    with django_assert_num_queries(11):
        page = load_comment_page(rows[1], an, after=str(rows[2].public_id))
    assert [node.uuid for node in page.node.children] == [row.public_id for row in rows[3:7]]
    assert not page.node.takes_focus
    assert page.first_url == rows[1].get_absolute_url()


def test_comment_page_stays_small(an: User, article: Article) -> None:
    parents = [None, *range(30), *[30] * 30]
    answers = range(31, 61)
    rows = grow(article, an, [*parents, *[n for n in answers for _ in range(5)]])
    page = load_comment_page(rows[30], VISITOR)
    assert len([*page.ancestors, *walk([page.node])]) <= 80


@pytest.mark.parametrize("answers", [1, 3])
def test_load_answers_queries(
    an: User, article: Article, answers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = grow(article, an, [None, *[0] * (answers + 3)])
    with django_assert_num_queries(4):
        page = load_answers(rows[0], an, after=str(rows[3].public_id), level=0)
    assert len(page.nodes) == answers
