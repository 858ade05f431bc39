"""Placing a comment, with what the law asks where a filter held it."""

from typing import Any

from django.db import transaction

from accounts.models import User
from discussions.actions.comments import post_comment
from discussions.filters import find_filter
from discussions.models import Automation, Comment, HoldReason, Outcome, Source
from discussions.moderation.deciding import decide


@transaction.atomic
def place_comment(*, author: User, body: str, **target: Any) -> Comment:
    """`post_comment`, from which all else comes; what a filter held has its measure in the log and its statement of
    reasons in the same transaction."""
    comment = post_comment(author=author, body=body, **target)
    if comment.is_waiting and comment.hold.reason == HoldReason.FILTER:
        state_reasons(comment)
    return comment


def state_reasons(comment: Comment) -> None:
    """Holding by a filter is an automatic measure (regulation 2022/2065, article 17): its author hears why, and on
    which house rule the filter stands. The same form sent twice is one measure."""
    if comment.decisions.filter(outcome=Outcome.HOLD).exists():
        return
    found = find_filter(comment.hold.filter_code)
    decide(
        moderator=None,
        outcome=Outcome.HOLD,
        about=comment,
        rule_code=found.rule_code if found else "",
        explanation=comment.hold.detail,
        source=Source.VOLUNTARY,
        automation=Automation.FULLY,
    )
