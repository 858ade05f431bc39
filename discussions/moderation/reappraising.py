"""Looking again at a decision: the answer to an appeal, and asking an outsider to give it.

The appeal is locked before anything else: of two people who answer it at once the second finds it answered.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.mail import queue_mail
from accounts.models import User
from discussions.models import (
    Appeal,
    Case,
    Comment,
    Decision,
    Outcome,
    OutsideReview,
    Restriction,
    Source,
)
from discussions.models.outcome import ON_STATUS
from discussions.moderation.assessors import is_party, may_ask_outsider
from discussions.moderation.deciding import CannotUndo, decide, undo
from discussions.moderation.holding_on import hold_on_to
from discussions.moderation.on_texts import is_off_by
from discussions.moderation.recording import refuse_stale

REVIEW_TIME = timedelta(days=14)
_SALT = "stellingname.review"


@transaction.atomic
def answer_appeal(
    *,
    appeal: Appeal,
    moderator: User | None,
    founded: bool,
    seen_version: int,
    explanation: str,
    until: datetime | None = None,
    rule_code: str = "",
    law_code: str = "",
    review: OutsideReview | None = None,
) -> Decision:
    """Let the decision stand, or (`founded`) go back on it: undo it, or hide after all what was left alone, by the
    rule or the law that is given; or go back on it in part (`until`): what holds for somebody ends sooner.

    By another moderator than who decided, as long as there is one; by the outsider of `review` there is no moderator.
    What holds no longer by then is answered with that. What was left alone and is no comment comes back to the desk.
    Everybody whom it concerns is told. Raises StaleCase when it was answered meanwhile or something else changed,
    CannotUndo when the decision does not hold any more, ValidationError as `decide` and `undo` do, and
    PermissionDenied for a review that does not work (any more).
    """
    locked = Appeal.objects.select_for_update(no_key=True, of=("self",)).select_related("decision")
    hold_on_to([locked.get(pk=appeal.pk).decision])
    appeal = Appeal.objects.select_related("case", "decision__text").get(pk=appeal.pk)
    if moderator is None and not (
        review is not None and review.appeal_id == appeal.pk and review.works(timezone.now())
    ):
        raise PermissionDenied
    refuse_stale(case=appeal.case, seen_version=seen_version)
    first = appeal.decision
    answer: dict[str, Any] = {
        "moderator": moderator,
        "explanation": explanation,
        "answers": appeal,
        "source": Source(first.source),
    }
    here: dict[str, Any] = {"case": appeal.case, "seen_version": seen_version}
    if not still_holds(first):
        line = decide(outcome=Outcome.LAPSE, **here, **answer)
    elif until is not None:
        line = decide(outcome=Outcome.SHORTEN, until=until, **here, **answer)
    elif not founded:
        line = decide(outcome=Outcome.UPHOLD, **here, **answer)
    elif first.outcome == Outcome.KEEP and first.comment_id is None:
        line = decide(outcome=Outcome.REOPEN, **here, **answer)
    elif first.outcome == Outcome.KEEP:
        ground: dict[str, Any] = {"rule_code": rule_code, "law_code": law_code}
        line = decide(outcome=Outcome.HIDE, **ground, **here, **answer)
    elif first.outcome == Outcome.HOLD:
        line = _let_through(first, answer)
    else:
        try:
            with transaction.atomic():
                line = undo(
                    decision=first, moderator=moderator, explanation=explanation, answers=appeal
                )
        except CannotUndo:  # something else took its place: a label taken off, a branch moved on
            line = decide(outcome=Outcome.LAPSE, **here, **answer)
    OutsideReview.objects.filter(appeal=appeal, ended_at=None).update(ended_at=timezone.now())
    return line


def still_holds(decision: Decision) -> bool:
    """Whether it is still as this decision made it: not undone, and nothing decided since that took its place."""
    if Decision.objects.filter(reverses=decision).exists():
        return False
    if decision.comment is not None and decision.outcome in (*ON_STATUS, Outcome.HOLD):
        comment = Comment.every.only("status", "decision", "gone_at").get(pk=decision.comment.pk)
        if comment.gone_at is not None:
            return False  # its author took it back while it waited
        changed = decision.from_status != decision.to_status
        return comment.status == decision.to_status and (
            not changed or comment.decision_id == decision.pk
        )
    if decision.outcome == Outcome.WITHDRAW:
        return is_off_by(decision)
    return not Restriction.objects.filter(decision=decision, ended_at__isnull=False).exists()


def _let_through(held: Decision, answer: dict[str, Any]) -> Decision:
    """Place what a program had held; its own case and that of the appeal are both closed by it."""
    assert held.case is not None
    held.case.refresh_from_db()
    line = decide(outcome=Outcome.RELEASE, case=held.case, seen_version=held.case.version, **answer)
    Case.objects.filter(appeal=answer["answers"], closed_at=None).update(
        closed_at=timezone.now(), version=F("version") + 1, leased_by=None, leased_until=None
    )
    return line


@transaction.atomic
def ask_outsider(*, appeal: Appeal, moderator: User, name: str, address: str) -> OutsideReview:
    """Ask somebody from outside to answer this appeal: a mail with a link that opens this case only, for fourteen days.
    Whom one asked before is asked no more.

    Raises PermissionDenied for whom it concerns and as long as a colleague can answer it, and ValidationError when it
    was answered already or the address is of somebody whom it concerns.
    """
    appeal = Appeal.objects.select_for_update(no_key=True).get(pk=appeal.pk)
    if not may_ask_outsider(moderator, appeal):
        raise PermissionDenied
    if Decision.objects.filter(answers=appeal).exists():
        raise ValidationError(_("This appeal has been answered."))
    if address.strip().casefold() == moderator.email.casefold() or is_party(address, appeal):
        raise ValidationError({"address": _("This is the address of somebody whom it concerns.")})
    now = timezone.now()
    OutsideReview.objects.filter(appeal=appeal, ended_at=None).update(ended_at=now)
    review: OutsideReview = OutsideReview.objects.create(
        appeal=appeal,
        name=name.strip(),
        address=address,
        asked_by=moderator,
        asked_at=now,
        until=now + REVIEW_TIME,
    )
    with override(settings.LANGUAGE_CODE):
        words = _(
            "Dear %(name)s,\n\nThe editors of Stellingname ask you to look again at a decision they took. "
            "Somebody whom it concerns asked for that, and nobody else here can do it.\n\n"
            "This link opens this one case, until %(until)s, without an account. Do not pass it on:\n%(url)s\n\n"
            "You read what was decided and why, and what is said against it. Then you say what it must be.\n"
        ) % {
            "name": review.name,
            "until": date_format(timezone.localtime(review.until), "j F Y"),
            "url": review_url(review),
        }
        queue_mail(
            person=None,
            address=address,
            kind="outside_review",
            key=f"review-{review.pk}",
            subject=_("Will you look again at a decision of ours?"),
            body_text=words,
        )
    return review


def review_url(review: OutsideReview) -> str:
    """The address that opens this case for whoever holds it."""
    token = signing.Signer(salt=_SALT).sign(str(review.public_id)).replace(":", "~")
    return f"{settings.PUBLIC_URL}{reverse('outside_review', args=[token])}"


def find_review(token: str) -> OutsideReview | None:
    """The review that a link was made for, whether it works still or not; else None."""
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token.replace("~", ":"))
    except signing.BadSignature:
        return None
    return OutsideReview.objects.select_related("appeal__case").filter(public_id=public_id).first()
