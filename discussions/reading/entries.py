"""Articles as a list shows them: their beginning in whole sentences, and what people said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Func, JSONField, Q, QuerySet
from django.db.models.functions import Left
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Claim, ReadLater
from articles.permissions import may_read_whole
from articles.reading.sentences import first_sentence
from discussions.reading.claim_card import text_of
from discussions.reading.keys import EPOCH, MICROSECOND, place_in
from discussions.reading.news import new_at_articles
from discussions.reading.opening import opening_sentences
from discussions.reading.overview_filters import State
from discussions.reading.thread_page import (
    claim_comment_counts_for_articles,
    comment_counts_for_articles,
)

KEPT_PER_PAGE = 20
BEGINNING = 2_000  # characters of a text without a lead, to find its first paragraph in
NEAR = 200  # characters after the title: a first paragraph further on may be beyond an excerpt


ENTRY_FIELDS = (
    "slug",
    "created_at",
    "published_on",
    "source_comment_count",
    "series_part",
    "source__name",
    "source__display",
    "series__title",
    "current_version__title",
    "current_version__lead",
    "current_version__word_count",
)


class FirstParagraph(Func):
    """The first block that is a paragraph: where a text without a lead begins to speak."""

    template = """jsonb_path_query_first(%(expressions)s, '$[*] ? (@.kind == "paragraph")')"""
    output_field = JSONField()


@dataclass(frozen=True)
class Entry:
    """`lead` is the text's own beginning, in whole sentences.

    `comment_count` is about the article itself, `claim_comment_count` about all its claims;
    `new_count` is what others said in either since this member was there. `kept`: whether they keep it
    for later; None for a visitor.
    """

    title: str
    url: str
    lead: str
    source_name: str
    published_on: date | None
    reading_minutes: int
    claim_count: int
    comment_count: int
    claim_comment_count: int
    source_comment_count: int | None
    series_title: str
    series_part: int | None
    slug: str
    topics: Sequence[str]
    new_count: int
    kept: bool | None


@dataclass(frozen=True)
class TopicLink:
    name: str
    url: str


def with_beginning(articles: QuerySet[Article]) -> QuerySet[Article]:
    """What an entry needs. Only the start of each text is fetched: twenty whole ones may be megabytes."""
    return (
        articles.select_related("source", "series", "current_version")
        .only(*ENTRY_FIELDS)
        .annotate(
            beginning=Left("current_version__canonical_text", BEGINNING),
            first_paragraph=FirstParagraph("current_version__blocks"),
        )
    )


def entries(viewer: User | AnonymousUser, articles: Sequence[Article]) -> list[Entry]:
    """Articles that came out of `with_beginning`, as entries. Four queries, six for a member."""
    ids = [article.pk for article in articles]
    claims = dict(
        Claim.objects.accepted()
        .filter(article__in=ids)
        .values_list("article")
        .annotate(Count("pk"))
    )
    comments = comment_counts_for_articles(ids)
    claim_comments = claim_comment_counts_for_articles(ids)
    topics = dict(
        Article.topics.through.objects.filter(article__in=ids)
        .values_list("article")
        .annotate(names=ArrayAgg("topic__name", order_by="topic__name"))
    )
    fresh = new_at_articles(viewer, ids)
    kept = _kept(viewer, ids)
    return [
        Entry(
            title=text_of(article).title,
            url=reverse("article", args=[article.slug]),
            lead=_opening(viewer, article),
            source_name=article.source.name if article.source else "",
            published_on=article.published_on,
            reading_minutes=text_of(article).reading_minutes,
            claim_count=claims.get(article.pk, 0),
            comment_count=comments.get(article.pk, 0),
            claim_comment_count=claim_comments.get(article.pk, 0),
            source_comment_count=article.source_comment_count,
            series_title=article.series.title if article.series else "",
            series_part=article.series_part,
            slug=article.slug,
            topics=topics.get(article.pk, []),
            new_count=fresh[article.pk],
            kept=None if kept is None else article.pk in kept,
        )
        for article in articles
    ]


def _kept(viewer: User | AnonymousUser, ids: Sequence[int]) -> set[int] | None:
    if not isinstance(viewer, User):
        return None
    return set(
        ReadLater.objects.filter(person=viewer, article__in=ids).values_list("article", flat=True)
    )


def _opening(viewer: User | AnonymousUser, article: Any) -> str:
    """How the text begins; never more than its excerpt, where this viewer may read no more."""
    place = article.first_paragraph or {"start": 0, "end": 0}
    lead = text_of(article).lead
    opening = lead or article.beginning[place["start"] : place["end"]]
    if may_read_whole(viewer, article):
        return opening_sentences(opening)
    if not lead and place["start"] > len(text_of(article).title) + NEAR:
        return ""
    return first_sentence(" ".join(opening.split()))


def is_kept(viewer: User | AnonymousUser, article: Article) -> bool | None:
    """Whether this member keeps it for later; None for a visitor. One query for a member."""
    kept = _kept(viewer, [article.pk])
    return None if kept is None else bool(kept)


def topic_links(article: Article) -> list[TopicLink]:
    """What an article is about; each leads to all articles about it. One query."""
    named = article.topics.order_by("name").values_list("slug", "name")
    return [TopicLink(name, State(topic=slug).address()) for slug, name in named]


def load_kept(viewer: User, after: str = "") -> tuple[list[Entry], str]:
    """What a member keeps for later, latest first, and the key of the next page ("" on the last).

    Only what they may still see. Raises NoSuchFilter for a key that is none.
    """
    rows: QuerySet[ReadLater] = ReadLater.objects.filter(
        person=viewer,
        article__in=Article.objects.visible_to(viewer).exclude(current_version=None),
    ).order_by("-added_at", "-pk")
    if after:
        rows = rows.filter(_kept_before(after))
    found = list(rows[: KEPT_PER_PAGE + 1])
    shown = found[:KEPT_PER_PAGE]
    articles: QuerySet[Article] = Article.objects.visible_to(viewer)
    by_id = {
        article.pk: article
        for article in with_beginning(articles.filter(pk__in=[row.article_id for row in shown]))
    }
    listed = entries(viewer, [by_id[row.article_id] for row in shown if row.article_id in by_id])
    last = shown[-1] if len(found) > KEPT_PER_PAGE else None
    return listed, f"{(last.added_at - EPOCH) // MICROSECOND}-{last.pk}" if last else ""


def _kept_before(key: str) -> Q:
    moment, pk = place_in(key)
    added_at = EPOCH + moment * MICROSECOND
    return Q(added_at__lt=added_at) | Q(added_at=added_at, pk__lt=pk)
