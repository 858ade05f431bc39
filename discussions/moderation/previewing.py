"""The letters of a decision before it is taken. Writes nothing."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q

from discussions.models import Comment, Decision, Outcome
from discussions.models.outcome import ON_LABELS, ON_WRITING
from discussions.moderation.addressing import Addressed, letters_of
from discussions.moderation.choice import Choice, Words
from discussions.moderation.correspondence import COMMENT_ROWS
from discussions.moderation.drafting import checked_draft
from discussions.moderation.labels import checked_label_draft
from discussions.moderation.restrictions import draft_restriction
from discussions.moderation.revisions import draft_hiding
from discussions.moderation.taking import refuse_own_comment
from discussions.moderation.warnings import draft_warning, whom_to_warn

# What is decided outside a case.
_DRAFTED_BY: dict[str, Callable[[Choice], Decision]] = {
    **dict.fromkeys(ON_WRITING, draft_restriction),
    Outcome.WARN: draft_warning,
    Outcome.HIDE_TEXT: draft_hiding,
}


def preview(choice: Choice, *, also_warn: bool = False) -> list[Addressed]:
    """The letters that deciding this now would send, the one to whom it concerns first; then, when the author of a
    comment is warned in the same go (`also_warn`), that warning.

    Raises ValidationError as deciding would; so nobody reads the letters to who reported their own words.
    """
    choice = replace(choice, words=choice.words.stripped())
    if choice.outcome in _DRAFTED_BY:
        return letters_of(_DRAFTED_BY[choice.outcome](choice))
    comment = Comment.every.select_related(*COMMENT_ROWS).get(_which(choice))
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    draft = checked_label_draft if choice.outcome in ON_LABELS else checked_draft
    decision = draft(choice, comment)
    letters = letters_of(decision)
    return [*letters[:1], *_warning_with(decision, choice), *letters[1:]] if also_warn else letters


def _which(choice: Choice) -> Q:
    """A label is put in a case or beside the comment itself; a status is decided about in a case only."""
    if choice.outcome in ON_LABELS and isinstance(choice.about, Comment):
        return Q(pk=choice.about.pk)
    assert choice.case is not None, "a comment is decided about in a case"
    return Q(cases=choice.case)


def _warning_with(decision: Decision, choice: Choice) -> list[Addressed]:
    author = whom_to_warn(decision)
    if author is None:
        return []
    warning = Choice(
        moderator=choice.moderator,
        outcome=Outcome.WARN,
        case=choice.case,
        about=author,
        rule_code=decision.rule_code,
        law_code=decision.law_code,
        words=Words(explanation=decision.text.explanation),
    )
    return letters_of(draft_warning(warning))
