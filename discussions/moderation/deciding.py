"""Deciding, and undoing what was decided. Locks are taken in the order of the house: writer, thread, comment, case.

All locks are `no_key`: other tables may go on pointing at these rows meanwhile.
"""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import (
    Appeal,
    Automation,
    Case,
    Decision,
    Outcome,
    Source,
)
from discussions.models.case import CaseKind
from discussions.models.outcome import ON_WRITING
from discussions.moderation import (
    labels,
    moves,
    on_comments,
    on_texts,
    restrictions,
    revisions,
    warnings,
)
from discussions.moderation.appeals import answer_with_words, take_up_after_appeal
from discussions.moderation.assessors import may_answer
from discussions.moderation.choice import Choice, Subject, Words
from discussions.moderation.drafting import refuse_without_explanation
from discussions.moderation.holding_on import hold_on_to, warned_along
from discussions.moderation.holds import hold_automatically
from discussions.moderation.on_comments import CannotUndo
from discussions.moderation.recording import CLOSING, StaleCase, refuse_stale
from discussions.moderation.taking import OwnComment
from discussions.moderation.taking_up import take_up_again
from discussions.moderation.within import refuse_another_scope, refuse_elsewhere
from discussions.notifications import take_back_letters
from discussions.permissions import may_moderate

__all__ = ["CannotUndo", "StaleCase", "can_undo", "decide", "refuse_stale", "undo", "undo_act"]

_CARRIED_OUT_BY: dict[str, Callable[[Choice], Decision]] = {
    **dict.fromkeys((*ON_WRITING, Outcome.NO_NOTICES), restrictions.set_restriction),
    Outcome.END: restrictions.end_restriction,
    Outcome.SHORTEN: restrictions.shorten_restriction,
    Outcome.MOVE: moves.move_branch,
    Outcome.HIDE_TEXT: revisions.hide_revision,
    Outcome.LABEL: labels.decide_on_label,
    Outcome.UNLABEL: labels.decide_on_label,
    Outcome.WARN: warnings.warn,
    Outcome.HOLD: hold_automatically,
    Outcome.WITHDRAW: on_texts.take_off,
    Outcome.UPHOLD: answer_with_words,
    Outcome.LAPSE: answer_with_words,
    Outcome.REOPEN: take_up_after_appeal,
}
# `undo` holds on to everything first, and then looks whether it was undone already: none of these looks again, except
# for what holds under an article or everywhere, which is held on to where it is carried out.
_UNDONE_BY: dict[str, Callable[[Decision, Choice], Decision]] = {
    **dict.fromkeys((*ON_WRITING, Outcome.NO_NOTICES), restrictions.undo_restriction),
    Outcome.MOVE: moves.undo_move,
    Outcome.HIDE_TEXT: revisions.undo_hidden_revision,
    Outcome.LABEL: labels.undo_label,
    Outcome.UNLABEL: labels.undo_taking_off,
    Outcome.WARN: warnings.undo_warning,
    Outcome.WITHDRAW: on_texts.undo_taking_off,
    Outcome.HIDE: on_comments.undo_on_comment,
    Outcome.REFUSE: on_comments.undo_on_comment,
    Outcome.RESTORE: on_comments.undo_on_comment,
    Outcome.RELEASE: on_comments.undo_on_comment,
}


def can_undo(decision: Decision) -> bool:
    """Whether `undo` knows a way back from this, as far as the decision itself says: some outcomes have one only as
    long as nobody has read of it. What happened since may be in the way all the same. No query when `reversed_by`
    came along."""
    if decision.answers_id is not None or hasattr(decision, "reversed_by"):
        return False
    quietly = timezone.now() < decision.created_at + settings.LETTERS_WAIT
    if decision.outcome == Outcome.KEEP:
        return quietly
    if decision.outcome == Outcome.RELEASE:
        return on_comments.can_undo_on_comment(decision, quietly)
    return decision.outcome in _UNDONE_BY


