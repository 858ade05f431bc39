"""Writing a decision down, and telling whom it concerns. In the caller's transaction, on rows that are locked."""

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from discussions.models import Case, Decision, Outcome
from discussions.models.outcome import ON_LABELS, ON_STATUS
from discussions.moderation.addressing import letters_of
from discussions.moderation.answering import mail_answers
from discussions.moderation.correspondence import LETTER_ROWS
from discussions.notifications import tell

# What ends a case. Other measures are taken beside it.
CLOSING = (*ON_STATUS, *ON_LABELS, Outcome.UPHOLD, Outcome.WITHDRAW)


class StaleCase(Exception):
    """The case is no longer what the moderator saw. `decision` is what a colleague decided
    meanwhile, or None when something else changed, such as a new report."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("the case changed meanwhile")
        self.decision = decision


def refuse_stale(*, case: Case, seen_version: int | None) -> None:
    """Raise StaleCase when this case was decided, or is not the version that somebody saw."""
    if case.closed_at is not None or case.version != seen_version:
        raise StaleCase(case.decisions.select_related("moderator").newest_first().first())


def outdate_other_cases(line: Decision) -> None:
    """Another open case about this comment was read before this happened: it goes stale."""
    others = Case.objects.filter(closed_at=None, comment=line.comment).exclude(pk=line.case_id or 0)
    others.update(version=F("version") + 1)


def write_down(draft: Decision) -> Decision:
    """The line in the log and its words; what it says is carried out by the caller, and told by `close_and_tell`."""
    draft.save(force_insert=True)
    draft.text.save(force_insert=True)
    return draft


def close_and_tell(draft: Decision, *, quietly: bool = False) -> Decision:
    """Close the case if this ends it, and write to everybody it concerns.

    The letters wait for LETTERS_WAIT: until then `undo` takes them back unread, and then tells nobody (`quietly`).
    """
    if draft.case_id is not None:
        Case.objects.filter(pk=draft.case_id).update(version=F("version") + 1)
    if draft.case_id is not None and (draft.outcome in CLOSING or draft.answers_id):
        Case.objects.filter(pk=draft.case_id, closed_at=None).update(
            closed_at=timezone.now(), leased_by=None, leased_until=None
        )
    decision: Decision = Decision.objects.select_related(*LETTER_ROWS, "moderator").get(pk=draft.pk)
    for mail in () if quietly else letters_of(decision):
        tell(
            person=mail.person,
            kind=mail.kind,
            decision=decision,
            subject=mail.letter.subject,
            body=mail.letter.body,
            wait=settings.LETTERS_WAIT,
        )
    if not quietly:
        mail_answers(decision)
    return decision
