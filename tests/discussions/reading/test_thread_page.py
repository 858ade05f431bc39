"""One page of a discussion: what is on it, and how many queries it takes."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment
from discussions.reading import kept_rows
from discussions.reading.thread_page import (
    comment_counts_for_articles,
    comment_counts_for_claims,
    load_discussion,
    load_thread,
)
from tests.discussions.reading.growing import after_in, grow, walk
from tests.factories import hide, make_article, make_claim, make_person, say

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


def test_load_thread_nobody_wrote(
    article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        page = load_thread(viewer=VISITOR, article=article)
    assert (page.thread, page.count, page.comments, page.next_url) == (None, 0, [], "")


def test_load_thread_shows_roots_oldest_first_with_three_answers(
    an: User, article: Article
) -> None:
    rows = grow(article, an, [None, None, *[0] * 5])
    page = load_thread(viewer=VISITOR, article=article)
    first, second = page.comments
    assert [first.uuid, second.uuid] == [rows[0].public_id, rows[1].public_id]
    assert [answer.uuid for answer in first.children] == [row.public_id for row in rows[2:5]]
    assert (first.hidden_replies, first.more_kind) == (2, "replies")
    assert after_in(first.more_url) == str(rows[4].public_id)
    assert (second.children, second.more_url) == ((), "")
    assert [node.heading_level for node in (first, *first.children)] == [3, 4, 4, 4]


def test_load_thread_says_how_many_answers_an_answer_has(an: User, article: Article) -> None:
    rows = grow(article, an, [None, 0, 1, 1])
    (root,) = load_thread(viewer=VISITOR, article=article).comments
    (answer,) = root.children
    assert answer.uuid == rows[1].public_id
    assert (answer.hidden_replies, answer.more_kind, answer.children) == (2, "first_replies", ())
    assert after_in(answer.more_url) == ""


def test_load_thread_never_draws_more_than_eighty(an: User, article: Article) -> None:
    grow(article, an, [*[None] * 30, *[n for n in range(30) for _ in range(5)]])
    page = load_thread(viewer=VISITOR, article=article)
    assert len(list(walk(page.comments))) == 80
    assert page.count == 180


@pytest.mark.parametrize("roots", [1, 3, 20])
def test_load_thread_queries(
    an: User, article: Article, roots: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    authors = [make_person(f"Lid {number}") for number in range(3)]
    rows = grow(article, an, [*[None] * roots, *range(roots), *range(roots)])
    for number, row in enumerate(rows):
        Comment.objects.filter(pk=row.pk).update(author=authors[number % 3])
    hide(say(authors[0], under=rows[0]))
    moderator = make_person("Mo", "moderator")
    for viewer in (VISITOR, an, authors[0], moderator):
        kept_rows._pages.clear()
        # What they appreciate, and whom they mute.
        with django_assert_num_queries(3 if viewer is VISITOR else 5):
            load_thread(viewer=viewer, article=article)


def test_load_thread_queries_on_a_later_page(
    an: User, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = grow(article, an, [*[None] * 30, *range(30)])
    with django_assert_num_queries(6):
        page = load_thread(viewer=an, article=article, after=str(rows[19].public_id))
    assert [node.uuid for node in page.comments] == [row.public_id for row in rows[20:30]]
    assert page.first_url == f"/artikelen/{article.slug}/reacties/"


@pytest.mark.parametrize(
    "after", ["", "x", "0", "../../etc", "\x00", "é" * 5_000, "{", str(uuid.UUID(int=0)), "0" * 32]
)
def test_load_thread_broken_cursor_is_the_first_page(
    an: User, article: Article, after: str
) -> None:
    rows = grow(article, an, [None] * 25)
    page = load_thread(viewer=VISITOR, article=article, after=after)
    assert [node.uuid for node in page.comments] == [row.public_id for row in rows[:20]]
    assert after_in(page.next_url) == str(rows[19].public_id)


def test_load_thread_cursor_of_another_thread_is_the_first_page(an: User, article: Article) -> None:
    rows = grow(article, an, [None, None, 0])
    for stranger in (Comment.objects.exclude(thread__article=article)[0], rows[2]):
        page = load_thread(viewer=VISITOR, article=article, after=str(stranger.public_id))
        assert [node.uuid for node in page.comments] == [row.public_id for row in rows[:2]]


def test_load_thread_cursor_survives_withdrawing(an: User, article: Article) -> None:
    rows = grow(article, an, [None] * 21)
    after = after_in(load_thread(viewer=VISITOR, article=article).next_url)
    withdraw_comment(comment=rows[19], person=an)
    page = load_thread(viewer=VISITOR, article=article, after=after)
    assert [node.uuid for node in page.comments] == [rows[20].public_id]


def test_load_discussion_offers_a_form_or_the_gate(an: User, article: Article) -> None:
    for_visitor = load_discussion(viewer=VISITOR, article=article)
    assert for_visitor.composer is None
    assert for_visitor.gate_url == (
        f"/account/login/?next=%2Fartikelen%2F{article.slug}%2F%23reageren"
    )
    for_member = load_discussion(viewer=an, article=article)
    again = load_discussion(viewer=an, article=article)
    assert for_member.gate_url == ""
    assert for_member.composer is not None
    assert again.composer is not None
    assert for_member.composer.submission_id != again.composer.submission_id


def test_counts_follow_posting_withdrawing_and_hiding(
    an: User, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim, silent = make_claim(article), make_article()
    comments = [say(an, under=article) for _ in range(4)]
    say(an, under=claim)
    withdraw_comment(comment=comments[0], person=an)
    hide(comments[1])
    with django_assert_num_queries(1):
        assert comment_counts_for_articles([article.pk, silent.pk]) == {article.pk: 2}
    with django_assert_num_queries(1):
        assert comment_counts_for_claims([claim.pk]) == {claim.pk: 1}


def test_plan_reads_no_more_than_the_page(an: User, article: Article) -> None:
    """A whole thread or a whole family of answers that must be sorted shows as a Sort over it.

    Without statistics (only the owner may gather them) a small table is sorted because that is
    cheap: so sorting is made dear, and what remains is what no index can give.
    """
    grow(article, an, [*[None] * 400, *[0] * 400])
    with CaptureQueriesContext(connection) as captured:
        load_thread(viewer=VISITOR, article=article)
    roots = next(query["sql"] for query in captured if "ARRAY(" in query["sql"])
    with connection.cursor() as cursor:
        for dear in ("sort", "seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{dear} = off")
        cursor.execute(f"EXPLAIN {roots}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Sort" not in plan
    assert "comment_roots_oldest" in plan
    assert "comment_replies_oldest" in plan
    assert "Seq Scan on discussions_comment" not in plan
