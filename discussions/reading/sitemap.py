"""What search engines may find, by key: pages of at most ten thousand addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse

from articles.models import Article, Claim
from discussions.models import Comment

ROWS = 10_000


@dataclass(frozen=True)
class Place:
    """`changed` is None where nothing tells."""

    path: str
    changed: datetime | None = None


def sitemap_pages() -> list[str]:
    """The paths of the pages. One query for each ten thousand rows."""
    return [
        reverse(name, args=[key])
        for name, rows in (
            ("sitemap_articles", Article.objects.indexable().exclude(current_version=None)),
            ("sitemap_claims", Claim.objects.indexable()),
        )
        for key in _keys(rows)
    ]


def article_places(key: int) -> Iterator[Place]:
    """Articles with an id above `key`; the first page starts with the pages that hold lists."""
    if key == 0:
        yield Place(reverse("overview"))
        yield Place(reverse("claims"))
    said = Comment.objects.filter(thread__article=OuterRef("pk"))
    rows = Article.objects.indexable().exclude(current_version=None).filter(pk__gt=key)
    for slug, changed in (
        rows.annotate(changed=Greatest("opened_at", "current_version__created_at", _newest(said)))
        .order_by("pk")
        .values_list("slug", "changed")[:ROWS]
    ):
        yield Place(reverse("article", args=[slug]), changed)


def claim_places(key: int) -> Iterator[Place]:
    """Claims with an id above `key`."""
    said = Comment.objects.filter(thread__claim=OuterRef("pk"))
    rows = Claim.objects.indexable().filter(pk__gt=key)
    for slug, number, changed in (
        rows.annotate(changed=Greatest("current_wording__since", _newest(said)))
        .order_by("pk")
        .values_list("article__slug", "number", "changed")[:ROWS]
    ):
        yield Place(reverse("claim", args=[slug, number]), changed)


def _newest(said: QuerySet[Comment]) -> Subquery:
    """PostgreSQL's GREATEST passes over what is not there."""
    newest = said.readable().order_by().values(about=F("thread"))  # type: ignore[attr-defined]
    return Subquery(newest.annotate(newest=Max("created_at")).values("newest"))


def _keys(rows: QuerySet[Article] | QuerySet[Claim]) -> Iterator[int]:
    """The id after which each page starts: 0, and then that of the last row of the page before."""
    key = 0
    while True:
        yield key
        border = list(
            rows.filter(pk__gt=key).order_by("pk").values_list("pk", flat=True)[ROWS - 1 : ROWS + 1]
        )
        if len(border) < 2:
            return
        key = border[0]
