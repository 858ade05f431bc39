"""Closing or slowing a discussion, limiting or suspending a person, and ending that."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article
from discussions.actions.threads import lock_thread, record_change
from discussions.models import Restriction, RestrictionKind, Thread
from discussions.models.restriction import (
    OF_ARTICLE,
    OF_PERSON,
    OF_SITE,
    OF_THREAD,
    WITH_INTERVAL,
    RestrictionQuerySet,
)
from discussions.permissions import may_moderate

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)


@transaction.atomic
def restrict(
    *,
    moderator: User,
    kind: str,
    reason: str,
    thread: Thread | None = None,
    article: Article | None = None,
    person: User | None = None,
    interval: timedelta | None = None,
    starts_at: datetime | None = None,
    until: datetime | None = None,
    rule_code: str = "",
) -> Restriction:
    """Let this hold from now on, in a discussion, for an article with all its claims, for a person or (with none of
    these) everywhere; what held of the same kind ends.

    Closing may begin later, at `starts_at`: it is announced until then. `interval` (a minute to a day) goes with
    "slow" and "limited" only. Raises ValidationError, by field, for a reason, interval, beginning, end or kind that
    does not fit, and for restricting oneself.
    """
    if not may_moderate(moderator):
        raise PermissionDenied
    now = timezone.now()
    if kind not in WITH_INTERVAL:
        interval = None
    kinds = OF_THREAD if thread else OF_ARTICLE if article else OF_PERSON if person else OF_SITE
    _check(kind, reason, interval, starts_at, until, now, kinds=kinds)
    if person is not None and person.pk == moderator.pk:
        raise ValidationError(_("This is you. A colleague decides about you, not you."))
    if thread is not None:
        lock_thread(thread_id=thread.pk)
    elif article is not None:
        Article.objects.select_for_update(no_key=True).only("pk").get(pk=article.pk)
    elif person is None:
        # No row to hold on to: of two moderators at once the second waits here. Readers do not.
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE discussions_restriction IN SHARE ROW EXCLUSIVE MODE")
    else:
        User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    _running(thread, article, person, kind).update(ended_at=now, ended_by=moderator)
    restriction: Restriction = Restriction.objects.create(
        thread=thread,
        article=article,
        person=person,
        kind=kind,
        interval=interval,
        reason=reason.strip(),
        rule_code=rule_code,
        set_by=moderator,
        starts_at=starts_at or now,
        until=until,
    )
    if thread is not None:
        record_change(thread=thread, readable=0)
    return restriction


@transaction.atomic
def lift(*, restriction: Restriction, moderator: User) -> Restriction:
    """End it now. What ended already stays as it ended."""
    if not may_moderate(moderator) or restriction.person_id == moderator.pk:
        raise PermissionDenied
    if restriction.thread_id:
        thread = lock_thread(thread_id=restriction.thread_id)
        record_change(thread=thread, readable=0)
    Restriction.objects.filter(pk=restriction.pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), ended_by=moderator
    )
    ended: Restriction = Restriction.objects.get(pk=restriction.pk)
    return ended


def _running(
    thread: Thread | None, article: Article | None, person: User | None, kind: str
) -> RestrictionQuerySet:
    return Restriction.objects.filter(
        thread=thread, article=article, person=person, kind=kind, ended_at__isnull=True
    )


def _check(
    kind: str,
    reason: str,
    interval: timedelta | None,
    starts_at: datetime | None,
    until: datetime | None,
    now: datetime,
    *,
    kinds: Sequence[RestrictionKind],
) -> None:
    errors: dict[str, str] = {}
    if kind not in kinds:
        errors["kind"] = _("Choose one of these.")
    if not reason.strip():
        errors["reason"] = _("Say why: everyone whom it concerns reads this.")
    if kind in WITH_INTERVAL and not (interval and SHORTEST <= interval <= LONGEST):
        errors["interval"] = _("Choose how much time there must be between two comments.")
    if starts_at is not None and kind != RestrictionKind.CLOSED:
        errors["starts_at"] = _("Only closing can begin later.")
    elif starts_at is not None and starts_at <= now:
        errors["starts_at"] = _("This moment is over. Choose a later one, or leave it empty.")
    elif starts_at is not None and until is not None and until <= starts_at:
        errors["until"] = _("This comes before it begins. Choose a later moment.")
    if until is not None and until <= now:
        errors["until"] = _("This moment is over. Choose a later one, or leave it empty.")
    if kind == RestrictionKind.SUSPENDED and until is None:
        # Somebody who waits must know for how long.
        errors["until"] = _("Say until when. A suspension has an end.")
    if errors:
        raise ValidationError(errors)
