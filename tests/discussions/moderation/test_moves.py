"""Taking a branch to a claim: what goes along, what stays as it was, and the trace at both ends."""

import threading
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Mail, User
from articles.models import Article, Claim
from discussions.actions.comments import post_comment, withdraw_comment
from discussions.models import Comment, Move, Notification, Participation, Thread
from tests.factories import hide, make_article, make_claim, make_person, move_branch, say

pytestmark = pytest.mark.django_db

WHY = "Dit gaat over stelling 1."


@pytest.fixture
def mo() -> User:
    return make_person("Mo", "moderator")


@pytest.fixture
def article() -> Article:
    return make_article("Zorg in de wijk")


@pytest.fixture
def claim(article: Article) -> Claim:
    return make_claim(article)


def counts(subject: Article | Claim) -> int:
    return int(Thread.objects.get(**_about(subject)).comment_count)


def _about(subject: Article | Claim) -> dict[str, Any]:
    return {"article" if isinstance(subject, Article) else "claim": subject}


def test_a_branch_goes_along_and_keeps_its_shape(mo: User, article: Article, claim: Claim) -> None:
    an, bas = make_person("An"), make_person("Bas")
    top = say(an, under=article)
    moved = say(bas, under=top)
    answer = say(an, under=moved)
    deeper = say(bas, under=answer)
    beside = say(an, under=top)
    before = {comment.pk: comment.body_html for comment in (moved, answer, deeper)}
    move = move_branch(comment=moved, moderator=mo, reason=WHY, claim=claim)
    for comment in (top, moved, answer, deeper, beside):
        comment.refresh_from_db()
    assert (moved.parent, moved.root, moved.depth) == (None, None, 0)
    assert (answer.parent, answer.root, answer.depth) == (moved, moved, 1)
    assert (deeper.parent, deeper.root, deeper.depth) == (answer, moved, 2)
    assert {each.thread.claim for each in (moved, answer, deeper)} == {claim}
    assert {each.pk: each.body_html for each in (moved, answer, deeper)} == before
    assert (top.reply_count, beside.thread.article) == (1, article)
    assert (counts(article), counts(claim)) == (2, 3)
    assert (move.from_parent, move.from_thread, move.to_thread) == (top, top.thread, moved.thread)
    there = Participation.objects.filter(thread=moved.thread).order_by("pseudonym_number")
    assert [row.person for row in there] == [bas, an]


def test_only_what_can_be_read_is_counted_at_both_ends(
    mo: User, article: Article, claim: Claim
) -> None:
    say(under=article)
    top = say(under=article)
    hide(say(under=top), mo)
    gone = say(make_person("Bas"), under=top)
    say(under=gone)
    withdraw_comment(comment=gone, person=gone.author)
    assert counts(article) == 3
    move_branch(comment=top, moderator=mo, reason=WHY, claim=claim)
    assert (counts(article), counts(claim)) == (1, 2)


def test_there_and_back(mo: User, article: Article, claim: Claim) -> None:
    top = say(under=article)
    move_branch(comment=top, moderator=mo, reason=WHY, claim=claim)
    move_branch(comment=top, moderator=mo, reason="Toch niet.", article=article)
    top.refresh_from_db()
    assert top.thread.article == article
    assert (counts(article), counts(claim)) == (1, 0)
    assert [move.reason for move in top.moves.order_by("pk")] == [WHY, "Toch niet."]


def test_twice_is_once(mo: User, article: Article, claim: Claim) -> None:
    top = say(under=article)
    first = move_branch(comment=top, moderator=mo, reason=WHY, claim=claim)
    assert move_branch(comment=top, moderator=mo, reason=WHY, claim=claim) == first
    assert counts(claim) == 1


def test_its_author_hears_where_and_why(mo: User, article: Article, claim: Claim) -> None:
    bas = make_person("Bas")
    moved = say(bas, under=say(under=article))
    for target, why in (({"claim": claim}, WHY), ({"article": article}, "Toch niet.")):
        move_branch(comment=moved, moderator=mo, reason=why, **target)
    message, _second = Notification.objects.filter(person=bas).order_by("pk")
    reader = Client()
    reader.force_login(bas)
    opened = reader.get(reverse("message", args=[message.pk])).content.decode()
    moved.refresh_from_db()
    assert "die nu staat bij “Zorg in de wijk”" in opened
    assert moved.get_absolute_url() in opened
    mails = Mail.objects.filter(person=bas, kind="decision_on_yours").order_by("pk")
    assert [
        mail.body_text.count(why) for mail, why in zip(mails, (WHY, "Toch niet."), strict=True)
    ] == [1, 1]
    assert moved.get_absolute_url() in mails[0].body_text
    own = say(mo, under=article)
    move_branch(comment=own, moderator=mo, reason=WHY, claim=claim)
    assert not Notification.objects.filter(person=mo).exists()


