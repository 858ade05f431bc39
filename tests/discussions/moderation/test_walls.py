"""What the database itself refuses, whoever asks."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import User
from discussions.models import Comment, Decision, DecisionText
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from tests.factories import say

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."


def run(statement: str, *values: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def hidden(comment: Comment, moderator: User) -> Decision:
    case = open_case(comment=comment, moderator=moderator)
    return decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
    )


@pytest.mark.django_db
def test_status_without_a_decision_is_refused(comment: Comment) -> None:
    with pytest.raises(IntegrityError, match="only together with a new decision"):
        run("UPDATE discussions_comment SET status = 'hidden' WHERE id = %s", comment.pk)


@pytest.mark.django_db
def test_status_with_the_decision_of_another_comment_is_refused(comment: Comment, mo: User) -> None:
    other = hidden(say(under=comment.thread.article), mo)
    with pytest.raises(IntegrityError, match="only together with a new decision"):
        run(
            "UPDATE discussions_comment SET status = 'hidden', decision_id = %s WHERE id = %s",
            other.pk,
            comment.pk,
        )


@pytest.mark.django_db
def test_status_on_the_same_decision_again_is_refused(comment: Comment, mo: User) -> None:
    hidden(comment, mo)
    with pytest.raises(IntegrityError, match="only together with a new decision"):
        run("UPDATE discussions_comment SET status = 'published' WHERE id = %s", comment.pk)


@pytest.mark.django_db
def test_comment_cannot_start_hidden(comment: Comment) -> None:
    with pytest.raises(IntegrityError, match="starts published"):
        run(
            "INSERT INTO discussions_comment (public_id, thread_id, depth, author_id, status, body,"
            " body_html, renderer_version, revision_number, reply_count, submission_id, created_at)"
            " SELECT gen_random_uuid(), thread_id, 0, author_id, 'hidden', 'x', 'x', 1, 1, 0,"
            " gen_random_uuid(), now() FROM discussions_comment WHERE id = %s",
            comment.pk,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("rule", [{}, {"rule_code": "HR-1"}, {"rule_version": 1}])
def test_hiding_without_a_whole_rule_is_refused(
    comment: Comment, mo: User, rule: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match="decision_against_has_a_ground"):
        raw_decision(comment, mo, **rule)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("explanation", [None, "", "   "])
def test_hiding_without_an_explanation_is_refused_at_commit(
    comment: Comment, mo: User, explanation: str | None
) -> None:
    def act() -> None:
        with transaction.atomic():
            decision = raw_decision(comment, mo, rule_code="HR-1", rule_version=1)
            if explanation is not None:
                DecisionText.objects.create(decision=decision, explanation=explanation)

    assert_refused(act, "needs an explanation")


def assert_refused(act: Callable[[], None], words: str) -> None:
    with pytest.raises(IntegrityError, match=words):
        act()
    assert not Decision.objects.exists()


def raw_decision(comment: Comment, moderator: User, **fields: object) -> Decision:
    decision: Decision = Decision.objects.create(
        case=open_case(comment=comment, moderator=moderator),
        comment=comment,
        revision=comment.revisions.get(),
        moderator=moderator,
        outcome="hide",
        from_status="published",
        to_status="hidden",
        source="voluntary",
        **fields,
    )
    return decision


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE discussions_decision SET rule_code = 'HR-2'",
        "DELETE FROM discussions_decision",
        "TRUNCATE discussions_decision CASCADE",
    ],
)
def test_line_of_the_log_cannot_be_rewritten(comment: Comment, mo: User, statement: str) -> None:
    line = hidden(comment, mo)
    with pytest.raises(ProgrammingError, match="permission denied"):
        run(statement)
    assert Decision.objects.get() == line
