import pytest
from django.core.exceptions import ValidationError

from accounts.models import Mail, User
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Decision, Notification, Thread
from discussions.moderation.actions import (
    CannotUndo,
    StaleCase,
    decide,
    open_case,
    report_comment,
    undo,
)
from discussions.moderation.policy import find_rule
from tests.discussions.moderation.conftest import WORDS
from tests.factories import make_person, say

pytestmark = pytest.mark.django_db

WHY = "Je zegt in de eerste zin dat Bas er niets van begrijpt."


def reported(comment: Comment, *people: User) -> Case:
    for person in people:
        report_comment(comment=comment, reporter=person, rule_code="HR-1")
    return Case.objects.get(comment=comment, closed_at=None)


def hide(case: Case, moderator: User, **words: str) -> Decision:
    case.refresh_from_db()
    return decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        **{"rule_code": "HR-1", "explanation": WHY, **words},
    )


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


def test_hide_changes_status_counts_and_case_together(
    comment: Comment, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    before = Thread.objects.get(pk=comment.thread_id)
    decision = hide(case, mo, answer="Goed dat je het meldde.")
    comment.refresh_from_db()
    case.refresh_from_db()
    after = Thread.objects.get(pk=comment.thread_id)
    assert (comment.status, comment.decision) == ("hidden", decision)
    assert comment.body == WORDS
    assert (after.comment_count, after.revision) == (before.comment_count - 1, before.revision + 1)
    assert case.closed_at is not None
    assert case.leased_by is None
    assert (decision.from_status, decision.to_status) == ("published", "hidden")
    assert (decision.rule_code, decision.rule_version, decision.after_report) == ("HR-1", 1, True)
    assert decision.revision == comment.revisions.get()
    assert decision.text.explanation == WHY
    assert decision.text.quoted_body == WORDS


def test_hide_without_a_public_reason_uses_the_sentence_of_the_rule(
    comment: Comment, mo: User
) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo)
    rule = find_rule("HR-1")
    assert rule is not None
    assert decision.text.public_reason == rule.tombstone
    assert not decision.after_report


def test_hide_keeps_a_public_reason_of_ones_own(comment: Comment, mo: User) -> None:
    decision = hide(open_case(comment=comment, moderator=mo), mo, public_reason="Op de man.")
    assert decision.text.public_reason == "Op de man."


def test_hide_tells_author_and_everyone_who_reported(comment: Comment, an: User, mo: User) -> None:
    people = [make_person(f"R{number}") for number in range(3)]
    decision = hide(reported(comment, *people), mo, answer="Goed dat je het meldde.")
    author = Mail.objects.get(key=f"decision-{decision.pk}-author")
    assert author.address == an.email
    assert WHY[:40] in author.body_text
    assert "Kanarie" in author.body_text
    for person in people:
        answer = Mail.objects.get(key=f"decision-{decision.pk}-reporter-{person.pk}")
        assert answer.address == person.email
        assert "Goed dat je het meldde." in answer.body_text
        assert "Kanarie" not in answer.body_text
        assert person.display_name not in author.body_text
    told = Notification.objects.values_list("person", "kind").order_by("id")
    assert list(told) == [
        (an.pk, "decision_on_yours"),
        *((person.pk, "answer_to_report") for person in people),
    ]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"rule_code": ""}, "rule_code"),
        ({"rule_code": "HR-99"}, "rule_code"),
        ({"explanation": ""}, "explanation"),
        ({"explanation": "  "}, "explanation"),
        ({"explanation": "HR-1"}, "explanation"),
    ],
)
def test_hide_without_ground_or_own_words_is_refused(
    comment: Comment, mo: User, words: dict[str, str], field: str
) -> None:
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError) as refusal:
        hide(case, mo, **words)
    assert list(refusal.value.message_dict) == [field]
    assert not Decision.objects.exists()


def test_hide_in_the_words_of_the_rule_is_refused(comment: Comment, mo: User) -> None:
    rule = find_rule("HR-1")
    assert rule is not None
    with pytest.raises(ValidationError):
        hide(open_case(comment=comment, moderator=mo), mo, explanation=rule.text)


