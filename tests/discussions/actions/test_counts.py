"""Counts mean what that viewer may see, after whatever happened, also at once; and the command proves it."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.models import Article, Claim
from discussions.actions.appreciations import appreciate, take_back
from discussions.actions.comments import withdraw_comment
from discussions.actions.counts import mend_counts, wrong_counts
from discussions.models import Comment, Thread
from discussions.moderation.deciding import decide, undo
from discussions.reading.thread_page import (
    claim_comment_counts_for_articles,
    comment_counts_for_articles,
    comment_counts_for_claims,
    load_thread,
)
from tests.discussions.reading.growing import everything
from tests.factories import hide, make_article, make_claim, make_person, move_branch, restrict, say

pytestmark = pytest.mark.django_db


class Town:
    """An article with a claim, and people who do things there."""

    def __init__(self) -> None:
        self.an, self.bas = make_person("An"), make_person("Bas")
        self.mo = make_person("Mo", "moderator")
        self.kim = make_person("Kim")
        restrict(moderator=self.mo, person=self.kim, kind="held", reason="Even meelezen.")
        self.article: Article = make_article()
        self.claim: Claim = make_claim(self.article)
        self.comments: list[Comment] = []

    def do(self, act: str, which: int) -> None:
        """Do `act` to one of the comments, if it can be done to it."""
        if act == "claim":
            self.comments.append(say(self.an, under=self.claim))
        if act == "post" or not self.comments:
            self.comments.append(say(self.an, under=self.article))
            return
        if act == "hold":
            self.comments.append(say(self.kim, under=self.article))
            return
        if act in ("release", "refuse", "withdraw held", "undo refusal"):
            self.handle(act, which)
            return
        comment = (
            Comment.objects.filter(pk__in=[one.pk for one in self.comments])
            .order_by("pk")[which % Comment.objects.count() :][:1]
            .first()
        )
        if comment is None:
            return
        if act == "answer" and comment.is_readable:
            self.comments.append(say(self.bas, under=comment))
        if act == "hold answer" and comment.is_readable:
            self.comments.append(say(self.kim, under=comment))
        if act == "withdraw" and comment.author and not comment.withdrawn_at:
            withdraw_comment(comment=comment, person=comment.author)
        if act == "hide" and comment.is_readable:
            hide(comment, self.mo)
        if act == "undo" and comment.decision and not comment.withdrawn_at:
            undo(decision=comment.decision, moderator=self.mo, explanation="Toch niet.")
        if act == "move" and comment.thread.article_id:
            move_branch(comment=comment, moderator=self.mo, reason="Hoort hier.", claim=self.claim)
        if act in ("clear", "practice") and comment.is_readable:
            appreciate(comment=comment, person=self.mo, kind=act)
        if act == "take back":
            take_back(comment=comment, person=self.mo, kind="clear")

    def handle(self, act: str, which: int) -> None:
        """Do `act` to one of those that wait, or were refused."""
        status = "refused" if act == "undo refusal" else "held"
        found = Comment.every.filter(author=self.kim, status=status, withdrawn_at=None)
        if not found:
            return
        comment = found.order_by("pk")[which % len(found)]
        if act == "withdraw held":
            withdraw_comment(comment=comment, person=self.kim)
        elif act == "undo refusal":
            assert comment.decision is not None
            undo(decision=comment.decision, moderator=self.mo, explanation="Toch wel.")
        else:
            case = comment.cases.get(closed_at=None)
            words = {"rule_code": "HR-1", "explanation": "Dit gaat over een persoon."}
            decide(
                case=case,
                moderator=self.mo,
                outcome=act,
                seen_version=case.version,
                **(words if act == "refuse" else {}),
            )

    def readable(self, **place: Any) -> int:
        return Comment.objects.readable().filter(**place).count()


ACTS = [
    "post",
    "claim",
    "answer",
    "withdraw",
    "hide",
    "undo",
    "move",
    "clear",
    "practice",
    "take back",
    "hold",
    "hold answer",
    "release",
    "refuse",
    "withdraw held",
    "undo refusal",
]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20)), min_size=3, max_size=25))
@example([("post", 0), ("hold answer", 0), ("withdraw", 0), ("release", 0)])
@example([("post", 0), ("hold answer", 0), ("hold", 0), ("move", 0), ("refuse", 0), ("release", 0)])
def test_counts_are_what_one_may_see_after_any_series_of_acts(
    series: list[tuple[str, int]],
) -> None:
    town = Town()
    for act, which in series:
        town.do(act, which)
    assert list(wrong_counts()) == []
    under_article = town.readable(thread__article=town.article)
    under_claim = town.readable(thread__claim=town.claim)
    assert comment_counts_for_articles([town.article.pk]).get(town.article.pk, 0) == under_article
    assert comment_counts_for_claims([town.claim.pk]).get(town.claim.pk, 0) == under_claim
    of_claims = claim_comment_counts_for_articles([town.article.pk])
    assert of_claims.get(town.article.pk, 0) == under_claim
    for viewer in (AnonymousUser(), town.an, town.mo):
        assert load_thread(viewer=viewer, article=town.article).count == under_article
        met = everything(viewer, town.article)
        assert (
            len(met)
            == len(set(met))
            == Comment.objects.filter(thread__article=town.article).count()
        )
        assert Comment.objects.readable().filter(public_id__in=met).count() == under_article
    page = load_thread(viewer=town.kim, article=town.article)
    assert page.count == under_article
    waiting = Comment.every.waiting_of(town.kim).filter(thread__article=town.article)
    roots = {one.public_id for one in waiting if one.parent_id is None}
    assert roots <= {node.uuid for node in page.comments} or page.next_url


@pytest.mark.django_db(transaction=True)
def test_counts_are_right_when_everybody_acts_at_once() -> None:
    town = Town()
    roots = [say(town.an, under=town.article) for _ in range(4)]
    people = [make_person(f"Lid {number}") for number in range(6)]

    def act(number: int) -> None:
        person, root = people[number % 6], roots[number % 4]
        try:
            if number % 5 == 0:
                say(person, under=root)
            elif number % 5 == 1:
                appreciate(comment=root, person=person, kind="clear")
            elif number % 5 == 2:
                withdraw_comment(comment=say(person, under=town.article), person=person)
            elif number % 5 == 3:
                take_back(comment=root, person=person, kind="clear")
            else:
                hide(say(person, under=town.claim), town.mo)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(60)))
    assert list(wrong_counts()) == []
    assert Thread.objects.get(article=town.article).comment_count == town.readable(
        thread__article=town.article
    )


def spoil() -> tuple[Comment, Comment]:
    """A discussion with every kind of count wrong."""
    root = say()
    answer = say(under=root)
    appreciate(comment=root, person=make_person("Bas"), kind="grounded")
    Comment.objects.filter(pk=root.pk).update(
        reply_count=0, clear_count=3, grounded_count=0, practice_count=1, appreciated_by=4
    )
    Comment.objects.filter(pk=answer.pk).update(reply_count=2)
    Thread.objects.filter(pk=root.thread_id).update(comment_count=9)
    return root, answer


def test_the_command_says_what_is_wrong_and_mends_it_when_asked() -> None:
    right = say(under=say())
    root, answer = spoil()
    said = io.StringIO()
    with pytest.raises(CommandError, match="7 counts differ"):
        call_command("counts", stdout=said)
    assert f"thread {root.thread_id}: comment_count was 9, is 2" in said.getvalue()
    assert f"comment {answer.pk}: reply_count was 2, is 0" in said.getvalue()
    assert str(right.thread_id) + "," not in said.getvalue()
    root.refresh_from_db()
    assert root.reply_count == 0, "saying is not mending"
    said = io.StringIO()
    call_command("counts", "--repair", stdout=said)
    assert said.getvalue().endswith("7 counts made right.\n")
    root.refresh_from_db()
    assert (root.reply_count, root.grounded_count, root.appreciated_by) == (1, 1, 1)
    said = io.StringIO()
    call_command("counts", stdout=said)
    assert said.getvalue() == "All counts are right.\n"


def test_mending_what_readers_see_raises_the_revision_and_only_then() -> None:
    root, _answer = spoil()
    before = Thread.objects.get(pk=root.thread_id).revision
    assert len(mend_counts(thread_id=root.thread_id)) == 7
    assert mend_counts(thread_id=root.thread_id) == []
    assert mend_counts(thread_id=0) == []
    assert Thread.objects.get(pk=root.thread_id).revision == before + 1
