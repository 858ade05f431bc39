"""A decision before it is taken: checked, and its letters ready to be read. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import (
    Case,
    Comment,
    CommentRevision,
    CommentStatus,
    Decision,
    DecisionText,
    Outcome,
    Report,
)
from discussions.models.notification import NotificationKind
from discussions.moderation.correspondence import (
    COMMENT_ROWS,
    answered_reports,
    author_letter,
    reporter_letter,
)
from discussions.moderation.letters import Letter
from discussions.moderation.policy import (
    AGAINST,
    HouseRule,
    allowed_outcomes,
    find_rule,
    is_own_explanation,
    status_after,
)


@dataclass(frozen=True)
class Words:
    """What a moderator wrote with a decision."""

    explanation: str = ""
    public_reason: str = ""
    answer: str = ""

    def stripped(self) -> "Words":
        """White space around it does not count."""
        return Words(self.explanation.strip(), self.public_reason.strip(), self.answer.strip())


@dataclass(frozen=True)
class Addressed:
    """A letter and who gets it."""

    person: User
    kind: NotificationKind
    letter: Letter


def judged_revision(comment: Comment) -> CommentRevision:
    """The text as it is now; for a withdrawn comment, as it last was."""
    revision: CommentRevision = comment.revisions.order_by("-number")[:1].get()
    return revision


def check_decision(
    *, comment: Comment, outcome: str, rule_code: str, words: Words, is_reported: bool
) -> HouseRule | None:
    """The rule that is applied; None when nothing is held against the comment.

    Raises ValidationError, by field, for: an outcome that does not fit; hiding or refusing without a
    rule or without a sentence of one's own; restoring without saying why; leaving a reported comment
    alone without an answer (regulation 2022/2065, articles 16(5) and 17).
    """
    if outcome not in allowed_outcomes(comment.status):
        raise ValidationError({"outcome": _("Choose one of these.")})
    wrong: dict[str, str] = {}
    rule = find_rule(rule_code) if outcome in AGAINST else None
    if outcome in AGAINST and rule is None:
        wrong["rule_code"] = _("Choose the house rule that this comment breaks.")
    # Letting through what nobody has judged before needs no reason; going back on a decision does.
    needs_none = outcome == Outcome.KEEP or comment.status == CommentStatus.HELD
    if not (needs_none and outcome not in AGAINST) and not words.explanation:
        wrong["explanation"] = _("Explain in your own words why you decide this.")
    elif rule and not is_own_explanation(words.explanation, rule):
        wrong["explanation"] = _(
            "Say in your own words what is wrong with this comment. The text of the rule is "
            "already in the letter."
        )
    if outcome == Outcome.KEEP and is_reported and not words.answer:
        wrong["answer"] = _("Write an answer: somebody reported this and is waiting to hear.")
    if wrong:
        raise ValidationError(wrong)
    return rule


def draft_decision(
    *,
    case: Case,
    comment: Comment,
    moderator: User,
    outcome: str,
    rule: HouseRule | None,
    words: Words,
    is_reported: bool,
    reverses: Decision | None = None,
) -> Decision:
    """The decision with its text, not saved.

    Without a public reason of its own, a hidden comment gets the sentence of its rule.
    """
    revision = judged_revision(comment)
    decision = Decision(
        case=case,
        comment=comment,
        revision=revision,
        moderator=moderator,
        outcome=outcome,
        from_status=comment.status,
        to_status=status_after(outcome, comment.status),
        rule_code=rule.code if rule else "",
        rule_version=rule.version if rule else None,
        after_report=is_reported,
        reverses=reverses,
    )
    DecisionText(
        decision=decision,  # which makes this `decision.text`
        explanation=words.explanation,
        public_reason=(words.public_reason or rule.tombstone) if rule else "",
        answer=words.answer,
        quoted_body=revision.body,
    )
    return decision


def checked_draft(
    *, case: Case, comment: Comment, moderator: User, outcome: str, rule_code: str, words: Words
) -> Decision:
    """The decision that these answers make, not saved: what is previewed is what is decided.

    Raises ValidationError, by field, for what `check_decision` refuses.
    """
    is_reported = case.reports.exists()
    rule = check_decision(
        comment=comment, outcome=outcome, rule_code=rule_code, words=words, is_reported=is_reported
    )
    return draft_decision(
        case=case,
        comment=comment,
        moderator=moderator,
        outcome=outcome,
        rule=rule,
        words=words,
        is_reported=is_reported,
    )


def preview(
    *, case: Case, moderator: User, outcome: str, rule_code: str, words: Words
) -> list[Addressed]:
    """The letters that deciding this now would send, the author's first.

    Raises ValidationError as deciding would.
    """
    comment = Comment.every.select_related(*COMMENT_ROWS).get(cases=case)
    draft = checked_draft(
        case=case,
        comment=comment,
        moderator=moderator,
        outcome=outcome,
        rule_code=rule_code,
        words=words,
    )
    return letters_of(draft, answered_reports(draft))


def letters_of(decision: Decision, reports: Iterable[Report]) -> list[Addressed]:
    """Who is told what, the author first.

    The author hears nothing of a comment that is left alone: nothing was done to them, and a
    letter would only tell that somebody complained. Of a comment that came with an import nobody
    knows an address, and then there is nobody to write to (regulation 2022/2065, article 17(2)).
    """
    letters = []
    author = decision.comment.author
    if decision.outcome != Outcome.KEEP and author is not None:
        kind = NotificationKind.DECISION_ON_YOURS
        letters.append(Addressed(author, kind, author_letter(decision)))
    return letters + [
        Addressed(
            report.reporter, NotificationKind.ANSWER_TO_REPORT, reporter_letter(decision, report)
        )
        for report in reports
    ]
