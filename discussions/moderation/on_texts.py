"""What is decided about an imported article, a claim or a person that was reported: their case is answered."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.actions.publish import WrongStatus, restore_article, withdraw_article
from discussions.models import Case, Decision, Outcome, Source
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import (
    draft_decision,
    refuse_without_answer,
    refuse_without_reason,
    source_of,
)
from discussions.moderation.grounds import chosen_ground
from discussions.moderation.on_comments import CannotUndo, is_the_same
from discussions.moderation.recording import close_and_tell, refuse_stale, write_down


def answer(choice: Choice) -> Decision:
    """Leave it as it is, and answer who reported it. Of two who decide the same the second gets the decision of the
    first. Raises ValidationError without an answer to a report."""
    case, done = _locked(choice)
    if done is not None:
        return done
    source = source_of(choice, case)
    if source != Source.VOLUNTARY:
        refuse_without_answer(choice)
    return close_and_tell(write_down(draft_decision(choice, source=source, **_about(case))))


def take_off(choice: Choice) -> Decision:
    """Take the article off the site; `public_reason` stands at its address. The editors can put it back. Of two who
    do so on the same ground the second gets the decision of the first.

    Raises ValidationError, by field, without a rule or law, a reason, or an answer to a report, and when it is off the
    site already.
    """
    case, done = _locked(choice)
    if done is not None:
        return done
    moderator = choice.moderator
    assert moderator is not None
    if case.article is None:
        raise ValidationError({"outcome": _("Choose one of these.")})
    source = source_of(choice, case)
    ground = chosen_ground(choice.rule_code, choice.law_code)
    if ground is None:
        raise ValidationError({"rule_code": _("Choose the house rule or the law that it breaks.")})
    if source != Source.VOLUNTARY:
        refuse_without_answer(choice)
    refuse_without_reason(choice.words.public_reason, _("Say why: it is read in its place."))
    try:
        withdraw_article(article=case.article, editor=moderator, reason=choice.words.public_reason)
    except WrongStatus as wrong:
        raise ValidationError(_("This article cannot be read by anybody already.")) from wrong
    draft = draft_decision(
        choice,
        ground=ground,
        source=source,
        public_reason=choice.words.public_reason,
        article=case.article,
    )
    return close_and_tell(write_down(draft))


def undo_taking_off(decision: Decision, choice: Choice) -> Decision:
    """Put the article back as it was, and tell who reported it why, unless nobody had read of it yet."""
    assert decision.article is not None
    # After an appeal an outsider may have said so, who has no account.
    by = choice.moderator or decision.moderator
    assert by is not None
    if not is_off_by(decision):
        raise CannotUndo
    try:
        restore_article(article=decision.article, editor=by)
    except WrongStatus as wrong:
        raise CannotUndo from wrong
    told = replace(choice.words, answer=choice.words.explanation)
    return close_and_tell(reopen(decision, replace(choice, words=told)), quietly=choice.quietly)


def is_off_by(decision: Decision) -> bool:
    """Whether the article is off the site because of this decision, and not of what an editor did since."""
    assert decision.article is not None
    off = decision.article.withdrawals.filter(ended_at=None, since__lte=decision.created_at)
    return bool(off.exists())


def reopen(decision: Decision, choice: Choice) -> Decision:
    """A line that says that the case was taken up again."""
    return write_down(
        draft_decision(
            replace(choice, outcome=Outcome.REOPEN, case=choice.case or decision.case),
            reverses=decision,
            source=Source(decision.source),
            comment=decision.comment,
            revision=decision.revision,
            claim=decision.claim,
            article=decision.article,
            person=decision.person,
            from_status=decision.to_status,
            to_status=decision.to_status,
        )
    )


def _locked(choice: Choice) -> tuple[Case, Decision | None]:
    """The case, and what a colleague decided meanwhile if that is the very same. Raises StaleCase for anything else
    that happened."""
    assert choice.case is not None
    case = Case.objects.select_for_update(no_key=True).get(pk=choice.case.pk)
    last = case.decisions.select_related("moderator").newest_first().first()
    if last is not None and case.closed_at is not None and is_the_same(last, choice):
        return case, last
    refuse_stale(case=case, seen_version=choice.seen_version)
    return case, None


def _about(case: Case) -> dict[str, Any]:
    return {"claim": case.claim, "article": case.article, "person": case.person}
