"""The editor's list of articles: one page of rows, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from articles.models import Article, ArticleVersion, Claim, Passage
from articles.models.article import ArticleStatus

PAGE_SIZE = 20
# Digits; a longer number from an address is no key of any row, and int() refuses thousands of them.
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class DeskRow:
    """An article on the desk; `doubtful_count` counts passages of the current version to check."""

    title: str
    slug: str
    status: ArticleStatus
    source_name: str
    version_count: int
    claim_count: int
    doubtful_count: int

    @property
    def url(self) -> str:
        """What an editor opens first: the record of how it was read."""
        return reverse("article_record", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.status is ArticleStatus.PUBLISHED

    @property
    def status_label(self) -> str | Promise:
        return self.status.label


@dataclass(frozen=True)
class DeskPage:
    """`next_cursor` is empty on the last page."""

    rows: tuple[DeskRow, ...]
    next_cursor: str


def load_desk(articles: "QuerySet[Article]", *, after: str = "") -> DeskPage:
    """Twenty of `articles`, newest first, from the cursor `after` of the page before.

    A cursor that is no number, or too long for one, counts as none.
    """
    found = articles.select_related("current_version", "source").defer(
        "current_version__raw",
        "current_version__lines",
        "current_version__blocks",
        "current_version__canonical_text",
        "current_version__metadata",
    )
    if after.isdecimal() and len(after) <= LONGEST_NUMBER:
        found = found.filter(pk__lt=int(after))
    here = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    page = here[:PAGE_SIZE]
    ids = [article.pk for article in page]
    versions = _counted(ArticleVersion.objects.filter(article__in=ids), "article_id")
    claims = _counted(Claim.objects.filter(article__in=ids), "article_id")
    doubtful = _counted(
        Passage.objects.to_check().filter(version__in=[a.current_version_id for a in page]),
        "version_id",
    )
    rows = tuple(
        DeskRow(
            title=article.current_version.title if article.current_version else article.slug,
            slug=article.slug,
            status=ArticleStatus(article.status),
            source_name=article.source.name if article.source else "",
            version_count=versions.get(article.pk, 0),
            claim_count=claims.get(article.pk, 0),
            doubtful_count=doubtful.get(article.current_version_id or 0, 0),
        )
        for article in page
    )
    return DeskPage(rows, str(page[-1].pk) if len(here) > PAGE_SIZE else "")


def _counted(rows: "QuerySet[Model]", key: str) -> dict[int, int]:
    """How many rows there are for each value of `key`; a value without rows is absent."""
    counts: Sequence[tuple[int, int]] = list(
        rows.order_by().values_list(key).annotate(n=Count("pk"))
    )
    return dict(counts)
