"""Fetching the feed of a source: its entries become drafts for an editor to look at."""

import hashlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.actions.import_article import import_article
from articles.actions.lock import hold_import_lock
from articles.actions.next_version import Outcome, bring_next_version
from articles.importers.errors import UnreadableSource
from articles.importers.feed import read_feed
from articles.importers.foreign import ForeignArticle
from articles.importers.kinds import SourceKind
from articles.importers.read import read_article
from articles.importers.wordpress_page import as_page
from articles.models import Article, Feed, Intake, Source
from articles.models.article import ArticleStatus
from articles.models.intake import IntakeQuerySet, IntakeStatus
from articles.models.source import Display, Rights
from articles.outgoing import Fetched, Refused, Resolver, fetch, public_addresses

_HOUR = timedelta(hours=1)
_SLACK = timedelta(minutes=5)  # the clock strikes a little late now and then


@dataclass(frozen=True)
class FeedResult:
    """How many drafts are new, how many articles have new words, and how many new texts wait for an editor.

    `failure` is one Dutch sentence, or empty.
    """

    new: int = 0
    changed: int = 0
    held: int = 0
    failure: str = ""


def due_feeds(now: datetime | None = None) -> QuerySet[Feed]:
    """Feeds that are on and whose rest is over."""
    moment = (now or timezone.now()) + _SLACK
    rested = Q(checked_at__lte=moment - F("every_hours") * _HOUR)
    return Feed.objects.filter(Q(checked_at__isnull=True) | rested, is_on=True).order_by("pk")


def fetch_feed(*, feed: Feed, resolve: Resolver = public_addresses) -> FeedResult:
    """Ask the server once, store what is new as drafts, and remember how it went.

    An article whose entry changed gets a next version, unless an editor must see it first: then it waits
    as an intake, once. The address must be among `settings.FEED_HOSTS`; a feed that is off is not
    fetched. No transaction is open while we wait for the server. The same entries twice change nothing.
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
    came: Counter[Outcome] = Counter()
    # Feeds begin with the newest; ours come in as they were written.
    for entry in reversed(entries):
        # An entry without words is an announcement, not an article.
        with suppress(UnreadableSource):
            came[_bring(entry, feed)] += 1
    tags = {"etag": answer.etag, "last_modified": answer.last_modified}
    if answer.body is None:
        tags = {name: said for name, said in tags.items() if said}
    Feed.objects.filter(pk=feed.pk).update(checked_at=Now(), failed_at=None, failure="", **tags)
    return FeedResult(came[Outcome.NEW], came[Outcome.VERSION], came[Outcome.HELD])


def _bring(entry: ForeignArticle, feed: Feed) -> Outcome:
    """One entry as a draft or as the next text of its article. Raises `UnreadableSource`."""
    article = (
        Article.objects.select_related("current_version")
        .defer("current_version__raw", "current_version__lines")
        .filter(import_key=entry.key)
        .first()
    )
    raw = as_page(entry)
    if article is not None and article.current_version is not None:
        return _bring_again(article, raw)
    made = import_article(
        draft=read_article(SourceKind.HTML, raw, name=entry.title),
        raw=raw,
        import_key=entry.key,
        media_type="text/html",
        rights=Rights.UNKNOWN,
        status=ArticleStatus.DRAFT,
        source_url=entry.url,
    ).article
    made.source = feed.source
    made.author_name = made.author_name or entry.author_name
    made.published_on = made.published_on or entry.published_on
    made.save(update_fields=["source", "author_name", "published_on"])
    return Outcome.NEW


def _bring_again(article: Article, raw: bytes) -> Outcome:
    """What became of the entry of an article that is here. A withdrawn one stays as it was."""
    digest = hashlib.sha256(raw).hexdigest()
    held = Intake.objects.filter(article=article, created_by=None)
    undone = held.exclude(status=IntakeStatus.DONE).filter(raw_sha256=digest)
    if article.status == ArticleStatus.WITHDRAWN or undone.exists():
        return Outcome.SAME  # the same words wait, or an editor has thrown them away
    is_by_hand = _is_by_hand(article, held)
    if is_by_hand and article.versions.filter(raw_sha256=digest).exists():
        return Outcome.SAME  # the words that the editor replaced
    brought = bring_next_version(
        article=article, kind=SourceKind.HTML, raw=raw, to_look_over=is_by_hand
    )
    # What the feed said in between is no longer to be decided about.
    held.waiting().exclude(raw_sha256=digest).delete()
    return brought.outcome


def _is_by_hand(article: Article, held: IntakeQuerySet) -> bool:
    """Whether an editor put other words in the place of those of the feed, not to be overwritten unseen.

    Choosing among the lines of the feed is no such thing: the choices go along.
    """
    version = article.current_version
    if version is None or version.created_by_id is None:
        return False
    same = {"raw_sha256": version.raw_sha256}
    of_feed = article.versions.filter(created_by=None, **same).exists()
    return not of_feed and not held.filter(**same).exists()


def _begin_with_excerpts(source: Source) -> None:
    """A source that we first meet through its feed shows excerpts, until an editor decides otherwise."""
    if source.rights == Rights.UNKNOWN and not source.articles.exists():
        Source.objects.filter(pk=source.pk).update(display=Display.EXCERPT)
