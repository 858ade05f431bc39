"""Posting a comment: where it lands, what it changes, what is refused."""

import threading
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.db.models import F

from accounts.models import User
from articles.models import Article, Wording
from discussions.actions import comments as verbs
from discussions.actions.comments import CannotAnswer, SubmissionConflict, post_comment
from discussions.actions.threads import lock_thread, lock_thread_about
from discussions.markup import RENDERER_VERSION, NotShowable
from discussions.models import Comment, CommentRevision, Participation, Thread
from tests.factories import hide, make_article, make_claim, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def bas() -> User:
    return make_person("Bas")


@pytest.fixture
def article() -> Article:
    """With a noise discussion beside it, so that a missing filter fails."""
    article = make_article()
    say(under=say(under=make_article()))
    return article


def test_post_comment_under_article(an: User, article: Article) -> None:
    comment = say(an, "Hoi *Bas*\r\n", under=article)
    comment.refresh_from_db()
    assert (comment.body, comment.body_html) == ("Hoi *Bas*", "<p>Hoi <em>Bas</em></p>")
    assert comment.renderer_version == RENDERER_VERSION
    assert (comment.parent, comment.root, comment.depth) == (None, None, 0)
    assert comment.thread.article == article
    assert comment.article_version == article.current_version
    assert comment.wording is None
    assert [(r.number, r.body) for r in comment.revisions.all()] == [(1, "Hoi *Bas*")]


def test_post_comment_under_claim_remembers_what_was_read(an: User) -> None:
    claim = make_claim()
    seen = claim.current_wording
    first = say(an, under=claim)
    claim.current_wording = Wording.objects.create(claim=claim, number=2, statement="Anders.")
    claim.save()
    second = say(an, under=claim)
    assert first.thread == second.thread
    assert first.thread.claim == claim
    assert (first.wording, second.wording) == (seen, claim.current_wording)
    assert first.article_version == claim.article.current_version


def test_post_comment_as_answer(an: User, bas: User, article: Article) -> None:
    root = say(an, under=article)
    answer = say(bas, under=root)
    deeper = say(an, under=answer)
    assert (answer.parent, answer.root, answer.depth) == (root, root, 1)
    assert (deeper.parent, deeper.root, deeper.depth) == (answer, root, 2)
    assert {answer.thread, deeper.thread} == {root.thread}
    for comment, count in ((root, 1), (answer, 1), (deeper, 0)):
        comment.refresh_from_db()
        assert comment.reply_count == count


def test_post_comment_counts(an: User, article: Article) -> None:
    root = say(an, under=article)
    for _ in range(3):
        say(an, under=root)
    thread = Thread.objects.get(article=article)
    assert (thread.comment_count, thread.revision) == (4, 4)


def test_post_comment_gives_each_person_one_number(an: User, bas: User, article: Article) -> None:
    for person in (bas, an, bas):
        comment = say(person, under=article)
    say(an, under=make_article())
    numbers = Participation.objects.filter(thread=comment.thread)
    assert dict(numbers.values_list("person", "pseudonym_number")) == {bas.pk: 1, an.pk: 2}


def test_post_comment_twice_is_once(an: User, article: Article) -> None:
    form = uuid.uuid4()
    first = say(an, "Hoi\n", under=article, submission_id=form)
    again = say(an, "Hoi", under=article, submission_id=form)
    assert first == again
    thread = Thread.objects.get(article=article)
    assert (thread.comment_count, thread.revision, thread.comments.count()) == (1, 1, 1)


def test_post_comment_same_form_by_someone_else_is_another(
    an: User, bas: User, article: Article
) -> None:
    form = uuid.uuid4()
    assert say(an, "Hoi", under=article, submission_id=form) != say(
        bas, "Hoi", under=article, submission_id=form
    )


def test_post_comment_other_text_in_same_form_is_a_conflict(an: User, article: Article) -> None:
    form = uuid.uuid4()
    first = say(an, "Hoi", under=article, submission_id=form)
    with pytest.raises(SubmissionConflict) as conflict:
        say(an, "Dag", under=article, submission_id=form)
    assert conflict.value.earlier == first
    assert Comment.objects.filter(author=an).count() == 1


def test_post_comment_same_form_elsewhere_is_a_conflict(an: User, article: Article) -> None:
    form = uuid.uuid4()
    root = say(an, "Hoi", under=article, submission_id=form)
    for elsewhere in (make_article(), root):
        with pytest.raises(SubmissionConflict):
            say(an, "Hoi", under=elsewhere, submission_id=form)


def test_post_comment_same_form_after_withdrawing_is_a_conflict(an: User, article: Article) -> None:
    form = uuid.uuid4()
    comment = say(an, "Hoi", under=article, submission_id=form)
    verbs.withdraw_comment(comment=comment, person=an)
    with pytest.raises(SubmissionConflict):
        say(an, "Hoi", under=article, submission_id=form)


@pytest.mark.parametrize("body", ["", " \n", "\u200b", "x" * 10_001, "http://a.nl " * 21])
def test_post_comment_that_cannot_be_shown(an: User, article: Article, body: str) -> None:
    with pytest.raises(NotShowable):
        post_comment(author=an, body=body, submission_id=uuid.uuid4(), article=article)
    assert not Comment.objects.filter(author=an).exists()


def test_post_comment_by_suspended_member(article: Article) -> None:
    with pytest.raises(PermissionDenied):
        say(make_person("Cor", is_active=False), under=article)


