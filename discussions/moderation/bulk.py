"""Several measures in one go, each with its own line in the log and its own letters."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Case, Comment, CommentStatus, Decision, Outcome
from discussions.moderation.deciding import StaleCase, decide
from discussions.moderation.holding_on import lock_people
from discussions.moderation.policy import AGAINST, READY_ANSWER
from discussions.moderation.spam import is_same_advertising
from discussions.moderation.warnings import whom_to_warn

AT_MOST = 100  # cases in one go
_COMPARED = 500  # waiting comments of one author; more of them go with a next press
# What advertising in large numbers breaks, and what its line in the log says (regulation 2022/2065, article 17(2)).
SPAM_RULE = "HR-4"
SPAM_WORDS = (
    "Dit is reclame die op veel plekken tegelijk wordt neergezet, en geen bijdrage aan het gesprek."
)


@dataclass(frozen=True)
class Left:
    """A case that was left as it is, and why."""

    case: Case
    why: str


@dataclass(frozen=True)
class Together:
    """What came of it: the decisions, and what was left."""

    done: Sequence[Decision]
    left: Sequence[Left]


def decide_together(
    *,
    chosen: Sequence[tuple[Case, int]],
    moderator: User,
    against: bool,
    rule_code: str = "",
    explanation: str = "",
    answer: str = "",
    unannounced: bool = False,
) -> Together:
    """Leave alone, or take a measure `against`, each of `chosen`: a case with the version of it that was seen.

    What waits for the editors is let through or not; what is hidden already stays so. Each is decided on its own, in
    the order of their numbers: what changed meanwhile, is one's own or lacks something is left and named, and the
    others go on. All are one act, which `undo_act` takes back as a whole. Not in a transaction of the caller: a row
    stays locked until that ends.
    """
    done, left, act = [], [], uuid.uuid4()
    for case, seen in sorted(chosen, key=lambda each: each[0].pk)[:AT_MOST]:
        outcome = _fitting(case, against=against)
        try:
            done.append(
                decide(
                    case=case,
                    moderator=moderator,
                    outcome=outcome,
                    seen_version=seen,
                    rule_code=rule_code if outcome in AGAINST else "",
                    explanation=explanation if outcome in AGAINST else "",
                    answer=answer or READY_ANSWER,
                    unannounced=unannounced and outcome in AGAINST,
                    act=act,
                )
            )
        except StaleCase:
            left.append(Left(case, _("It changed meanwhile. Look at it again.")))
        except ValidationError as error:
            left.append(Left(case, error.messages[0]))
    return Together(done, left)


def hide_spam(*, case: Case, seen_version: int, moderator: User) -> Together:
    """Hide advertising in large numbers: this comment, and of what else of its author waits the same advertising.
    Nobody is written to about their own text, as article 17(2) of regulation 2022/2065 allows; who reported it is."""
    others = _same_advertising(case, moderator)
    return decide_together(
        chosen=[(case, seen_version), *((other, other.version) for other in others)],
        moderator=moderator,
        against=True,
        rule_code=SPAM_RULE,
        explanation=SPAM_WORDS,
        unannounced=True,
    )


def _same_advertising(case: Case, viewer: User) -> list[Case]:
    """The other waiting cases that go with it when it is spam, at most 99. One query; only when somebody presses: to
    compare texts takes long."""
    comment = case.comment
    if comment is None or comment.author_id is None:
        return []
    waiting = Case.objects.visible_to(viewer).waiting().about_comments().of_first_instance()
    others = waiting.filter(comment__author=comment.author_id).exclude(pk=case.pk)
    return [
        other
        for other in others.select_related("comment").order_by("pk")[:_COMPARED]
        if other.comment is not None and is_same_advertising(comment.body, other.comment.body)
    ][: AT_MOST - 1]


@transaction.atomic
def decide_and_warn(*, case: Case, moderator: User, **chosen: Any) -> Decision:
    """Decide about the comment of a case, as `decide` does with these, and warn its author in the same go.

    Nobody is warned when nothing was held against them, or when a colleague had just decided the same.
    """
    if case.comment is not None and case.comment.author_id is not None:
        # Before the discussion, as whoever writes in it holds on to themselves first.
        lock_people([case.comment.author_id])
    decision = decide(case=case, moderator=moderator, **chosen)
    author = whom_to_warn(decision)
    if author is None or decision.moderator != moderator:
        return decision
    decide(
        moderator=moderator,
        outcome=Outcome.WARN,
        about=author,
        case=case,
        explanation=decision.text.explanation,
        rule_code=decision.rule_code,
        law_code=decision.law_code,
        act=decision.act,
    )
    return decision


def _fitting(case: Case, *, against: bool) -> Outcome:
    """What that is for this case, by what its comment is now; the same wish fits whatever it became meanwhile."""
    status = Comment.every.filter(cases=case).values_list("status", flat=True).first()
    if status == CommentStatus.HELD:
        return Outcome.REFUSE if against else Outcome.RELEASE
    if status == CommentStatus.PUBLISHED and against:
        return Outcome.HIDE
    return Outcome.KEEP
