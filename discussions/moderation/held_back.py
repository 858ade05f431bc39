"""Who could not write as others do at the moment of a decision."""

from django.db.models import Q

from discussions.models import Decision, MemberWarning, Outcome, Restriction
from discussions.models.restriction import ON_WRITING_OF_PERSON

# These say what somebody can do who reads them.
_SAYS_WHO_CAN_WRITE = (
    Outcome.HIDE,
    Outcome.REFUSE,
    Outcome.HIDE_TEXT,
    Outcome.HOLD,
    Outcome.WARN,
    Outcome.END,
)


def cannot_write(decision: Decision, person: int | None) -> bool:
    """Whether this person could not write as others do when it was decided, by another measure: suspended, limited, or
    warned and asked to read that first. As it was then, so that the letter stays the same. One query, none for what
    says nothing of it."""
    if person is None or decision.outcome not in _SAYS_WHO_CAN_WRITE:
        return False
    then = decision.created_at
    held = Restriction.objects.filter(
        Q(until__isnull=True) | Q(until__gt=then),
        Q(ended_at__isnull=True) | Q(ended_at__gt=then),
        person=person,
        starts_at__lte=then,
        kind__in=ON_WRITING_OF_PERSON,
    )
    warned = MemberWarning.objects.filter(
        Q(taken_back_at__isnull=True) | Q(taken_back_at__gt=then),
        Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gt=then),
        person=person,
        decision__created_at__lte=then,
    )
    if decision.pk is not None:
        held = held.exclude(ended_decision=decision)
        warned = warned.exclude(decision=decision)
    return bool(held.values("pk").union(warned.values("pk")).exists())
