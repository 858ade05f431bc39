"""Asking for a reappraisal, and answering it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import (
    Appeal,
    Case,
    CaseKind,
    Decision,
    DecisionText,
    Outcome,
    Report,
    Source,
)
from discussions.models.appeal import OPEN_FOR, AppealQuerySet
from discussions.models.case import due_at
from discussions.moderation.answered import answered_reports
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import draft_decision, refuse_without_explanation
from discussions.moderation.holding_on import hold_on_to
from discussions.moderation.recording import close_and_tell, refuse_stale, write_down
from discussions.moderation.taking_up import take_up_again

# Nobody appeals against these: they take nothing from anybody, or give it back.
_NOT_AGAINST = (
    Outcome.RESTORE,
    Outcome.RELEASE,
    Outcome.SHOW_TEXT,
    Outcome.END,
    Outcome.UNWARN,
    Outcome.UNLABEL,
    Outcome.REOPEN,
)


class CannotAppeal(Exception):
    """This decision cannot be appealed against (any more) by this person. `reason` is "too_late", "undone", "answered"
    or "not_concerned"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def why_not(
    decision: Decision, *, person: User | None, report: Report | None, now: datetime
) -> str:
    """Why this person, or who made this report, cannot ask for a reappraisal now; "" when they can."""
    if decision.outcome in (Outcome.UPHOLD, Outcome.LAPSE) or _asked_by(decision, person, report):
        return "answered"
    if Decision.objects.filter(reverses=decision).exists():
        return "undone"
    if now > appeal_until(decision):
        return "too_late"
    concerned = decision.person_id or (decision.comment.author_id if decision.comment else None)
    if report is not None:
        return "" if report in answered_reports(decision) else "not_concerned"
    if person is None or decision.outcome in (*_NOT_AGAINST, Outcome.KEEP):
        return "not_concerned"
    return "" if person.pk == concerned else "not_concerned"


def _asked_by(decision: Decision, person: User | None, report: Report | None) -> bool:
    """Whether this decision is the answer that they had asked for themselves. For others it is the first they hear."""
    if decision.answers is None:
        return False
    if decision.answers.report_id is not None:
        return report is not None and decision.answers.report_id == report.pk
    return person is not None and decision.answers.person_id == person.pk


def appeal_reference(appeal: Appeal) -> str:
    """The number that somebody can quote who asked for it."""
    return f"H-{appeal.pk}"


def appeal_until(decision: Decision) -> datetime:
    """The last moment to ask for it: six months, and some days more, from when it was told, to the end of that day."""
    last: datetime = timezone.localtime(decision.created_at + OPEN_FOR)
    return last.replace(hour=23, minute=59, second=59, microsecond=999_999)


def appeals_of(decision: Decision, *, person: User | None, report: Report | None) -> AppealQuerySet:
    """What this person, or who made this report, asked about this decision: one at most."""
    if report is not None:
        return Appeal.objects.filter(decision=decision, report=report)
    return Appeal.objects.filter(decision=decision, person=person, report=None)


@transaction.atomic
def file_appeal(
    *, decision: Decision, body: str, person: User | None = None, report: Report | None = None
) -> Appeal:
    """Ask that somebody else looks again. Free, for six months, also for who is suspended and for who reported without
    an account. Twice is once: the first words stay.

    Raises CannotAppeal, and ValidationError without a reason.
    """
    if not body.strip():
        raise ValidationError({"body": _("Say why you see it differently.")})
    # Of two of the same at once the second waits here, and finds the first; and so does who undoes it meanwhile.
    hold_on_to([decision])
    DecisionText.objects.select_for_update(no_key=True).get(decision=decision)
    if reason := why_not(decision, person=person, report=report, now=timezone.now()):
        raise CannotAppeal(reason)
    if found := appeals_of(decision, person=person, report=report).first():
        return found
    if report is not None:
        person = report.reporter
    nothing_else = decision.comment or decision.claim or decision.article or decision.person
    case = Case.objects.create(
        kind=CaseKind.APPEAL,
        due_at=due_at(kind=CaseKind.APPEAL, now=timezone.now()),
        comment=decision.comment,
        claim=decision.claim,
        article=decision.article,
        person=decision.person,
        address="" if nothing_else or decision.case is None else decision.case.address,
    )
    appeal: Appeal = Appeal.objects.create(
        decision=decision, case=case, person=person, report=report, body=body.strip()
    )
    return appeal


def answer_with_words(choice: Choice) -> Decision:
    """Let the decision stand, or say that it holds no longer, and tell who appealed why. Raises ValidationError without
    an explanation."""
    return close_and_tell(_answer(choice))


def take_up_after_appeal(choice: Choice) -> Decision:
    """Go back on leaving alone what is no comment: its case is on the desk again, and its measure follows there.

    Raises ValidationError without an explanation, and for what is not the answer to an appeal.
    """
    if choice.answers is None:
        raise ValidationError({"outcome": _("Choose one of these.")})
    line = close_and_tell(_answer(choice))
    take_up_again(choice.answers.decision)
    return line


def _answer(choice: Choice) -> Decision:
    assert choice.case is not None
    assert choice.answers is not None
    case = Case.objects.select_for_update(no_key=True).get(pk=choice.case.pk)
    refuse_stale(case=case, seen_version=choice.seen_version)
    refuse_without_explanation(choice)
    first = choice.answers.decision
    status = first.comment.status if first.comment else ""
    return write_down(
        draft_decision(
            choice,
            source=Source(first.source),
            quoted_body=first.text.quoted_body,
            comment=first.comment,
            revision=first.revision,
            person=first.person,
            claim=first.claim,
            article=first.article,
            from_status=status,
            to_status=status,
        )
    )
