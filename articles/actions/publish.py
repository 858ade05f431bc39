"""Opening an article to readers, taking it away with a public reason, and putting it back."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import User
from articles.models import Article, Passage, Withdrawal
from articles.models.article import ArticleStatus
from articles.models.passage import PassageState

# By name: the job lives in `discussions`, which may import us and not the other way round.
TELL = "discussions.tell_about_article"


class WrongStatus(Exception):
    """The article is not in the status this asks for: somebody was here first. `article` is as it is now."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.status)
        self.article = article


class UnseenChanges(Exception):
    """Passages would be drawn with other words than before, and the editor has not said to have seen them."""


@transaction.atomic
def publish_article(*, article: Article, saw_changes: bool = False) -> Article:
    """Open a draft to readers, and have those told who follow its series. There is no way back to draft,
    only `withdraw_article`.

    Raises `WrongStatus` when it is no draft, or has no text yet, and `UnseenChanges` when passages of its
    text changed that no editor has confirmed, and not `saw_changes`.
    """
    found = _locked(article)
    if found.status != ArticleStatus.DRAFT or found.current_version_id is None:
        raise WrongStatus(found)
    unseen = Passage.objects.current().filter(
        version=found.current_version_id, state=PassageState.CHANGED, checked_at__isnull=True
    )
    if not saw_changes and unseen.exists():
        raise UnseenChanges
    found.status = ArticleStatus.PUBLISHED
    found.opened_at = found.opened_at or timezone.now()
    found.save(update_fields=["status", "opened_at"])
    if found.series_id is not None:
        app.configure_task(TELL).defer(article_id=found.pk)
    return found


@transaction.atomic
def withdraw_article(*, article: Article, editor: User, reason: str) -> Withdrawal:
    """Take a published article away. `reason` stands at its address for everyone to read.

    Text, claims, comments and stances stay as they are, for `restore_article`. Raises `WrongStatus`,
    and `ValueError` without a reason.
    """
    reason = reason.strip()
    if not reason:
        raise ValueError("An article is withdrawn with a reason.")
    found = _locked(article)
    if found.status != ArticleStatus.PUBLISHED:
        raise WrongStatus(found)
    found.status = ArticleStatus.WITHDRAWN
    found.save(update_fields=["status"])
    return Withdrawal.objects.create(article=found, reason=reason, by=editor)


@transaction.atomic
def restore_article(*, article: Article, editor: User) -> Article:
    """Put a withdrawn article back as it was. The reason stays as history. Raises `WrongStatus`."""
    found = _locked(article)
    if found.status != ArticleStatus.WITHDRAWN:
        raise WrongStatus(found)
    found.status = ArticleStatus.PUBLISHED
    found.save(update_fields=["status"])
    found.withdrawals.filter(ended_at=None).update(ended_at=timezone.now(), ended_by=editor)
    return found


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
