"""Reporting and deciding. Locks are taken in the order of the house: thread, comment, case.

All locks are `no_key`: other tables may go on pointing at these rows meanwhile.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.actions.holding import give_place
from discussions.actions.threads import lock_thread_of, record_change
from discussions.models import Case, Comment, Decision, Outcome, Report
from discussions.models.comment import PLACED
from discussions.moderation.correspondence import LETTER_ROWS, answered_reports
from discussions.moderation.drafting import (
    Words,
    check_decision,
    checked_draft,
    draft_decision,
    judged_revision,
    letters_of,
)
from discussions.moderation.policy import AGAINST, find_rule
from discussions.notifications import tell
from discussions.permissions import may_decide_about

LEASE = timedelta(minutes=10)


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
def report_comment(
    *, comment: Comment, reporter: User, rule_code: str, explanation: str = ""
) -> Report:
    """Say that this comment breaks a house rule.

    All reports of a comment wait in one case. Reporting twice is reporting once: the first words
    stay. Raises Comment.DoesNotExist when the words cannot be read (any more), exactly as if there
    were no such comment, and ValidationError for one's own comment or an unknown rule.
    """
    comment = Comment.objects.select_for_update(no_key=True).readable().get(pk=comment.pk)
    if comment.author_id == reporter.pk:
        raise ValidationError(_("This is your own comment. You can withdraw it."))
    if find_rule(rule_code) is None:
        raise ValidationError({"rule_code": _("Choose a house rule.")})
    case, _new = Case.objects.get_or_create(comment=comment, closed_at=None)
    report, is_new = Report.objects.get_or_create(
        case=case,
        reporter=reporter,
        defaults={
            "rule_code": rule_code,
            "explanation": explanation.strip(),
            "revision": judged_revision(comment),
        },
    )
    if is_new:
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    return report


@transaction.atomic
def open_case(*, comment: Comment, moderator: User) -> Case:
    """The open case of this comment, made if there is none: the editors' own initiative.

    The moderator who opens it has it in hand. Raises Comment.DoesNotExist when the author
    withdrew it, for then there are no words to judge, and ValidationError for one's own comment.
    """
    comment = Comment.objects.select_for_update(no_key=True).get(
        pk=comment.pk, withdrawn_at__isnull=True
    )
    _refuse_own_comment(moderator, comment)
    case, _new = Case.objects.get_or_create(comment=comment, closed_at=None)
    return take_case(case=case, moderator=moderator)


@transaction.atomic
def take_case(*, case: Case, moderator: User) -> Case:
    """Hold the case for ten minutes, so that colleagues see it is in hand.

    A case that a colleague holds stays theirs; look at `leased_by` of what comes back. The lease
    is a courtesy, not a lock: it leaves `version` alone, and what guards a decision is `version`.
    """
    now = timezone.now()
    free = Q(leased_by=None) | Q(leased_until__lt=now) | Q(leased_by=moderator)
    Case.objects.waiting().filter(free, pk=case.pk).update(
        leased_by=moderator, leased_until=now + LEASE
    )
    taken: Case = Case.objects.select_related("leased_by").get(pk=case.pk)
    return taken


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
    _refuse_own_comment(moderator, comment)
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
    _refuse_own_comment(moderator, comment)
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


def _refuse_own_comment(moderator: User, comment: Comment) -> None:
    if not may_decide_about(moderator, comment):
        raise ValidationError(_("This is your own comment. A colleague decides about it, not you."))
