"""Deciding. Locks are taken in the order of the house: thread, comment, case.

All locks are `no_key`: other tables may go on pointing at these rows meanwhile.
"""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from discussions.actions.holding import give_place
from discussions.actions.threads import lock_thread_of, record_change
from discussions.models import Case, Comment, Decision, Outcome
from discussions.models.comment import PLACED
from discussions.moderation.correspondence import LETTER_ROWS, answered_reports
from discussions.moderation.drafting import (
    Words,
    check_decision,
    checked_draft,
    draft_decision,
    letters_of,
)
from discussions.moderation.policy import AGAINST, find_rule
from discussions.moderation.taking import refuse_own_comment
from discussions.notifications import tell


class StaleCase(Exception):
    """The case is no longer what the moderator saw. `decision` is what a colleague decided
    meanwhile, or None when something else changed, such as a new report."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("the case changed meanwhile")
        self.decision = decision


# What undoes a decision against an author.
_OPPOSITE: dict[str, Outcome] = {Outcome.HIDE: Outcome.RESTORE, Outcome.REFUSE: Outcome.RELEASE}


class CannotUndo(Exception):
    """This decision does not hold any more, or it changed nothing."""


@transaction.atomic
def decide(
    *,
    case: Case,
    moderator: User,
    outcome: str,
    seen_version: int,
    rule_code: str = "",
    explanation: str = "",
    public_reason: str = "",
    answer: str = "",
) -> Decision:
    """Decide a case about a comment: the only verb that changes a comment's status.

    Writes the line in the log, its words, the status and the counts, closes the case, and tells
    the author (unless the comment is left alone) and everybody who reported it. A withdrawn
    comment can be decided too: what is judged is its last text.

    A case that changed since `seen_version` raises StaleCase, unless a colleague decided the very
    same (a hiding: by the same rule): then theirs comes back and nothing is written. Raises
    ValidationError, by field, for what `check_decision` refuses and for a moderator's own comment.
    """
    comment, case = _locked(case)
    refuse_own_comment(moderator, comment)
    last = case.decisions.select_related("moderator").newest_first().first()
    if last and case.closed_at is not None and _is_the_same(last, outcome, rule_code):
        return last
    refuse_stale(case=case, seen_version=seen_version)
    decision = checked_draft(
        case=case,
        comment=comment,
        moderator=moderator,
        outcome=outcome,
        rule_code=rule_code,
        words=Words(explanation, public_reason, answer).stripped(),
    )
    return _carry_out(decision)


def refuse_stale(*, case: Case, seen_version: int | None) -> None:
    """Raise StaleCase when this case was decided, or is not the version that somebody saw."""
    if case.closed_at is not None or case.version != seen_version:
        raise StaleCase(case.decisions.select_related("moderator").newest_first().first())


@transaction.atomic
def undo(*, decision: Decision, moderator: User, explanation: str) -> Decision:
    """Reverse a decision by a new one: restore what was hidden, hide again what was restored, let through
    what was refused. What was let through is hidden like any other comment, by a decision of its own.

    Text, place and counts are as before, and everybody who was told is told again. Undone already:
    that decision comes back. Raises CannotUndo when this decision is not the one that holds, and
    ValidationError without an explanation or for a moderator's own comment.
    """
    comment, case = _locked(decision.case)
    refuse_own_comment(moderator, comment)
    done = Decision.objects.filter(reverses=decision).first()
    if done:
        return done
    if comment.decision_id != decision.pk or decision.outcome == Outcome.RELEASE:
        raise CannotUndo
    earlier = decision
    if decision.outcome == Outcome.RESTORE:
        # Hiding again stands on the rule it was hidden for, in the version of then.
        earlier = comment.decisions.filter(outcome=Outcome.HIDE, pk__lt=decision.pk).latest("pk")
    outcome = Outcome.HIDE if earlier != decision else _OPPOSITE[decision.outcome]
    words = Words(explanation, earlier.text.public_reason).stripped()
    check_decision(
        comment=comment,
        outcome=outcome,
        rule_code=earlier.rule_code,
        words=words,
        is_reported=False,  # the reporters had their answer; the letter tells them the news
    )
    hides = outcome == Outcome.HIDE
    reversal = draft_decision(
        case=case,
        comment=comment,
        moderator=moderator,
        outcome=outcome,
        rule=find_rule(earlier.rule_code, earlier.rule_version) if hides else None,
        words=words,
        # What is hidden again after a report was hidden after a report, whoever restored it.
        is_reported=earlier.after_report,
        reverses=decision,
    )
    return _carry_out(reversal)


def _carry_out(draft: Decision) -> Decision:
    """Write a drafted decision and everything that follows from it. Rows are locked already."""
    draft.save(force_insert=True)
    draft.text.save(force_insert=True)
    comment, now = draft.comment, timezone.now()
    could_be_read = comment.is_readable
    if draft.to_status != draft.from_status:
        comment.status = draft.to_status
        comment.decision = draft
        comment.save(update_fields=["status", "decision"])
        if draft.from_status not in PLACED and draft.to_status in PLACED:
            give_place(comment=comment, now=now)
        # What was refused was never there: for readers nothing changed.
        if draft.to_status in PLACED:
            record_change(thread=comment.thread, readable=comment.is_readable - could_be_read)
    # Another open case about this comment was read before this happened: it goes stale.
    Case.objects.filter(Q(pk=draft.case_id) | Q(closed_at=None), comment=comment).update(
        version=F("version") + 1
    )
    Case.objects.filter(pk=draft.case_id, closed_at=None).update(
        closed_at=now, leased_by=None, leased_until=None
    )
    decision: Decision = Decision.objects.select_related(*LETTER_ROWS, "moderator").get(pk=draft.pk)
    for mail in letters_of(decision, answered_reports(decision)):
        tell(
            person=mail.person,
            kind=mail.kind,
            decision=decision,
            subject=mail.letter.subject,
            body=mail.letter.body,
        )
    return decision


def _is_the_same(last: Decision, outcome: str, rule_code: str) -> bool:
    """Hiding by another rule is another decision: its letter and its tombstone say other things."""
    return last.outcome == outcome and (outcome not in AGAINST or last.rule_code == rule_code)


def _locked(case: Case) -> tuple[Comment, Case]:
    """The comment of a case and the case as they are now, held until the transaction ends."""
    place = Comment.every.only("pk").get(cases=case)
    thread = lock_thread_of(comment_id=place.pk)
    comment = Comment.every.select_for_update(no_key=True).get(pk=place.pk)
    comment.thread = thread
    return comment, Case.objects.select_for_update(no_key=True).get(pk=case.pk)