def test_what_is_refused(mo: User, article: Article, claim: Claim) -> None:
    top = say(under=article)
    with pytest.raises(PermissionDenied):
        move_branch(comment=top, moderator=make_person(), reason=WHY, claim=claim)
    for wrong in ({"reason": " ", "claim": claim}, {"reason": WHY, "claim": make_claim()}):
        with pytest.raises(ValidationError):
            move_branch(comment=top, moderator=mo, **wrong)
    with pytest.raises(ValidationError):
        move_branch(comment=top, moderator=mo, reason=WHY, article=article)
    assert not Move.objects.exists()


def test_the_trace_is_read_at_both_ends(
    mo: User, article: Article, claim: Claim, client: Client
) -> None:
    moved = say(make_person("Bas"), under=say(under=article))
    move_branch(comment=moved, moderator=mo, reason=WHY, claim=claim)
    left = client.get(article.get_absolute_url()).content.decode()
    assert f'id="reactie-{moved.public_id}"' in left
    assert moved.get_absolute_url() in left
    assert WHY in left
    there = client.get(claim.get_absolute_url()).content.decode()
    assert f"{moved.get_absolute_url()}#verplaatst" in there
    own = client.get(moved.get_absolute_url()).content.decode()
    assert WHY in own
    assert 'id="verplaatst"' in own
    assert article.get_absolute_url() in own


def test_a_trace_does_not_name_who_wrote_what_is_hidden(
    mo: User, article: Article, claim: Claim, client: Client
) -> None:
    moved = say(make_person("Boudewijn"), under=article)
    move_branch(comment=moved, moderator=mo, reason=WHY, claim=claim)
    hide(moved, mo)
    page = client.get(article.get_absolute_url()).content.decode()
    assert WHY in page
    assert "Boudewijn" not in page


def test_a_moderator_moves_it_on_a_page(mo: User, article: Article, claim: Claim) -> None:
    top = say(make_person("Bas"), under=article)
    say(under=top)
    moderator = Client()
    moderator.force_login(mo)
    address = reverse("move_comment", args=[top.public_id])
    page = moderator.get(address).content.decode()
    assert "Er gaat één antwoord mee" in page
    refused = moderator.post(address, {"target": str(claim.number)})
    assert refused.status_code == 422
    done = moderator.post(address, {"target": str(claim.number), "public_reason": WHY})
    assert done["Location"] == top.get_absolute_url()
    top.refresh_from_db()
    assert top.thread.claim == claim
    assert "Er zijn geen" not in moderator.get(address).content.decode()
    back = moderator.post(address, {"target": "artikel", "public_reason": "Terug."})
    assert back["Location"] == top.get_absolute_url()
    assert counts(article) == 2


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_sent_while_its_branch_moves(mo: User) -> None:
    """It lands under what it answers, wherever that is by then; counts stay true."""
    article = make_article()
    claim = make_claim(article)
    say(under=claim)
    for number in range(6):
        top = say(make_person(f"An{number}"), under=article)
        writers = [make_person(f"Bas{number}-{each}") for each in range(3)]
        ready = threading.Barrier(4)
        failed: list[BaseException] = []

        def act(
            what: Any,
            ready: threading.Barrier = ready,
            failed: list[BaseException] = failed,
        ) -> None:
            try:
                ready.wait()
                what()
            except BaseException as error:
                failed.append(error)
            finally:
                connection.close()

        acts: list[Any] = [
            lambda writer=writer, top=top: post_comment(
                author=writer, body="Eens.", submission_id=uuid.uuid4(), parent=top
            )
            for writer in writers
        ]
        acts.append(lambda top=top: move_branch(comment=top, moderator=mo, reason=WHY, claim=claim))
        threads = [threading.Thread(target=act, args=[each]) for each in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        top.refresh_from_db()
        assert top.thread.claim == claim
        assert top.reply_count == 3
        assert Comment.objects.filter(parent=top, thread=top.thread, root=top).count() == 3
    assert counts(claim) == 1 + 6 * 4
    assert counts(article) == 0


class AnyTree(TestCase):
    """Whatever is moved out of whatever tree: shape, counts and depth are what the rows say."""

    @settings(max_examples=25)
    @given(
        st.lists(st.integers(0, 30), min_size=1, max_size=12),
        st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=4),
    )
    def test_counts_stay_true(self, parents: list[int], moves: list[tuple[int, bool]]) -> None:
        mo, article = make_person("Mo", "moderator"), make_article()
        claim, an = make_claim(article), make_person("An")
        comments: list[Comment] = []
        for parent in parents:
            under = [article, *comments]
            comments.append(say(an, under=under[parent % len(under)]))
        for which, to_claim in moves:
            comment = comments[which % len(comments)]
            comment.refresh_from_db()
            target = {"claim": claim} if to_claim else {"article": article}
            if comment.thread != Thread.objects.filter(**target).first():
                move_branch(comment=comment, moderator=mo, reason=WHY, **target)
        for comment in Comment.objects.select_related("parent"):
            assert comment.reply_count == comment.replies.count()
            above = comment.parent
            if above is None:
                assert (comment.depth, comment.root_id) == (0, None)
            else:
                assert comment.depth == above.depth + 1
                assert comment.root_id == (above.root_id or above.pk)
                assert comment.thread_id == above.thread_id
        for thread in Thread.objects.all():
            assert thread.comment_count == thread.comments.readable().count()
