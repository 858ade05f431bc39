"""What may be done with the texts of a source, and whether it is fetched."""

from dataclasses import dataclass

from django.db import transaction

from articles.actions.lock import hold_import_lock
from articles.actions.origin import new_source_slug
from articles.models import Feed, Source
from articles.models.source import Display, Rights


@dataclass(frozen=True)
class FeedWishes:
    """`url` empty: this source is not fetched at all."""

    url: str = ""
    is_on: bool = False
    every_hours: int = 24


class NameTaken(Exception):
    """Another source has this name already."""


class FeedTaken(Exception):
    """Another source is fetched from this address already."""


@transaction.atomic
def save_source(
    *,
    source: Source | None,
    name: str,
    homepage: str,
    rights: Rights,
    display: Display,
    feed: FeedWishes,
) -> Source:
    """Store a source, a new one when `source` is None; its address stays what it was.

    Another feed address begins anew, without what its server said before; the same address keeps its
    last result. Raises `NameTaken` and `FeedTaken`.
    """
    hold_import_lock()
    others = Source.objects.exclude(pk=source.pk) if source else Source.objects.all()
    if others.filter(name=name).exists():
        raise NameTaken
    if feed.url and Feed.objects.filter(url=feed.url, source__in=others).exists():
        raise FeedTaken
    found = source or Source(slug=new_source_slug(name))
    found.name, found.homepage = name, homepage
    found.rights, found.display = rights, display
    found.save()
    _keep_feed(found, feed)
    return found


def _keep_feed(source: Source, wishes: FeedWishes) -> None:
    feed = Feed.objects.select_for_update().filter(source=source).first()
    if not wishes.url:
        if feed is not None:
            feed.delete()
        return
    if feed is None or feed.url != wishes.url:
        if feed is not None:
            feed.delete()
        feed = Feed(source=source, url=wishes.url)
    feed.is_on, feed.every_hours = wishes.is_on, wishes.every_hours
    feed.save()
