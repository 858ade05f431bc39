"""A series in the order of its parts, also of those that are not here: their neighbours name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles.models import Article


@dataclass(frozen=True)
class SeriesPart:
    """One part. Of one that is not here only `label` is known, or its `number`: `url` is empty."""

    label: str
    number: int | None
    title: str = ""
    url: str = ""
    lead: str = ""
    published_on: date | None = None
    reading_minutes: int = 0


@dataclass
class _Known:
    """What several articles say of one part."""

    label: str
    number: int | None
    article: Article | None = None


def series_parts(articles: Iterable[Article]) -> tuple[SeriesPart, ...]:
    """All parts that are known, in order; asks the database nothing.

    `articles` are the parts a reader may see, with their current version. Each names its
    neighbours by a label, which stand one number before and after it. A part that is here is
    listed once, whether its neighbours use its label or its number. Parts without a number come
    last, in the order in which they were given, with their neighbours on either side.
    """
    articles = list(articles)
    numbered = [article for article in articles if article.series_part is not None]
    known: dict[int, _Known] = {}
    for article in numbered:
        part = article.series_part or 0
        known[part] = _Known(article.series_part_label, part, article)
    for article in numbered:
        part = article.series_part or 0
        for label, number in (
            (article.series_previous_label, part - 1),
            (article.series_next_label, part + 1),
        ):
            if label:
                known.setdefault(number, _Known(label, number))
    in_order = [known[number] for number in sorted(known)]
    return tuple(_part(one) for one in [*in_order, *_unnumbered(articles, in_order)])


def _unnumbered(articles: Iterable[Article], placed: Iterable[_Known]) -> list[_Known]:
    labels = {one.label for one in placed if one.label}
    loose = [article for article in articles if article.series_part is None]
    own = {article.series_part_label for article in loose if article.series_part_label}
    found: list[_Known] = []
    for article in loose:
        before, after = article.series_previous_label, article.series_next_label
        if before and before not in labels | own:
            labels.add(before)
            found.append(_Known(before, None))
        found.append(_Known(article.series_part_label, None, article))
        if after and after not in labels | own:
            labels.add(after)
            found.append(_Known(after, None))
    return found


def _part(known: _Known) -> SeriesPart:
    article = known.article
    version = article.current_version if article else None
    if article is None or version is None:
        return SeriesPart(known.label, known.number)
    return SeriesPart(
        label=known.label,
        number=known.number,
        title=version.title,
        url=article.get_absolute_url(),
        lead=version.lead,
        published_on=article.published_on,
        reading_minutes=version.reading_minutes,
    )
