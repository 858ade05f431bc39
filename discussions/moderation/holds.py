"""Comments that a program put before the editors: an automatic measure, with its own line in the log."""

from discussions.models import Case, Comment, Decision, Outcome
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import beside_status, draft_decision, judged_revision
from discussions.moderation.policy import find_rule
from discussions.moderation.recording import close_and_tell, write_down


def hold_automatically(choice: Choice) -> Decision:
    """Log that a comment, which was stored as held a moment ago, waits for the editors by a filter, and tell its author
    by which one. `explanation` says what the filter found.

    It can be read by nobody else until a person decides, so its author hears it in a statement of reasons.
    """
    comment = choice.about
    assert isinstance(comment, Comment)
    revision = judged_revision(comment)
    case = Case.objects.filter(comment=comment, closed_at=None).first()
    draft = draft_decision(
        choice,
        ground=find_rule(choice.rule_code) if choice.rule_code else None,
        public_reason=choice.words.public_reason,
        quoted_body=revision.body,
        **beside_status(comment, revision),
    )
    draft.case = case
    assert draft.outcome == Outcome.HOLD
    return close_and_tell(write_down(draft))
