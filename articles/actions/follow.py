"""Following an article, a claim or a series, and no longer doing so."""

from django.db import transaction

from accounts.models import User
from articles.models import Follow
from articles.models.follow import Subject, named


@transaction.atomic
def follow(*, person: User, subject: Subject) -> None:
    """Tell `person` from now on what happens here. Twice is once."""
    Follow.objects.bulk_create([Follow(person=person, **named(subject))], ignore_conflicts=True)


@transaction.atomic
def unfollow(*, person: User, subject: Subject) -> None:
    """Tell them no longer. Twice is once; what they were told stays."""
    Follow.objects.of(person, subject).delete()


@transaction.atomic
def stop_following(*, person: User, follow_id: int) -> None:
    """The same, by the row of one's own list. A row of somebody else is left alone."""
    Follow.objects.filter(person=person, pk=follow_id).delete()