def test_keep_answers_who_reported_and_leaves_the_author_in_peace(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    with pytest.raises(ValidationError):
        decide(case=case, moderator=mo, outcome="keep", seen_version=case.version)
    decision = decide(
        case=case, moderator=mo, outcome="keep", seen_version=case.version, answer="Dit mag."
    )
    comment.refresh_from_db()
    assert (comment.status, comment.decision) == ("published", None)
    assert Mail.objects.get().key == f"decision-{decision.pk}-reporter-{bas.pk}"
    assert not Notification.objects.filter(person=an).exists()


def test_restore_of_a_published_comment_is_refused(comment: Comment, mo: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError):
        decide(
            case=case, moderator=mo, outcome="restore", seen_version=case.version, explanation=WHY
        )


def test_restore_by_a_second_case_gives_everything_back(comment: Comment, mo: User) -> None:
    before = everything(comment)
    hide(open_case(comment=comment, moderator=mo), mo)
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError):
        decide(case=case, moderator=mo, outcome="restore", seen_version=case.version)
    decide(case=case, moderator=mo, outcome="restore", seen_version=case.version, explanation=WHY)
    assert everything(comment) == before


@pytest.mark.parametrize("outcome", ["keep", "hide"])
def test_decide_about_own_comment_is_refused(comment: Comment, an: User, outcome: str) -> None:
    case = reported(comment, make_person("Kim"))
    an.roles = ["moderator"]
    an.save()
    with pytest.raises(ValidationError):
        decide(
            case=case,
            moderator=an,
            outcome=outcome,
            seen_version=case.version,
            rule_code="HR-1",
            explanation=WHY,
            answer="Dit mag.",
        )


def test_decide_by_a_member_is_refused(comment: Comment, bas: User, mo: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    with pytest.raises(ValidationError):
        hide(case, bas)


def test_decide_the_same_after_a_colleague_succeeds_quietly(
    comment: Comment, mo: User, mia: User
) -> None:
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first = hide(case, mo)
    again = decide(
        case=case,
        moderator=mia,
        outcome="hide",
        seen_version=seen,
        rule_code="HR-2",
        explanation=WHY,
    )
    assert again == first
    assert Decision.objects.count() == 1
    assert Mail.objects.count() == 1


def test_decide_otherwise_after_a_colleague_is_stale(comment: Comment, mo: User, mia: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    seen = case.version
    first = hide(case, mo)
    with pytest.raises(StaleCase) as stale:
        decide(case=case, moderator=mia, outcome="keep", seen_version=seen)
    assert stale.value.decision == first


def test_decide_after_a_new_report_is_stale(comment: Comment, bas: User, mo: User) -> None:
    case = open_case(comment=comment, moderator=mo)
    report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    with pytest.raises(StaleCase) as stale:
        decide(case=case, moderator=mo, outcome="keep", seen_version=case.version)
    assert stale.value.decision is None


@pytest.mark.parametrize("outcome", ["keep", "hide"])
def test_decide_about_what_was_withdrawn_judges_its_last_text(
    comment: Comment, an: User, bas: User, mo: User, outcome: str
) -> None:
    case = reported(comment, bas)
    withdraw_comment(comment=comment, person=an)
    count = Thread.objects.get(pk=comment.thread_id).comment_count
    decision = decide(
        case=case,
        moderator=mo,
        outcome=outcome,
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
        answer="Gezien.",
    )
    assert decision.text.quoted_body == WORDS
    assert Thread.objects.get(pk=comment.thread_id).comment_count == count


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


def test_who_left_is_not_mailed_and_who_was_suspended_is(
    comment: Comment, an: User, bas: User, mo: User
) -> None:
    case = reported(comment, bas)
    an.is_active = False
    an.save()
    User.objects.filter(pk=bas.pk).update(anonymised_at=case.opened_at)
    decision = hide(case, mo, answer="Gezien.")
    assert Mail.objects.get().key == f"decision-{decision.pk}-author"
