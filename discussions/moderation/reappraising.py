"""Looking again at a decision: the answer to an appeal, and asking an outsider to give it.

The appeal is locked before anything else: of two people who answer it at once the second finds it answered.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.mail import queue_mail
from accounts.models import Role, User
from discussions.models import Appeal, Decision, Outcome, OutsideReview, Source
from discussions.moderation.deciding import decide, undo
from discussions.moderation.recording import refuse_stale
from discussions.permissions import may_moderate

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
    Everybody whom it concerns is told. Raises StaleCase when it was answered meanwhile or something else changed,
    CannotUndo when the decision does not hold any more, ValidationError as `decide` and `undo` do, and
    PermissionDenied for a review that does not work (any more).
    """
    locked = Appeal.objects.select_for_update(no_key=True).get(pk=appeal.pk)
    appeal = Appeal.objects.select_related("case", "decision__text").get(pk=locked.pk)
    if moderator is None and not (
        review is not None and review.appeal_id == appeal.pk and review.works(timezone.now())
    ):
        raise PermissionDenied
    refuse_stale(case=appeal.case, seen_version=seen_version)
    first = appeal.decision
    if until is not None:
        line = decide(
            moderator=moderator,
            outcome=Outcome.SHORTEN,
            case=appeal.case,
            seen_version=seen_version,
            explanation=explanation,
            until=until,
            answers=appeal,
        )
    elif not founded or first.outcome == Outcome.KEEP:
        line = decide(
            moderator=moderator,
            outcome=Outcome.HIDE if founded else Outcome.UPHOLD,
            case=appeal.case,
            seen_version=seen_version,
            explanation=explanation,
            rule_code=rule_code if founded else "",
            law_code=law_code if founded else "",
            source=Source(first.source),
            answers=appeal,
        )
    else:
        line = undo(decision=first, moderator=moderator, explanation=explanation, answers=appeal)
    OutsideReview.objects.filter(appeal=appeal, ended_at=None).update(ended_at=timezone.now())
    return line


def may_answer(user: User, appeal: Appeal) -> bool:
    """Whoever moderates and did not take the decision; whoever did, when nobody else can."""
    return may_moderate(user) and (
        appeal.decision.moderator_id != user.pk or not colleagues_of(user)
    )


def colleagues_of(user: User) -> bool:
    """Whether somebody else moderates here too. One query."""
    others = User.objects.filter(is_active=True, roles__contains=[Role.MODERATOR])
    return bool(others.exclude(pk=user.pk).exists())


@transaction.atomic
def ask_outsider(*, appeal: Appeal, moderator: User, name: str, address: str) -> OutsideReview:
    """Ask somebody from outside to answer this appeal: a mail with a link that opens this case only, for fourteen days.
    Whom one asked before is asked no more.

    Raises ValidationError when it was answered already.
    """
    if not may_moderate(moderator):
        raise PermissionDenied
    appeal = Appeal.objects.select_for_update(no_key=True).get(pk=appeal.pk)
    if Decision.objects.filter(answers=appeal).exists():
        raise ValidationError(_("This appeal has been answered."))
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
    """The review that a link opens, as long as it works; else None."""
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token.replace("~", ":"))
    except signing.BadSignature:
        return None
    review = (
        OutsideReview.objects.select_related("appeal__case").filter(public_id=public_id).first()
    )
    return review if review is not None and review.works(timezone.now()) else None
