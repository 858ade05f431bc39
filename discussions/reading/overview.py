"""The front page: two claims that contradict each other, and the articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Func, JSONField, Q, QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Claim
from articles.permissions import may_read_whole
from articles.reading.sentences import first_sentence
from discussions.reading.claim_card import text_of
from discussions.reading.contradictions import Pair, contradictions
from discussions.reading.divided import DividedClaim, divided_claims
from discussions.reading.filters import Filter, NoSuchFilter
from discussions.reading.opening import opening_sentences
from discussions.reading.thread_page import (
    claim_comment_counts_for_articles,
    comment_counts_for_articles,
)

PAGE_SIZE = 20
PAIRS_SHOWN = 4  # the facing one included
DIVIDED_SHOWN = 3
UNKNOWN_SOURCE = "onbekend"  # in the address, for articles of which nobody knows the source
BEGINNING = 2_000  # characters of a text without a lead, to find its first paragraph in
NEAR = 200  # characters after the title: a first paragraph further on may be beyond an excerpt
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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

    `comment_count` is about the article itself, `claim_comment_count` about all its claims.
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


@dataclass(frozen=True)
class Overview:
    """`facing` is None, and `opposed` empty, where no two claims contradict each other; `divided`
    is empty until enough people take a stance."""

    facing: Pair | None
    opposed: Sequence[Pair]
    divided: Sequence[DividedClaim]
    articles: Sequence[Entry]
    filters: Sequence[Filter]
    next_url: str | None


def load_overview(viewer: User | AnonymousUser, source: str = "", after: str = "") -> Overview:
    """Everything the front page shows, in the same number of queries whatever there is.

    `source` is the slug of a source, "onbekend", or "" for all articles; `after` is the key of the
    last article of the page before. Raises NoSuchFilter for an address that leads nowhere. The
    contradictions and what people are divided on stand on the first page of everything only.
    """
    opening = not source and not after
    pairs = contradictions(viewer, PAIRS_SHOWN) if opening else []
    filters = source_filters(viewer, source)
    visible = _readable(viewer)
    if source == UNKNOWN_SOURCE:
        visible = visible.filter(source__isnull=True)
    elif source:
        visible = visible.filter(source__slug=source)
    if after:
        visible = visible.filter(_older_than(after))
    # Only the start of each text is fetched: twenty whole ones may be megabytes.
    rows = list(
        visible.select_related("source", "series", "current_version")
        .only(*ENTRY_FIELDS)
        .annotate(
            beginning=Left("current_version__canonical_text", BEGINNING),
            first_paragraph=FirstParagraph("current_version__blocks"),
        )
        .order_by("-created_at", "-id")[: PAGE_SIZE + 1]
    )
    shown = rows[:PAGE_SIZE]
    ids = [article.pk for article in shown]
    claims = dict(
        Claim.objects.accepted()
        .filter(article__in=ids)
        .values_list("article")
        .annotate(Count("pk"))
    )
    comments = comment_counts_for_articles(ids)
    claim_comments = claim_comment_counts_for_articles(ids)
    return Overview(
        facing=pairs[0] if pairs else None,
        opposed=pairs[1:],
        divided=divided_claims(viewer, DIVIDED_SHOWN) if opening else [],
        articles=[
            _entry(
                article,
                _opening(viewer, article),
                claim_count=claims.get(article.pk, 0),
                comment_count=comments.get(article.pk, 0),
                claim_comment_count=claim_comments.get(article.pk, 0),
            )
            for article in shown
        ],
        filters=filters,
        next_url=_address(source, after=_key(shown[-1])) if len(rows) > PAGE_SIZE else None,
    )


def source_filters(viewer: User | AnonymousUser, source: str) -> list[Filter]:
    """All articles, then each source by name, then those of unknown source; with their numbers."""
    found = list(
        _readable(viewer)
        .values_list("source__slug", "source__name")
        .annotate(articles=Count("pk"))
        .order_by("source__name", "source__slug")
    )
    options = [("", _("All articles"), sum(number for *_named, number in found))]
    options += [(slug, name, number) for slug, name, number in found if slug is not None]
    options += [
        (UNKNOWN_SOURCE, _("Source unknown"), number)
        for slug, _name, number in found
        if slug is None
    ]
    if source not in {slug for slug, _label, _number in options}:
        raise NoSuchFilter(source)
    return [
        Filter(label, _address(slug), number, current=slug == source)
        for slug, label, number in options
    ]


def _readable(viewer: User | AnonymousUser) -> QuerySet[Article]:
    """An editor's drafts too, once there is a text to read."""
    return Article.objects.visible_to(viewer).exclude(current_version=None)


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


def _entry(
    article: Article,
    opening: str,
    *,
    claim_count: int,
    comment_count: int,
    claim_comment_count: int,
) -> Entry:
    version = text_of(article)
    return Entry(
        title=version.title,
        url=reverse("article", args=[article.slug]),
        lead=opening,
        source_name=article.source.name if article.source else "",
        published_on=article.published_on,
        reading_minutes=version.reading_minutes,
        claim_count=claim_count,
        comment_count=comment_count,
        claim_comment_count=claim_comment_count,
        source_comment_count=article.source_comment_count,
        series_title=article.series.title if article.series else "",
        series_part=article.series_part,
    )


def _address(source: str, after: str = "") -> str:
    query = urlencode({key: said for key, said in (("bron", source), ("na", after)) if said})
    return reverse("overview") + (f"?{query}" if query else "")


def _key(article: Article) -> str:
    """The place of an article in the list: microseconds since 1970 and its id."""
    return f"{(article.created_at - EPOCH) // timedelta(microseconds=1)}-{article.pk}"


def _older_than(key: str) -> Q:
    moment, _dash, pk = key.partition("-")
    if not (moment.isdecimal() and pk.isdecimal() and len(moment) <= 17 and len(pk) <= 18):
        raise NoSuchFilter(key)
    created_at = EPOCH + timedelta(microseconds=int(moment))
    return Q(created_at__lt=created_at) | Q(created_at=created_at, pk__lt=int(pk))
