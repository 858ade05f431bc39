"""Whether a reader follows something, for the button on its page."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from articles.models import Follow
from articles.models.follow import Subject


def is_following(viewer: User | AnonymousUser, subject: Subject) -> bool | None:
    """None for a visitor, who is led to the log-in. One query, none for a visitor."""
    if not isinstance(viewer, User):
        return None
    return bool(Follow.objects.of(viewer, subject).exists())