def test_post_comment_answering_hidden_or_withdrawn(an: User, bas: User, article: Article) -> None:
    hidden, withdrawn = say(an, under=article), say(an, under=article)
    hide(hidden)
    verbs.withdraw_comment(comment=withdrawn, person=an)
    for parent in (hidden, withdrawn):
        with pytest.raises(CannotAnswer) as refusal:
            say(bas, under=parent)
        assert refusal.value.reason == "not_readable"
        parent.refresh_from_db()
        assert parent.reply_count == 0


def test_post_comment_answers_nothing_stale(an: User, bas: User, article: Article) -> None:
    """The comment was withdrawn after the page with the form was made."""
    parent = say(an, under=article)
    verbs.withdraw_comment(comment=parent, person=an)
    parent.withdrawn_at = None
    with pytest.raises(CannotAnswer):
        say(bas, under=parent)


def test_post_comment_too_deep(an: User, article: Article, monkeypatch: Any) -> None:
    monkeypatch.setattr(verbs, "MAX_DEPTH", 2)
    deepest = say(an, under=say(an, under=say(an, under=article)))
    with pytest.raises(CannotAnswer) as refusal:
        say(an, under=deepest)
    assert refusal.value.reason == "too_deep"


def test_post_comment_needs_one_place(an: User, article: Article) -> None:
    claim = make_claim(article)
    root = say(an, under=article)
    for place in ({}, {"article": article, "claim": claim}, {"claim": claim, "parent": root}):
        with pytest.raises(ValueError, match=r"thread|place"):
            post_comment(author=an, body="Hoi", submission_id=uuid.uuid4(), **place)


def test_reply_in_another_thread_is_refused_by_the_database(an: User, article: Article) -> None:
    root, elsewhere = say(an, under=article), say(an, under=make_article())
    answer = say(an, under=root)
    for statement, value in (
        ("UPDATE discussions_comment SET thread_id = %s WHERE id = %s", elsewhere.thread_id),
        ("UPDATE discussions_comment SET root_id = %s WHERE id = %s", elsewhere.pk),
    ):
        # Checked at once instead of at the end, so that the test can see it.
        with pytest.raises(IntegrityError, match="same_thread"), transaction.atomic():
            execute("SET CONSTRAINTS ALL IMMEDIATE", statement, [value, answer.pk])


@pytest.mark.parametrize(
    "half", [{"root": None}, {"depth": 0}, {"parent": None}, {"parent": None, "root": None}]
)
def test_half_a_reply_is_refused_by_the_database(
    an: User, article: Article, half: dict[str, Any]
) -> None:
    answer = say(an, under=say(an, under=article))
    with pytest.raises(IntegrityError, match="comment_root_or_reply"), transaction.atomic():
        Comment.objects.filter(pk=answer.pk).update(**half)


def test_empty_comment_is_refused_by_the_database(an: User, article: Article) -> None:
    comment = say(an, under=article)
    with pytest.raises(IntegrityError, match="comment_says_something"), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(body="")


def test_thread_about_two_things_is_refused_by_the_database(article: Article) -> None:
    claim = make_claim(article)
    for about in ({}, {"article": article, "claim": claim}):
        with pytest.raises(IntegrityError, match="thread_about_one_thing"), transaction.atomic():
            Thread.objects.create(**about)


def test_counts_never_go_below_nothing(an: User, article: Article) -> None:
    thread = say(an, under=article).thread
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(comment_count=F("comment_count") - 2)


def execute(first: str, second: str, parameters: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(first)
        cursor.execute(second, parameters)


def in_parallel(times: int, work: Any) -> list[Any]:
    """Run `work` in as many real threads, all starting together; its results or exceptions."""
    results: list[Any] = []
    start = threading.Barrier(times)

    def run() -> None:
        try:
            start.wait()
            results.append(work())
        except Exception as error:
            results.append(error)
        finally:
            close_old_connections()
            connection.close()

    workers = [threading.Thread(target=run) for _ in range(times)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_post_comment_twenty_times_at_once_makes_one() -> None:
    an, article, form = make_person("An"), make_article(), uuid.uuid4()

    def post() -> int:
        return int(say(an, "Hoi", under=article, submission_id=form).pk)

    results = in_parallel(20, post)
    assert len(results) == 20
    assert len(set(results)) == 1, results
    thread = Thread.objects.get(article=article)
    assert (thread.comment_count, thread.revision, thread.comments.count()) == (1, 1, 1)
    assert CommentRevision.objects.count() == Participation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_post_comment_first_ones_at_once_share_one_thread() -> None:
    article = make_article()
    people = [make_person(f"Lid {number}") for number in range(8)]
    todo = iter(people)
    results = in_parallel(8, lambda: say(next(todo), under=article).thread_id)
    assert len(set(results)) == 1, results
    thread = Thread.objects.get(article=article)
    assert (thread.comment_count, thread.revision) == (8, 8)
    numbers = Participation.objects.values_list("pseudonym_number", flat=True)
    assert sorted(numbers) == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_post_comment_same_form_in_two_threads_at_once_places_one() -> None:
    an, form = make_person("An"), uuid.uuid4()
    todo = iter([make_article() for _ in range(4)])
    results = in_parallel(4, lambda: say(an, "Hoi", under=next(todo), submission_id=form))
    assert sum(isinstance(result, Comment) for result in results) == 1, results
    assert sum(isinstance(result, SubmissionConflict) for result in results) == 3


def test_lock_thread_makes_it_once(article: Article) -> None:
    first = lock_thread_about(article=article)
    assert lock_thread_about(article=article) == lock_thread(thread_id=first.pk) == first
