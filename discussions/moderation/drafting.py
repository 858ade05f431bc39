"""A decision before it is taken, checked. Writes nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import (
    Automation,
    Case,
    Comment,
    CommentRevision,
    CommentStatus,
    Decision,
    DecisionText,
    HoldReason,
    Outcome,
    ReportKind,
    Source,
)
from discussions.models.outcome import GROUNDED, GROUNDED_OF_PERSON
from discussions.moderation.choice import Choice
from discussions.moderation.grounds import Ground, chosen_ground
from discussions.moderation.legal_grounds import LegalGround
from discussions.moderation.policy import (
    AGAINST,
    HouseRule,
    allowed_outcomes,
    is_own_explanation,
    status_after,
)


def judged_revision(comment: Comment) -> CommentRevision:
    """The text as it is now; for a withdrawn comment, as it last was."""
    revision: CommentRevision = comment.revisions.order_by("-number")[:1].get()
    return revision


def check_ground(choice: Choice, *, field: str = "explanation") -> Ground | None:
    """The rule or the law that is applied; None when nothing is held against anybody.

    Raises ValidationError, by field, for what is held against somebody without a ground, or without a sentence of
    one's own that is not the ground itself (regulation 2022/2065, article 17). `field` is where that
    sentence was written.
    """
    of_person = choice.outcome == GROUNDED_OF_PERSON and isinstance(choice.about, User)
    if choice.outcome not in GROUNDED and not of_person:
        return None
    wrong: dict[str, str] = {}
    ground = chosen_ground(choice.rule_code, choice.law_code)
    if ground is None:
        wrong["law_code" if choice.law_code else "rule_code"] = _(
            "Choose the house rule that this comment breaks."
        )
    if not choice.words.explanation:
        wrong[field] = _("Explain in your own words why you decide this.")
    elif ground and not is_own_explanation(choice.words.explanation, ground):
        wrong[field] = _(
            "Say in your own words what is wrong with this comment. The text of the rule is "
            "already in the letter."
        )
    if wrong:
        raise ValidationError(wrong)
    return ground


def check_on_comment(choice: Choice, comment: Comment, *, is_reported: bool) -> Ground | None:
    """The ground of a decision about a comment's status; None when nothing is held against the comment.

    Raises ValidationError, by field, for: an outcome that does not fit; what `check_ground` refuses; restoring without
    saying why; leaving a reported comment alone without an answer (regulation 2022/2065, article 16(5)).
    """
    outcome = choice.outcome
    if outcome not in allowed_outcomes(comment.status):
        raise ValidationError({"outcome": _("Choose one of these.")})
    ground = check_ground(choice)
    # Letting through what nobody has judged before needs no reason; going back on a decision does.
    needs_none = outcome == Outcome.KEEP or comment.status == CommentStatus.HELD
    if outcome not in AGAINST and not (needs_none or choice.quietly):
        refuse_without_explanation(choice)
    if outcome == Outcome.KEEP and is_reported:
        refuse_without_answer(choice)
    return ground


def refuse_without_explanation(choice: Choice) -> None:
    """Raise ValidationError, at its field, when whom it concerns would not hear why."""
    if not choice.words.explanation:
        raise ValidationError({"explanation": _("Explain in your own words why you decide this.")})


def refuse_without_reason(words: str, sentence: str) -> None:
    """Raise ValidationError, at its field, when everybody who reads it would read nothing."""
    if not words.strip():
        raise ValidationError({"public_reason": sentence})


def refuse_without_answer(choice: Choice) -> None:
    """Raise ValidationError, at its field, when whoever reported it would hear nothing (regulation 2022/2065, article
    16(5))."""
    if not choice.words.answer:
        raise ValidationError(
            {"answer": _("Write an answer: somebody reported this and is waiting to hear.")}
        )


def source_of(choice: Choice, case: Case | None) -> Source:
    """What made the editors look: said by the choice, or else by the reports in the case. A query with a case."""
    if choice.source is not None:
        return choice.source
    return case_source(case) if case is not None else Source.VOLUNTARY


def case_source(case: Case) -> Source:
    """The weightiest of what was reported: a notice of illegal content, a report, or nothing. One query."""
    kinds = set(case.reports.values_list("kind", flat=True))
    if ReportKind.ILLEGAL in kinds:
        return Source.ARTICLE_16
    return Source.REPORT if kinds else Source.VOLUNTARY


def beside_status(comment: Comment, revision: CommentRevision) -> dict[str, Any]:
    """What a decision says that it is about, which leaves the status of its comment as it is."""
    return {
        "comment": comment,
        "revision": revision,
        "from_status": comment.status,
        "to_status": comment.status,
    }


def draft_decision(
    choice: Choice,
    *,
    ground: Ground | None = None,
    public_reason: str = "",
    quoted_body: str = "",
    reverses: Decision | None = None,
    source: Source | None = None,
    **about: Any,
) -> Decision:
    """The decision with its text, not saved. `about` are the fields that say what it is about, and from which status
    to which."""
    words = choice.words
    rule = ground if isinstance(ground, HouseRule) else None
    decision = Decision(
        act=choice.act,
        case=choice.case,
        moderator=choice.moderator,
        outcome=choice.outcome,
        rule_code=rule.code if rule else "",
        rule_version=rule.version if rule else None,
        law_code=ground.code if isinstance(ground, LegalGround) else "",
        source=source or source_of(choice, choice.case),
        automated_detection=choice.automation != Automation.NO,
        automated_decision=choice.automation,
        until=choice.until,
        unannounced=choice.unannounced,
        answers=choice.answers,
        by_the_same=choice.by_the_same,
        reverses=reverses,
        unread=choice.quietly and reverses is not None,
        created_at=timezone.now(),
        **about,
    )
    DecisionText(
        decision=decision,  # which makes this `decision.text`
        explanation=words.explanation,
        public_reason=public_reason,
        answer=words.answer,
        facts=words.facts,
        quoted_body=quoted_body,
    )
    return decision


def draft_on_comment(
    choice: Choice,
    comment: Comment,
    *,
    ground: Ground | None,
    reverses: Decision | None = None,
    source: Source | None = None,
) -> Decision:
    """A decision about the status of a comment, not saved.

    Without a public reason of its own, a hidden comment gets the sentence of its rule or its law.
    """
    revision = judged_revision(comment)
    draft = draft_decision(
        choice,
        ground=ground,
        public_reason=(choice.words.public_reason or ground.tombstone) if ground else "",
        quoted_body=revision.body,
        reverses=reverses,
        source=source,
        comment=comment,
        revision=revision,
        from_status=comment.status,
        to_status=status_after(choice.outcome, comment.status),
    )
    if comment.status in (CommentStatus.HELD, CommentStatus.REFUSED):
        # A program found it, whoever decided about it (regulation 2022/2065, article 17(3)(c)).
        found = comment.hold.reason == HoldReason.FILTER
        draft.automated_detection = draft.automated_detection or found
    return draft


def checked_draft(choice: Choice, comment: Comment) -> Decision:
    """The decision that this choice makes, not saved: what is previewed is what is decided. Whatever puts back what
    was hidden, or lets through what was refused, goes back on the decision by which it is so.

    Raises ValidationError, by field, for what `check_on_comment` refuses.
    """
    assert choice.case is not None, "a comment is decided about in a case"
    source = source_of(choice, choice.case)
    ground = check_on_comment(choice, comment, is_reported=source != Source.VOLUNTARY)
    is_against = comment.status in (CommentStatus.HIDDEN, CommentStatus.REFUSED)
    return draft_on_comment(
        choice,
        comment,
        ground=ground,
        reverses=comment.decision if is_against and choice.outcome != Outcome.KEEP else None,
        source=source,
    )
