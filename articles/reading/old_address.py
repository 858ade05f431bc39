"""Where an article is now that another site had at some address."""

from articles.models import OldAddress
from articles.models.article import ArticleStatus

_LONGEST = 500


def article_once_at(*paths: str) -> str:
    """The address here of the article that stood at one of these; empty when readers have none.

    A withdrawn article has a page that says why. One query.
    """
    sought = [path for path in paths if 1 < len(path) <= _LONGEST and "\0" not in path]
    if not sought:
        return ""
    found = OldAddress.objects.filter(
        path__in=sought, article__status__in=[ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN]
    ).select_related("article")
    old = found.order_by("pk").first()
    return old.article.get_absolute_url() if old else ""
