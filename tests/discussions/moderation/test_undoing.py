"""What was hidden comes back as it was."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Mail, User
from discussions.models import Comment, Decision, Thread
from discussions.moderation.actions import CannotUndo, StaleCase, decide, open_case, undo
from tests.discussions.moderation.conftest import WHY, reported
from tests.discussions.moderation.conftest import hide_case as hide
from tests.factories import say

pytestmark = pytest.mark.django_db


def everything(comment: Comment) -> dict[str, object]:
    """All that must come back: the row, the count of its thread, the order of the thread."""
    row = {
        name: value
        for name, value in Comment.objects.filter(pk=comment.pk).values().get().items()
        if name != "decision_id"
    }
    return {
        "row": row,
        "bytes": bytes(str(row["body"]), "utf-8"),
        "count": Thread.objects.get(pk=comment.thread_id).comment_count,
        "order": list(
            Comment.objects.in_thread(comment.thread_id).oldest_first().values_list("pk")
        ),
        "revisions": list(comment.revisions.values_list("number", "body")),
    }


def test_restore_by_a_second_case_gives_everything_back(comment: Comment, mo: User) -> None:
    before = everything(comment)
    hide(open_case(comment=comment, moderator=mo), mo)
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError):
        decide(case=case, moderator=mo, outcome="restore", seen_version=case.version)
    decide(case=case, moderator=mo, outcome="restore", seen_version=case.version, explanation=WHY)
    assert everything(comment) == before


def test_undo_gives_everything_back_byte_for_byte(comment: Comment, bas: User, mo: User) -> None:
    say(bas, "Een antwoord.", under=comment)
    comment.refresh_from_db()
    before = everything(comment)
    decision = hide(reported(comment, bas), mo, answer="Gezien.")
    assert everything(comment) != before
    reversal = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    assert everything(comment) == before
    assert (reversal.outcome, reversal.reverses) == ("restore", decision)
    keys = set(Mail.objects.values_list("key", flat=True))
    assert {f"decision-{reversal.pk}-author", f"decision-{reversal.pk}-reporter-{bas.pk}"} <= keys


def test_undo_of_a_restore_hides_again_for_the_same_rule(comment: Comment, mo: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo, public_reason="Op de man.")
    restored = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    again = undo(
        decision=restored, moderator=mo, explanation="Toch niet, het scheldwoord staat er."
    )
    comment.refresh_from_db()
    assert (comment.status, comment.decision) == ("hidden", again)
    assert (again.outcome, again.rule_code, again.reverses) == ("hide", "HR-1", restored)
    assert again.text.public_reason == "Op de man."


def test_undo_twice_is_once(comment: Comment, mo: User, mia: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    first = undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    assert undo(decision=decision, moderator=mia, explanation="Ik ook, zie ik.") == first
    assert Decision.objects.count() == 2


def test_undo_of_what_does_not_hold_is_refused(comment: Comment, bas: User, mo: User) -> None:
    case = reported(comment, bas)
    kept = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Dit mag."
    )
    with pytest.raises(CannotUndo):
        undo(decision=kept, moderator=mo, explanation="Ik las het verkeerd.")


def test_undo_without_a_reason_or_about_own_comment_is_refused(
    comment: Comment, an: User, mo: User
) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    with pytest.raises(ValidationError):
        undo(decision=decision, moderator=mo, explanation=" ")
    an.roles = ["moderator"]
    an.save()
    with pytest.raises(ValidationError):
        undo(decision=decision, moderator=an, explanation="Dit was helemaal niet erg.")


def test_undo_makes_another_open_case_stale(comment: Comment, mo: User, mia: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    other = open_case(comment=comment, moderator=mia)
    undo(decision=decision, moderator=mo, explanation="Ik las het verkeerd.")
    with pytest.raises(StaleCase):
        decide(
            case=other,
            moderator=mia,
            outcome="restore",
            seen_version=other.version,
            explanation=WHY,
        )