@transaction.atomic
def decide(
    *,
    moderator: User | None,
    outcome: str,
    case: Case | None = None,
    about: Subject | None = None,
    seen_version: int | None = None,
    rule_code: str = "",
    law_code: str = "",
    label_code: str = "",
    explanation: str = "",
    public_reason: str = "",
    answer: str = "",
    facts: str = "",
    starts_at: datetime | None = None,
    until: datetime | None = None,
    interval: timedelta | None = None,
    gravity: str = "",
    intention: str = "",
    to: Article | Claim | None = None,
    source: Source | None = None,
    automation: Automation = Automation.NO,
    unannounced: bool = False,
    answers: Appeal | None = None,
    act: uuid.UUID | None = None,
) -> Decision:
    """Take a measure: the only verb that hides, moves, closes, slows, labels, holds, warns, limits or suspends,
    or leaves somebody's reports.

    `outcome` says what. The status of a comment, and what was reported otherwise, is decided about in a `case`, by
    `seen_version` of it; everything else `about` something: a discussion, a person or (None) the whole site for what
    slows or stops writing, a restriction to end it, a comment to move `to` an article or a claim, an earlier text, a
    comment to put a label beside (`label_code`) or take it off, a person to warn. A case may be given with these too:
    then it happens in that case, which stays open; a label in a case closes it, as its answer.

    Writes the line in the log with its words, carries it out, and writes to everybody it concerns. `act` is the same
    for what is decided in one go. `answers` is the appeal that this answers. A moderator is needed unless a program
    decides (`automation` fully) or an outside reviewer answers an appeal.

    A case that changed since `seen_version` raises StaleCase, unless a colleague decided the very same: then theirs
    comes back and nothing is written. Raises ValidationError, by field, for what does not fit, lacks a ground or a
    reason, or is about oneself; PermissionDenied for who does not moderate.
    """
    if moderator is None:
        if automation != Automation.FULLY and answers is None:
            raise PermissionDenied
    elif not may_moderate(moderator):
        raise PermissionDenied
    if moderator is not None:
        refuse_elsewhere(moderator, case, about)
    if case is not None and case.kind == CaseKind.APPEAL and answers is None:
        # An appeal is closed by its answer only, and that asks who may give it.
        raise ValidationError(_("Answer the appeal"))
    choice = Choice(
        moderator=moderator,
        outcome=outcome,
        case=case,
        about=about,
        seen_version=seen_version,
        rule_code=rule_code,
        law_code=law_code,
        label_code=label_code,
        words=Words(explanation, public_reason, answer, facts).stripped(),
        starts_at=starts_at,
        until=until,
        interval=interval,
        gravity=gravity.strip(),
        intention=intention.strip(),
        to=to,
        source=source,
        automation=automation,
        unannounced=unannounced,
        answers=answers,
        by_the_same=_answers_oneself(moderator, answers),
        act=act or uuid.uuid4(),
    )
    if outcome in _CARRIED_OUT_BY:
        return _CARRIED_OUT_BY[outcome](choice)
    if case is None or outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Choose one of these.")})
    if case.comment_id is not None:
        return on_comments.decide_on_comment(choice)
    if outcome != Outcome.KEEP:
        raise ValidationError({"outcome": _("Choose one of these.")})
    return on_texts.answer(choice)


