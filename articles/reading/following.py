"""Whether a reader follows something, for the button on its page."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from articles.models import Article, Follow, Series
from articles.models.follow import Subject


def is_following(viewer: User | AnonymousUser, subject: Subject) -> bool | None:
    """None for a visitor, who is led to the log-in. One query, none for a visitor."""
    if not isinstance(viewer, User):
        return None
    return bool(Follow.objects.of(viewer, subject).exists())


def visible_series(viewer: User | AnonymousUser, slug: str) -> Series | None:
    """The series behind an address; one of which the reader may see nothing is none to them. One query."""
    parts = Article.objects.visible_to(viewer).exclude(current_version=None)
    return Series.objects.filter(slug=slug, articles__in=parts).distinct().first()
