"""Fetching the feed of a source: its entries become drafts for an editor to look at."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.actions.import_article import import_article
from articles.actions.lock import hold_import_lock
from articles.importers.errors import UnreadableSource
from articles.importers.feed import read_feed
from articles.importers.foreign import ForeignArticle
from articles.importers.kinds import SourceKind
from articles.importers.read import read_article
from articles.importers.wordpress_page import as_page
from articles.models import Article, Feed, Source
from articles.models.article import ArticleStatus
from articles.models.source import Display, Rights
from articles.outgoing import Fetched, Refused, Resolver, fetch, public_addresses

_HOUR = timedelta(hours=1)
_SLACK = timedelta(minutes=5)  # the clock strikes a little late now and then


@dataclass(frozen=True)
class FeedResult:
    """How many drafts are new or have new words; `failure` is one Dutch sentence, or empty."""

    new: int = 0
    changed: int = 0
    failure: str = ""


def due_feeds(now: datetime | None = None) -> QuerySet[Feed]:
    """Feeds that are on and whose rest is over."""
    moment = (now or timezone.now()) + _SLACK
    rested = Q(checked_at__lte=moment - F("every_hours") * _HOUR)
    return Feed.objects.filter(Q(checked_at__isnull=True) | rested, is_on=True).order_by("pk")


def fetch_feed(*, feed: Feed, resolve: Resolver = public_addresses) -> FeedResult:
    """Ask the server once, store what is new as drafts, and remember how it went.

    The address must be among `settings.FEED_HOSTS`; a feed that is off is not fetched. No transaction
    is open while we wait for the server. The same entries twice change nothing.
    """
    if not feed.is_on:
        return FeedResult()
    try:
        answer = fetch(
            feed.url,
            allowed_hosts=settings.FEED_HOSTS,
            agent=f"Stellingname (+{settings.PUBLIC_URL})",
            etag=feed.etag,
            last_modified=feed.last_modified,
            resolve=resolve,
        )
        entries = []
        if answer.body is not None:
            entries = read_feed(
                answer.body,
                name=feed.url,
                source_name=feed.source.name,
                key=f"feed:{feed.source_id}",
            )
    except (Refused, UnreadableSource) as refusal:
        return _failed(feed, refusal.reason)
    return _store(feed, answer, entries)


def _failed(feed: Feed, reason: str) -> FeedResult:
    now = timezone.now()
    Feed.objects.filter(pk=feed.pk).update(checked_at=now, failed_at=now, failure=reason[:500])
    return FeedResult(failure=reason)


@transaction.atomic
def _store(feed: Feed, answer: Fetched, entries: list[ForeignArticle]) -> FeedResult:
    hold_import_lock()
    if feed.checked_at is None:
        _begin_with_excerpts(feed.source)
    new = changed = 0
    for entry in reversed(
        entries
    ):  # feeds begin with the newest; ours come in as they were written
        article = Article.objects.filter(import_key=entry.key).first()
        if article is not None and not _may_follow(article):
            continue
        raw = as_page(entry)
        if article is not None and _is_same(article, raw):
            continue
        try:
            draft = read_article(SourceKind.HTML, raw, name=entry.title)
        except UnreadableSource:
            continue  # an entry without words is an announcement, not an article
        made = import_article(
            draft=draft,
            raw=raw,
            import_key=entry.key,
            media_type="text/html",
            rights=Rights.UNKNOWN,
            status=ArticleStatus.DRAFT,
            source_url=entry.url,
        ).article
        if article is None:
            made.source = feed.source
            made.author_name = made.author_name or entry.author_name
            made.published_on = made.published_on or entry.published_on
            made.save(update_fields=["source", "author_name", "published_on"])
        new += article is None
        changed += article is not None
    tags = {"etag": answer.etag, "last_modified": answer.last_modified}
    if answer.body is None:
        tags = {name: said for name, said in tags.items() if said}
    Feed.objects.filter(pk=feed.pk).update(checked_at=Now(), failed_at=None, failure="", **tags)
    return FeedResult(new=new, changed=changed)


def _begin_with_excerpts(source: Source) -> None:
    """A source that we first meet through its feed shows excerpts, until an editor decides otherwise."""
    if source.rights == Rights.UNKNOWN and not source.articles.exists():
        Source.objects.filter(pk=source.pk).update(display=Display.EXCERPT)


def _may_follow(article: Article) -> bool:
    """Only a draft that no editor worked on follows its feed: what readers see changes by hand."""
    version = article.current_version
    untouched = version is None or (not version.choices and version.created_by_id is None)
    return article.status == ArticleStatus.DRAFT and not article.corrected and untouched


def _is_same(article: Article, raw: bytes) -> bool:
    version = article.current_version
    return version is not None and version.raw_sha256 == hashlib.sha256(raw).hexdigest()
