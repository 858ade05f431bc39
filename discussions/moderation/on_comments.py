"""What is decided about the status of a comment, and how that is undone. Rows are locked by the caller's `locked`."""

from dataclasses import replace

from django.utils import timezone

from discussions.actions.holding import give_place, take_place_back
from discussions.actions.threads import lock_thread_of, record_change
from discussions.models import Case, Comment, CommentStatus, Decision, Outcome, Source
from discussions.models.comment_status import PLACED
from discussions.models.outcome import ON_STATUS
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import check_on_comment, checked_draft, draft_on_comment
from discussions.moderation.policy import AGAINST
from discussions.moderation.recording import (
    close_and_tell,
    outdate_other_cases,
    refuse_stale,
    write_down,
)
from discussions.moderation.taking import refuse_own_comment

# What undoes a decision against an author.
_OPPOSITE: dict[str, Outcome] = {Outcome.HIDE: Outcome.RESTORE, Outcome.REFUSE: Outcome.RELEASE}


class CannotUndo(Exception):
    """This decision does not hold any more, or it changed nothing."""


def decide_on_comment(choice: Choice) -> Decision:
    """Keep, hide, restore, release or refuse the comment of a case.

    Of two moderators who decide the very same (a hiding: on the same ground) the second gets the decision of the
    first, and nothing is written.
    """
    assert choice.case is not None
    comment, case = locked(choice.case)
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    # What was decided beside its status in the same go, such as a warning, is another matter.
    on_status = case.decisions.filter(outcome__in=ON_STATUS)
    last = on_status.select_related("moderator").newest_first().first()
    if last and case.closed_at is not None and is_the_same(last, choice):
        return last
    refuse_stale(case=case, seen_version=choice.seen_version)
    return carry_out(checked_draft(choice, comment))


def undo_on_comment(decision: Decision, choice: Choice) -> Decision:
    """Restore what was hidden, hide again what was restored, let through what was refused. What was let through waits
    again as long as nobody was told; after that it is hidden like any other comment, by a decision of its own."""
    assert decision.case is not None
    assert decision.comment is not None
    comment, case = locked(decision.case)
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    if comment.decision_id != decision.pk or not can_undo_on_comment(decision, choice.quietly):
        raise CannotUndo
    earlier = decision
    if decision.outcome == Outcome.RESTORE:
        # Hiding again stands on the ground it was hidden for, in the version of then.
        earlier = comment.decisions.filter(outcome=Outcome.HIDE, pk__lt=decision.pk).latest("pk")
    hides_again, words = earlier != decision, choice.words
    if choice.quietly and hides_again and not words.explanation:
        words = replace(words, explanation=earlier.text.explanation)
    chosen = replace(
        choice,
        outcome=Outcome.HIDE if hides_again else _OPPOSITE.get(decision.outcome, Outcome.HOLD),
        case=choice.case or case,
        rule_code=earlier.rule_code,
        law_code=earlier.law_code,
        words=words,
    )
    if choice.quietly and decision.outcome == Outcome.REFUSE:
        chosen = replace(chosen, outcome=Outcome.HOLD)  # it waits again, as before
    # The reporters had their answer; the letter tells them the news.
    ground = None
    if chosen.outcome != Outcome.HOLD:
        ground = check_on_comment(chosen, comment, is_reported=False)
    reversal = draft_on_comment(
        chosen,
        comment,
        ground=ground,
        reverses=decision,
        # What is hidden again after a report was hidden after a report, whoever restored it.
        source=Source(earlier.source),
    )
    if hides_again:
        reversal.rule_version = earlier.rule_version
        reversal.text.public_reason = earlier.text.public_reason
    return carry_out(reversal, quietly=choice.quietly)


def can_undo_on_comment(decision: Decision, quietly: bool) -> bool:
    """Whether there is a way back, as far as the decision itself says. `quietly`: its letters did not leave yet."""
    if decision.outcome == Outcome.RELEASE:
        return quietly and decision.from_status == CommentStatus.HELD
    return decision.outcome == Outcome.RESTORE or decision.outcome in _OPPOSITE


def carry_out(draft: Decision, *, quietly: bool = False) -> Decision:
    """Write a drafted decision and everything that follows from it."""
    write_down(draft)
    comment, now = draft.comment, timezone.now()
    assert comment is not None
    could_be_read = comment.is_readable
    loses_its_place = draft.from_status in PLACED and draft.to_status not in PLACED
    if loses_its_place and not take_place_back(comment=comment):
        raise CannotUndo
    if draft.to_status != draft.from_status:
        comment.status = draft.to_status
        comment.decision = draft
        comment.save(update_fields=["status", "decision"])
        if draft.from_status not in PLACED and draft.to_status in PLACED:
            give_place(comment=comment, now=now)
        # What was refused was never there: for readers nothing changed.
        if draft.to_status in PLACED or loses_its_place:
            record_change(thread=comment.thread, readable=comment.is_readable - could_be_read)
    outdate_other_cases(draft)
    return close_and_tell(draft, quietly=quietly)


def locked(case: Case) -> tuple[Comment, Case]:
    """The comment of a case and the case as they are now, held until the transaction ends."""
    place = Comment.every.only("pk").get(cases=case)
    thread = lock_thread_of(comment_id=place.pk)
    comment = Comment.every.select_for_update(no_key=True).get(pk=place.pk)
    comment.thread = thread
    return comment, Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def is_the_same(last: Decision, choice: Choice) -> bool:
    """Hiding, or taking off the site, on another ground is another decision: its letter and what stands in its place
    say other things."""
    if last.outcome != choice.outcome:
        return False
    return choice.outcome not in (*AGAINST, Outcome.WITHDRAW) or (
        last.rule_code,
        last.law_code,
    ) == (
        choice.rule_code,
        choice.law_code,
    )
