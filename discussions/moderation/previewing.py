"""The letters of a decision before it is taken. Writes nothing."""

from dataclasses import replace

from discussions.models import Comment
from discussions.models.decision import ON_LABELS
from discussions.moderation.addressing import Addressed, letters_of
from discussions.moderation.choice import Choice
from discussions.moderation.correspondence import COMMENT_ROWS
from discussions.moderation.drafting import checked_draft
from discussions.moderation.labels import checked_label_draft
from discussions.moderation.taking import refuse_own_comment


def preview(choice: Choice) -> list[Addressed]:
    """The letters that deciding this now would send, the one to whom it concerns first.

    Raises ValidationError as deciding would; so nobody reads the letters to who reported their own words.
    """
    assert choice.case is not None, "a comment is decided about in a case"
    comment = Comment.every.select_related(*COMMENT_ROWS).get(cases=choice.case)
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    draft = checked_label_draft if choice.outcome in ON_LABELS else checked_draft
    return letters_of(draft(replace(choice, words=choice.words.stripped()), comment))