@transaction.atomic
def undo(
    *,
    decision: Decision,
    moderator: User | None,
    explanation: str = "",
    answers: Appeal | None = None,
    act: uuid.UUID | None = None,
) -> Decision:
    """Reverse a decision by a new one, with everything that followed from it: text, place, answers, appreciations and
    counts are as before. A warning that its author got in the same go is taken back too, by a line of its own.

    As long as its letters did not leave, they never will, the case is back on the desk, and no reason is asked;
    after that an explanation is needed and everybody who was told is told again. Undone already: that decision comes
    back. `answers` is the appeal for which it is done. Raises CannotUndo when this decision is not the one that holds
    or answered an appeal, and ValidationError without an explanation or for a moderator's own comment.
    """
    if moderator is None:
        if answers is None:
            raise PermissionDenied
    elif not may_moderate(moderator):
        raise PermissionDenied
    if moderator is not None:
        refuse_another_scope(moderator, decision)
    # Before anything else, its letters too: who comes second finds it undone, and leaves what was decided since.
    hold_on_to([decision])
    if done := Decision.objects.filter(reverses=decision).first():
        return done
    if decision.answers_id is not None and answers is None:
        # Whoever asked has that answer. Who sees it otherwise can ask again, and then a colleague looks.
        raise CannotUndo
    choice = Choice(
        moderator=moderator,
        outcome=Outcome.REOPEN,
        case=answers.case if answers else None,
        words=Words(explanation=explanation).stripped(),
        answers=answers,
        by_the_same=_answers_oneself(moderator, answers),
        act=act or uuid.uuid4(),
    )
    reversal = _reverse(decision, choice)
    # An appeal has one answer; that warning goes by a line beside it, of the same act.
    beside = replace(choice, case=None, answers=None, by_the_same=False)
    for warning in warned_along([decision]).filter(reversed_by=None):
        _reverse(warning, beside)
    return reversal


def _reverse(decision: Decision, choice: Choice) -> Decision:
    """Everything that this decision is about is held on to, and it was not undone yet."""
    quietly = choice.answers is None and take_back_letters(decision=decision)
    choice = replace(choice, quietly=quietly)
    has_way_back = decision.outcome in _UNDONE_BY and decision.outcome != Outcome.RELEASE
    if not quietly and has_way_back:
        refuse_without_explanation(choice)
    if decision.outcome in _UNDONE_BY:
        reversal = _UNDONE_BY[decision.outcome](decision, choice)
    elif decision.outcome == Outcome.KEEP and quietly:
        reversal = on_texts.reopen(decision, choice)
    else:
        raise CannotUndo
    if quietly and decision.outcome in CLOSING and _closed_its_case(decision):
        take_up_again(decision)
    return reversal


@transaction.atomic
def undo_act(
    *, act: uuid.UUID, moderator: User, explanation: str = ""
) -> tuple[list[Decision], list[Decision]]:
    """Undo everything that was decided in one go, the last first: what was undone, and what could not be because
    something else holds by now, or it is not this moderator's, or about themselves. Raises ValidationError, and undoes
    nothing, without an explanation when somebody had a letter about it."""
    done, left = [], []
    together = uuid.uuid4()
    then = Decision.objects.filter(act=act, reversed_by=None).newest_first()
    lines: list[Decision] = list(then.select_related("case", "comment"))
    hold_on_to(lines)
    for line in lines:
        try:
            with transaction.atomic():
                done.append(
                    undo(decision=line, moderator=moderator, explanation=explanation, act=together)
                )
        except (CannotUndo, OwnComment, PermissionDenied):
            left.append(line)
    return done, left


def _closed_its_case(decision: Decision) -> bool:
    """Whether its case waited until then. What goes back on an answer that people have read changes nothing there."""
    if decision.case_id is None:
        return False
    before = Decision.objects.filter(case=decision.case_id, outcome__in=CLOSING, pk__lt=decision.pk)
    taken_back = before.exclude(reversed_by__unread=True)
    return not taken_back.exclude(reversed_by__outcome=Outcome.REOPEN).exists()


def _answers_oneself(moderator: User | None, appeal: Appeal | None) -> bool:
    """Whether who decided looks at it again. Raises ValidationError for who may not answer this appeal."""
    if moderator is None or appeal is None:
        return False
    if not may_answer(moderator, appeal):
        raise ValidationError(_("This concerns you. A colleague looks at it again, not you."))
    return bool(appeal.decision.moderator_id == moderator.pk)
