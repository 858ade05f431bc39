"""What answers a query, for one reader: the hits, and how many there are of each kind."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from articles.models import Article, ArticleEntry, ClaimEntry
from articles.models.search import Rank, shown_whole_to
from articles.search.query import Query, tsquery_of
from discussions.models import CommentEntry
from discussions.permissions import Reader

KINDS = ("article", "claim", "comment")
# Of each kind the newest hits only: a word that every text holds costs no more than another.
MOST_HITS = {"article": 500, "claim": 1_000, "comment": 1_000}
UNKNOWN = "onbekend"

_FIELDS = ("kind", "key", "article_key", "moment", "score")


@dataclass(frozen=True)
class Hit:
    """`key` is the primary key of the article, claim or comment."""

    kind: str
    key: int
    article: int
    moment: datetime
    score: float


@dataclass(frozen=True)
class Narrowing:
    """What someone chose besides the words; "" or None is everything. Slugs; "onbekend" is the
    source of articles without one."""

    source: str = ""
    topic: str = ""
    series: str = ""
    year: int | None = None

    def of_articles(self, path: str) -> Q:
        """As a condition on articles, which are reached by `path` ("article")."""
        chosen = Q()
        if self.source == UNKNOWN:
            chosen &= Q(**{f"{path}__source__isnull": True})
        elif self.source:
            chosen &= Q(**{f"{path}__source__slug": self.source})
        if self.topic:
            about = Article.topics.through.objects.filter(topic__slug=self.topic)
            chosen &= Q(**{f"{path}__in": about.values("article")})
        if self.series:
            chosen &= Q(**{f"{path}__series__slug": self.series})
        return chosen

    def of_moments(self) -> Q:
        if self.year is None:
            return Q()
        return Q(
            moment__gte=datetime(self.year, 1, 1, tzinfo=UTC),
            moment__lt=datetime(self.year + 1, 1, 1, tzinfo=UTC),
        )


def find(
    viewer: Reader, query: Query, forms: Mapping[str, Collection[str]], narrowing: Narrowing
) -> list[Hit]:
    """The newest hits of each kind, in no order. One query."""
    wanted = tsquery_of(query, forms.__getitem__)
    articles, claims, comments = _sources(viewer, wanted, narrowing)
    rows = articles.union(claims, comments, all=True)
    return [Hit(*row) for row in rows]


def anything(viewer: Reader, query: Query, forms: Mapping[str, Collection[str]]) -> bool:
    """Whether this reader finds something with the query."""
    wanted = tsquery_of(query, forms.__getitem__)
    return any(source.exists() for source in _sources(viewer, wanted, Narrowing()))


def _sources(viewer: Reader, wanted: str, narrowing: Narrowing) -> list[QuerySet[Any, Any]]:
    whole = shown_whole_to(viewer, "article__")
    of_text = Coalesce(
        Cast("article__published_on", DateTimeField()), "article__opened_at", "article__created_at"
    )
    articles = ArticleEntry.objects.findable_by(viewer, wanted).annotate(
        kind=_kind("article"),
        key=F("article_id"),
        article_key=F("article_id"),
        moment=of_text,
        # By what this reader may read: the order tells nothing about the rest.
        score=Case(When(whole, then=Rank("vector", wanted)), default=Rank("open_vector", wanted))
        if whole
        else Rank("vector", wanted),
    )
    claims = ClaimEntry.objects.findable_by(viewer, wanted).annotate(
        kind=_kind("claim"),
        key=F("claim_id"),
        article_key=F("claim__article_id"),
        moment=Coalesce(
            Cast("claim__article__published_on", DateTimeField()),
            "claim__article__opened_at",
            "claim__article__created_at",
        ),
        score=Rank("vector", wanted),
    )
    comments = CommentEntry.objects.findable_by(viewer, wanted).annotate(
        kind=_kind("comment"),
        key=F("comment_id"),
        article_key=F("article_id"),
        moment=F("created_at"),
        score=Rank("vector", wanted),
    )
    limited = []
    for kind, entries, path in (
        ("article", articles, "article"),
        ("claim", claims, "claim__article"),
        ("comment", comments, "article"),
    ):
        rows = entries.filter(narrowing.of_articles(path), narrowing.of_moments())
        order = ("-created_at", "-comment_id") if kind == "comment" else ("-moment", "-key")
        limited.append(rows.order_by(*order).values_list(*_FIELDS)[: MOST_HITS[kind]])
    return limited


def _kind(name: str) -> Value:
    return Value(name, output_field=CharField())


@dataclass(frozen=True)
class Option:
    """One choice of a filter: what stands in the address, what is read, how many hits it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Counts:
    kinds: Mapping[str, int]
    sources: Sequence[Option]
    topics: Sequence[Option]
    series: Sequence[Option]
    years: Sequence[Option]


def count(hits: Sequence[Hit], unknown_label: str) -> Counts:
    """How many hits each choice leaves. Two queries, about the articles of the hits."""
    per_article = Counter(hit.article for hit in hits)
    sources: Counter[tuple[str, str]] = Counter()
    series: Counter[tuple[str, str]] = Counter()
    topics: Counter[tuple[str, str]] = Counter()
    articles = Article.objects.filter(pk__in=list(per_article)).values_list(
        "pk", "source__slug", "source__name", "series__slug", "series__title"
    )
    for key, source, name, part_of, title in articles:
        sources[(source or UNKNOWN, name or unknown_label)] += per_article[key]
        if part_of:
            series[(part_of, title)] += per_article[key]
    about = Article.topics.through.objects.filter(article__in=list(per_article)).values_list(
        "article_id", "topic__slug", "topic__name"
    )
    for key, slug, name in about:
        topics[(slug, name)] += per_article[key]
    years = Counter(hit.moment.year for hit in hits)
    return Counts(
        kinds=Counter(hit.kind for hit in hits),
        sources=_options(sources),
        topics=_options(topics),
        series=_options(series),
        years=[Option(str(year), str(year), years[year]) for year in sorted(years, reverse=True)],
    )


def _options(counted: Mapping[tuple[str, str], int]) -> list[Option]:
    return [
        Option(value, label, number)
        for (value, label), number in sorted(
            counted.items(), key=lambda item: (-item[1], item[0][1])
        )
    ]
