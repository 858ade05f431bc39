"""Writing down what comes of disputes outside the courts (regulation 2022/2065, article 21)."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Decision, Dispute, DisputeOutcome
from discussions.models.dispute import TO_CARRY_OUT
from discussions.moderation.log import is_about
from discussions.moderation.within import refuse_another_scope
from discussions.permissions import may_moderate


class StaleDispute(Exception):
    """Somebody else wrote something down meanwhile. `dispute` is how it stands now."""

    def __init__(self, dispute: Dispute) -> None:
        super().__init__(dispute)
        self.dispute = dispute


def in_dispute(decision: Decision) -> Decision:
    """What a dispute is about: the decision itself, or of an answer that let it stand or shortened it the decision
    that was appealed against."""
    if decision.answers is not None and decision.reverses_id is None:
        return decision.answers.decision
    return decision


@transaction.atomic
def open_dispute(
    *, moderator: User, decision: Decision, body: str, came_in: date, reference: str = ""
) -> Dispute:
    """Write down that somebody brought this decision before a body, and when we heard of it. The same twice is once.

    Raises ValidationError by field without a body or for a day that cannot be, and PermissionDenied for a decision of
    another scope, about this moderator, or of which nobody ever read.
    """
    decision = in_dispute(decision)
    _refuse(moderator, decision)
    body, reference = _plain(body), _plain(reference)
    _check(decision, body=body, came_in=came_in)
    dispute: Dispute
    dispute, _is_new = Dispute.objects.get_or_create(
        decision=decision,
        body=body,
        reference=reference,
        came_in=came_in,
        defaults={"recorded_by": moderator},
    )
    return dispute


@transaction.atomic
def record_dispute(
    *,
    moderator: User,
    dispute: Dispute,
    seen_version: int,
    body: str,
    came_in: date,
    reference: str = "",
    ended: date | None = None,
    outcome: str = "",
    implemented: date | None = None,
) -> Dispute:
    """Write down how a dispute stands now: how it ended, whether that was carried out, or what was written wrong
    before. The same twice is once.

    Raises StaleDispute when a colleague was first, ValidationError by field for what cannot be, and PermissionDenied
    as `open_dispute` does.
    """
    locked = Dispute.objects.select_for_update(no_key=True, of=("self",))
    dispute = locked.select_related("decision__comment").get(pk=dispute.pk)
    _refuse(moderator, dispute.decision)
    stands = {
        "body": _plain(body),
        "reference": _plain(reference),
        "came_in": came_in,
        "ended": ended,
        "outcome": outcome,
        "implemented": implemented,
    }
    if all(getattr(dispute, name) == value for name, value in stands.items()):
        return dispute
    if dispute.version != seen_version:
        raise StaleDispute(dispute)
    _check(
        dispute.decision,
        body=_plain(body),
        came_in=came_in,
        ended=ended,
        outcome=outcome,
        implemented=implemented,
    )
    for name, value in stands.items():
        setattr(dispute, name, value)
    same = Dispute.objects.filter(
        decision=dispute.decision,
        body=dispute.body,
        reference=dispute.reference,
        came_in=came_in,
    )
    if same.exclude(pk=dispute.pk).exists():
        raise ValidationError(
            {"reference": _("This dispute was recorded already. Is it another one? Say which.")}
        )
    dispute.version += 1
    dispute.recorded_by, dispute.recorded_at = moderator, timezone.now()
    dispute.save()
    return dispute


def _refuse(moderator: User, decision: Decision) -> None:
    if not may_moderate(moderator) or is_about(decision, moderator):
        raise PermissionDenied
    refuse_another_scope(moderator, decision)
    if not Decision.objects.that_were_told().filter(pk=decision.pk).exists():
        raise PermissionDenied


def _check(
    decision: Decision,
    *,
    body: str,
    came_in: date,
    ended: date | None = None,
    outcome: str = "",
    implemented: date | None = None,
) -> None:
    today, wrong = timezone.localdate(), {}
    if not body:
        wrong["body"] = _("Write the name of the body.")
    if came_in < timezone.localdate(decision.created_at):
        wrong["came_in"] = _("This day lies before the measure itself.")
    if outcome and outcome not in DisputeOutcome.values:
        wrong["outcome"] = _("Choose one of these.")
    elif ended is not None and not outcome:
        wrong["outcome"] = _("Say how it ended, or leave the day empty.")
    if outcome and ended is None:
        wrong["ended"] = _("Fill in the day on which it ended.")
    elif ended is not None and ended < came_in:
        wrong["ended"] = _("This day lies before the day on which it came in.")
    if implemented is not None and outcome not in TO_CARRY_OUT:
        wrong["implemented"] = _("With this outcome there is nothing to carry out.")
    elif implemented is not None and ended is not None and implemented < ended:
        wrong["implemented"] = _("This day lies before the day on which it ended.")
    days = {"came_in": came_in, "ended": ended, "implemented": implemented}
    for name, day in days.items():
        if day is not None and day > today:
            wrong[name] = _("This day is still to come.")
    if wrong:
        raise ValidationError(wrong)


def _plain(text: str) -> str:
    return " ".join(text.split())
