"""Sources, series and topics: made the first time a text or an editor names them."""

from collections.abc import Callable

from articles.actions.slugs import RESERVED, readable_slug
from articles.cleaning.draft import SeriesPlace
from articles.models import Article, Series, Source, Topic
from articles.models.source import Rights

_SLUG_LENGTH = 80


def source_called(name: str | None, *, rights: Rights) -> Source | None:
    """The source of that name; a new one gets `rights`, a known one keeps its own."""
    if not name:
        return None
    name = name[:120]
    source = Source.objects.filter(name=name).first()
    if source is None:
        source = Source.objects.create(name=name, slug=new_source_slug(name), rights=rights)
    return source


def series_called(title: str | None) -> Series | None:
    if not title:
        return None
    title = title[:200]
    series = Series.objects.filter(title=title).first()
    if series is None:
        slug = _free_slug(title, lambda slug: Series.objects.filter(slug=slug).exists())
        series = Series.objects.create(title=title, slug=slug)
    return series


def topic_called(name: str) -> Topic:
    """The topic of that name, whatever its capitals."""
    name = name[:80]
    topic = Topic.objects.filter(name__iexact=name).first()
    if topic is None:
        slug = _free_slug(name, lambda slug: Topic.objects.filter(slug=slug).exists())
        topic = Topic.objects.create(name=name, slug=slug)
    return topic


def new_source_slug(name: str) -> str:
    """A free address for a source of that name. Must run under the import lock."""
    return _free_slug(name, lambda slug: Source.objects.filter(slug=slug).exists())


def place_in_series(article: Article, series: Series | None, place: SeriesPlace) -> None:
    """Set the fields of `article`; does not save it. A part without a series has no place."""
    article.series = series
    article.series_part = place.part if series else None
    article.series_part_label = (place.part_label or "")[:40]
    article.series_previous_label = (place.previous_label or "")[:40]
    article.series_next_label = (place.next_label or "")[:40]


def _free_slug(name: str, is_taken: Callable[[str], bool]) -> str:
    base = readable_slug(name, longest=_SLUG_LENGTH - 5, otherwise="zonder-naam")
    slug, number = base, 1
    while slug in RESERVED or is_taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
