"""What answers a query, for one reader: the hits, and how many there are of each kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
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
from articles.models.search import Rank, shown_to, shown_whole
from articles.models.source import Display
from articles.search.query import Query, tsquery_of
from discussions.models import CommentEntry
from discussions.permissions import Reader

KINDS = ("article", "claim", "comment")
# Of each kind the newest hits only: a word that every text holds costs no more than another.
MOST_HITS = {"article": 500, "claim": 1_000, "comment": 1_000}
UNKNOWN = "onbekend"

_FIELDS = ("kind", "key", "article_key", "moment", "score")


# Where a hit stands in the list: how well it answers (or 0) and its moment, both turned round so that
# smaller comes first, its kind and its key. Whole numbers, as they stand in the address of a next page.
Place = tuple[int, int, str, int]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# The hits of all kinds are found once; one page of them and their numbers are taken from that.
_PAGE_AND_NUMBERS = """
    WITH found (kind, key, article, moment, score) AS MATERIALIZED ({found}),
    hit AS (
        SELECT kind COLLATE "C" AS kind, key, article,
            CASE WHEN %s THEN 0 ELSE -round(score * 1000000) END::bigint AS rank,
            -(extract(epoch FROM moment) * 1000000)::bigint AS age,
            extract(year FROM moment AT TIME ZONE 'UTC')::int AS year
        FROM found
    )
    (
        SELECT kind, key, article, rank, age, 0 AS number FROM hit
        WHERE %s IN ('', kind) AND (rank, age, kind, key) > (%s, %s, %s, %s)
        ORDER BY rank, age, kind, key LIMIT %s
    )
    UNION ALL
    SELECT kind, NULL, article, NULL, year, count(*) FROM hit GROUP BY kind, article, year
"""
_BEFORE_ALL: Place = (-(2**62), -(2**62), "", 0)


@dataclass(frozen=True)
class Hit:
    """`key` is the primary key of the article, claim or comment."""

    kind: str
    key: int
    article: int
    place: Place

    @property
    def moment(self) -> datetime:
        """When the text came out; a comment, when it was written."""
        return _EPOCH - timedelta(microseconds=self.place[1])


@dataclass(frozen=True)
class Tally:
    """How many hits of one kind one article has in one year, shown on this page or not."""

    kind: str
    article: int
    year: int
    number: int


@dataclass(frozen=True)
class Found:
    """One page of hits in their order, one more when there is a next page, and all numbers."""

    hits: Sequence[Hit]
    tallies: Sequence[Tally]


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
    viewer: Reader,
    query: Query,
    forms: Mapping[str, Collection[str]],
    narrowing: Narrowing,
    *,
    kind: str = "",
    newest_first: bool = False,
    after: Place | None = None,
    size: int,
) -> Found:
    """The newest hits of each kind: `size` of them (of one `kind`, or of all), `after` a place in
    the list, and how many there are of everything. One query."""
    wanted = tsquery_of(query, forms.__getitem__)
    statement, values = _statement(shown_to(viewer), narrowing)
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [
                *(wanted if value is _WANTED else value for value in values),
                newest_first,
                kind,
                *(after or _BEFORE_ALL),
                size + 1,
            ],
        )
        rows = cursor.fetchall()
    return Found(
        [
            Hit(of, key, article, (rank, at, of, key))
            for of, key, article, rank, at, _number in rows
            if key
        ],
        [
            Tally(of, article, year, number)
            for of, key, article, _rank, year, number in rows
            if not key
        ],
    )


# Stands in a statement where the query comes: an object of its own, so that no value is taken for it.
_WANTED = str(b"the query", "ascii")


@lru_cache(maxsize=64)
def _statement(shown: frozenset[Display], narrowing: Narrowing) -> tuple[str, Sequence[Any]]:
    """The statement of `find` with its first values, written by Django from the conditions of who
    may find what. Kept, since writing it takes longer than PostgreSQL needs to answer most queries."""
    articles, claims, comments = _sources(shown, _WANTED, narrowing)
    found, values = articles.union(claims, comments, all=True).query.sql_with_params()
    return _PAGE_AND_NUMBERS.format(found=found), values


def _sources(
    shown: frozenset[Display], wanted: str, narrowing: Narrowing
) -> list[QuerySet[Any, Any]]:
    whole = shown_whole(shown, "article__")
    of_text = Coalesce(
        Cast("article__published_on", DateTimeField()), "article__opened_at", "article__created_at"
    )
    articles = ArticleEntry.objects.findable(shown, wanted).annotate(
        kind=_kind("article"),
        key=F("article_id"),
        article_key=F("article_id"),
        moment=of_text,
        # By what this reader may read: the order tells nothing about the rest.
        score=Case(When(whole, then=Rank("vector", wanted)), default=Rank("open_vector", wanted)),
    )
    claims = ClaimEntry.objects.findable(wanted).annotate(
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
    comments = CommentEntry.objects.findable(wanted).annotate(
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
