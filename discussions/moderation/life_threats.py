"""Somebody may be in danger: marking the case, and noting who was told (regulation 2022/2065, article 18)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.actions.cases import make_urgent
from discussions.models import Case, LifeThreat


@transaction.atomic
def mark_life_threat(*, case: Case, moderator: User) -> LifeThreat:
    """Say that this case is about a threat to somebody's life or safety: it cannot wait. Twice is once."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    threat: LifeThreat
    threat, is_new = LifeThreat.objects.get_or_create(case=case, defaults={"marked_by": moderator})
    if is_new and case.closed_at is None:
        make_urgent(case)
    return threat


@transaction.atomic
def record_informed(
    *, threat: LifeThreat, moderator: User, informed: str, informed_at: datetime
) -> LifeThreat:
    """Note who was told of it, and when. Who is noted once stays: the first were told.

    Raises ValidationError, by field, without a name or for a moment that is still to come.
    """
    threat = LifeThreat.objects.select_for_update(no_key=True).get(pk=threat.pk)
    if threat.informed:
        return threat
    if not informed.strip():
        raise ValidationError({"informed": _("Say who was told, such as the police of a place.")})
    if informed_at > timezone.now():
        raise ValidationError({"informed_at": _("This moment is still to come.")})
    threat.informed, threat.informed_at = informed.strip(), informed_at
    threat.informed_by = moderator
    threat.save(update_fields=["informed", "informed_at", "informed_by"])
    return threat
