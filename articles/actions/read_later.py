"""Keeping an article for later, and letting it go. Reading it does neither: that is for the reader."""

from django.db import transaction

from accounts.models import User
from articles.models import Article, ReadLater


@transaction.atomic
def keep_for_later(*, person: User, article: Article) -> None:
    """Put the article on the person's list. Twice is once, and keeps its place."""
    ReadLater.objects.bulk_create(
        [ReadLater(person=person, article=article)], ignore_conflicts=True
    )


@transaction.atomic
def let_go(*, person: User, article: Article) -> None:
    """Take the article off the person's list. Twice is once."""
    ReadLater.objects.filter(person=person, article=article).delete()
