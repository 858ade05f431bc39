"""What came before about one person."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from discussions.models import Comment, Decision, Restriction, RestrictionKind
from discussions.models.decision import DecisionQuerySet
from discussions.models.outcome import AFTER_REPORT
from discussions.moderation.ladder import Before
from discussions.moderation.policy import AGAINST

YEAR = timedelta(days=365)


def decided_about(lines: DecisionQuerySet, person: int) -> DecisionQuerySet:
    """Those of `lines` that are about this person or about what they wrote.

    By number, of two lists that each follow a key of their own: joined by *or* they would read the whole log.
    """
    of_words = Decision.objects.filter(comment__author=person).order_by().values("pk")
    of_person = Decision.objects.filter(person=person).order_by().values("pk")
    return lines.filter(pk__in=of_words.union(of_person))


def what_came_before(person: User) -> Before:
    """The last year of this member, for the ladder. Three queries.

    A warning counts from when its letter left: nobody was warned by what they cannot have read.
    """
    now = timezone.now()
    since, left = now - YEAR, now - settings.LETTERS_WAIT
    lines = Decision.objects.filter(created_at__gt=since)
    said = decided_about(lines, person.pk).aggregate(
        against=Count("pk", filter=Q(outcome__in=AGAINST, reversed_by__isnull=True)),
        warnings=Count(
            "pk", filter=Q(outcome="warn", reversed_by__isnull=True, created_at__lte=left)
        ),
    )
    # What was taken back does not count, and what was shortened counts once.
    stands = Q(decision__reversed_by__isnull=True) & ~Q(decision__outcome="shorten")
    held = Restriction.objects.filter(stands, person=person, starts_at__gt=since).aggregate(
        pauses=Count("pk", filter=Q(kind=RestrictionKind.LIMITED)),
        suspensions=Count("pk", filter=Q(kind=RestrictionKind.SUSPENDED)),
    )
    written = Comment.every.filter(author=person, created_at__gt=since).count()
    return Before(written=written, **said, **held)


def was_reported(person: User) -> bool:
    """Whether, within the last year, a measure that still stands was taken against what they wrote after somebody
    reported it. One query."""
    lines = Decision.objects.filter(
        comment__author=person,
        outcome__in=AGAINST,
        source__in=AFTER_REPORT,
        reversed_by__isnull=True,
        created_at__gt=timezone.now() - YEAR,
    )
    return bool(lines.exists())
