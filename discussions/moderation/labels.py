"""Putting a label beside a comment, and taking it off. The words of the comment stay as they are."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from discussions.actions.threads import lock_thread_of, record_change
from discussions.models import Case, Comment, CommentLabel, Decision, Outcome, Source
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import (
    beside_status,
    check_ground,
    draft_decision,
    judged_revision,
    refuse_without_answer,
    refuse_without_explanation,
    refuse_without_reason,
    source_of,
)
from discussions.moderation.label_kinds import find_label
from discussions.moderation.on_comments import CannotUndo, locked
from discussions.moderation.recording import (
    close_and_tell,
    outdate_other_cases,
    refuse_stale,
    write_down,
)
from discussions.moderation.taking import refuse_own_comment


def decide_on_label(choice: Choice) -> Decision:
    """Put the label of `choice.label_code` beside a comment (`LABEL`) or take it off (`UNLABEL`), and tell its author.

    In a case this answers whoever reported the comment, and the case is closed; without one `about` is the comment.
    `public_reason` stands beside the label, and is the explanation too when there is no other. The ground is the rule
    of the label, unless another is named. What is so already stays so, and gives the decision that made it so.
    Raises ValidationError, by field, and StaleCase, as `decide` says.
    """
    comment, case = _locked(choice)
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    if case is not None:
        last = case.decisions.select_related("moderator").newest_first().first()
        same = (choice.outcome, choice.label_code)
        if last and case.closed_at is not None and (last.outcome, last.label_code) == same:
            return last
        refuse_stale(case=case, seen_version=choice.seen_version)
    elif found := _decided_already(choice, comment):
        return found
    return _carry_out(checked_label_draft(choice, comment))


def checked_label_draft(choice: Choice, comment: Comment) -> Decision:
    """The decision that this choice makes, not saved: what is previewed is what is decided.

    Raises ValidationError, by field: for an unknown label, one that stands there already (or does not), words that
    nobody can read, a missing reason, and a report without an answer.
    """
    is_put = choice.outcome == Outcome.LABEL
    kind = find_label(choice.label_code)
    if kind is None:
        raise ValidationError({"label_code": _("Choose a label.")})
    standing = _standing(comment, kind.code)
    if is_put and not comment.is_readable:
        raise ValidationError({"outcome": _("Nobody can read this comment, so it needs no label.")})
    if is_put and standing is not None:
        raise ValidationError({"label_code": _("This label stands there already.")})
    if not is_put and standing is None:
        raise ValidationError({"label_code": _("This label does not stand there.")})
    source = source_of(choice, choice.case)
    if choice.case is not None and source != Source.VOLUNTARY:
        refuse_without_answer(choice)
    if not is_put:
        refuse_without_explanation(choice)
        assert standing is not None
        return _draft(choice, comment, kind.code, reverses=standing.decision, source=source)
    words = choice.words
    refuse_without_reason(words.public_reason, _("Say why: everyone reads it beside the label."))
    return _draft(
        replace(
            choice,
            rule_code=choice.rule_code or ("" if choice.law_code else kind.rule_code),
            words=words.explained(),
        ),
        comment,
        kind.code,
        source=source,
        field="explanation" if words.explanation else "public_reason",
    )


def undo_label(decision: Decision, choice: Choice) -> Decision:
    """Take the label off again. Raises CannotUndo when it does not stand there any more."""
    assert decision.comment is not None
    comment, choice = _again(decision, choice)
    if not CommentLabel.objects.shown().filter(decision=decision).exists():
        raise CannotUndo
    draft = _draft(
        replace(choice, outcome=Outcome.UNLABEL),
        comment,
        decision.label_code,
        reverses=decision,
        source=Source(decision.source),
    )
    return _carry_out(draft, quietly=choice.quietly)


def undo_taking_off(decision: Decision, choice: Choice) -> Decision:
    """Put the label back that was taken off, with the sentence and on the ground that it had. Raises CannotUndo when it
    stands there by now."""
    assert decision.comment is not None
    comment, choice = _again(decision, choice)
    first = Decision.objects.select_related("text").get(reversed_by=decision)
    if _standing(comment, decision.label_code):
        raise CannotUndo
    words = choice.words
    choice = replace(
        choice,
        outcome=Outcome.LABEL,
        rule_code=first.rule_code,
        law_code=first.law_code,
        words=replace(
            words,
            explanation=words.explanation or first.text.explanation,
            public_reason=first.text.public_reason,
        ),
    )
    draft = _draft(
        choice, comment, first.label_code, reverses=decision, source=Source(first.source)
    )
    draft.rule_version = first.rule_version
    return _carry_out(draft, quietly=choice.quietly)


def _locked(choice: Choice) -> tuple[Comment, Case | None]:
    """The comment and its case, if there is one, held until the transaction ends."""
    if choice.case is not None:
        return locked(choice.case)
    assert isinstance(choice.about, Comment)
    return _locked_comment(choice.about), None


def _locked_comment(comment: Comment) -> Comment:
    thread = lock_thread_of(comment_id=comment.pk)
    held: Comment = Comment.every.select_for_update(no_key=True).get(pk=comment.pk)
    held.thread = thread
    return held


def _again(decision: Decision, choice: Choice) -> tuple[Comment, Choice]:
    """The comment of a decision that is reversed, locked; and the choice in the case it was taken in."""
    assert decision.comment is not None
    comment = _locked_comment(decision.comment)
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    return comment, replace(choice, case=choice.case or decision.case)


def _standing(comment: Comment, code: str) -> CommentLabel | None:
    labels = CommentLabel.objects.shown().select_related("decision")
    found: CommentLabel | None = labels.filter(comment=comment, code=code).first()
    return found


def _decided_already(choice: Choice, comment: Comment) -> Decision | None:
    """The decision by which what is wanted holds; None when it does not."""
    if find_label(choice.label_code) is None:
        return None
    standing = _standing(comment, choice.label_code)
    if choice.outcome == Outcome.LABEL:
        return standing.decision if standing else None
    gone = CommentLabel.objects.filter(comment=comment, code=choice.label_code)
    last = gone.select_related("taken_off").order_by("-pk").first()
    return last.taken_off if last and standing is None else None


def _draft(
    choice: Choice,
    comment: Comment,
    code: str,
    *,
    source: Source,
    reverses: Decision | None = None,
    field: str = "explanation",
) -> Decision:
    ground = check_ground(choice, field=field)
    revision = judged_revision(comment)
    is_put = choice.outcome == Outcome.LABEL
    return draft_decision(
        replace(choice, about=None),
        ground=ground,
        public_reason=choice.words.public_reason if is_put else "",
        quoted_body=revision.body,
        reverses=reverses,
        source=source,
        **beside_status(comment, revision),
        label_code=code,
    )


def _carry_out(draft: Decision, *, quietly: bool = False) -> Decision:
    line = write_down(draft)
    comment = line.comment
    assert comment is not None
    if line.outcome == Outcome.LABEL:
        CommentLabel.objects.create(decision=line, comment=comment, code=line.label_code)
    else:
        CommentLabel.objects.filter(decision=line.reverses_id).update(taken_off=line)
    record_change(thread=comment.thread, readable=0)
    outdate_other_cases(line)
    return close_and_tell(line, quietly=quietly)
