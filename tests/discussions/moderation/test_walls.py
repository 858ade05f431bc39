"""What the database itself refuses, whoever asks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.models import User
from discussions.actions.editing import edit_comment
from discussions.models import (
    Comment,
    Decision,
    DecisionText,
    HiddenRevision,
    MemberWarning,
    Move,
    Restriction,
)
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from tests.factories import make_claim, make_person, move_branch, restrict, say, warn

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


@pytest.mark.django_db
def test_what_holds_is_lifted_by_a_decision_about_the_same(comment: Comment, mo: User) -> None:
    an = comment.author
    assert an is not None
    rule = restrict(moderator=mo, person=an, kind="held", reason="Even meelezen.")
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("DELETE FROM discussions_restriction WHERE id = %s", rule.pk)
    other = restrict(moderator=mo, person=make_person("Kim"), kind="held", reason="Meelezen.")
    ended = decide(moderator=mo, outcome="end", about=other)
    for line in (hidden(comment, mo), ended, rule.decision):
        with pytest.raises(IntegrityError, match="ends by what was decided"):
            run(
                "UPDATE discussions_restriction SET ended_at = now(), ended_by_id = set_by_id,"
                " ended_decision_id = %s WHERE id = %s",
                line.pk,
                rule.pk,
            )
    with pytest.raises(IntegrityError, match="holds again by what was decided"):
        run(
            "UPDATE discussions_restriction SET ended_at = NULL, ended_by_id = NULL,"
            " ended_decision_id = NULL WHERE id = %s",
            other.pk,
        )
    with pytest.raises(IntegrityError, match="stays with its decision"):
        run(
            "UPDATE discussions_restriction SET decision_id = %s WHERE id = %s",
            ended.pk,
            rule.pk,
        )
    assert Restriction.objects.get(pk=rule.pk).ended_at is None


@pytest.mark.django_db
def test_a_move_a_hidden_text_and_a_warning_are_what_was_decided(
    comment: Comment, mo: User
) -> None:
    an = comment.author
    assert an is not None
    assert comment.thread.article is not None
    moved = move_branch(
        comment=comment, moderator=mo, reason="Daar.", claim=make_claim(comment.thread.article)
    )
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("DELETE FROM discussions_move WHERE id = %s", moved.pk)
    earlier = comment.created_at - settings.EDIT_GRACE - timedelta(seconds=1)
    Comment.objects.filter(pk=comment.pk).update(created_at=earlier)
    edit_comment(comment=comment, person=an, body="Nu anders.", revision_number=1)
    other = hidden(comment, mo)
    with pytest.raises(IntegrityError, match="is moved is what was decided"), transaction.atomic():
        Move.objects.create(
            decision=other,
            comment=comment,
            from_thread=moved.from_thread,
            to_thread=moved.to_thread,
            reason="Daar.",
            moved_by=mo,
        )
    with pytest.raises(IntegrityError, match="hidden as was decided"), transaction.atomic():
        HiddenRevision.objects.create(
            revision=comment.revisions.get(number=1),
            decision=other,
            moderator=mo,
            rule_code="HR-1",
            rule_version=1,
            reason="Daarom.",
        )
    with pytest.raises(IntegrityError, match="who is warned"), transaction.atomic():
        MemberWarning.objects.create(decision=other, person=an)
    line = warn(moderator=mo, person=an)
    with pytest.raises(IntegrityError, match="taken back by a decision"):
        run(
            "UPDATE discussions_memberwarning SET taken_back_at = now() WHERE decision_id = %s",
            line.pk,
        )
    with pytest.raises(IntegrityError, match="who is warned"):
        run(
            "UPDATE discussions_memberwarning SET person_id = %s WHERE decision_id = %s",
            mo.pk,
            line.pk,
        )
