"""How many hits each choice leaves, and of which articles they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.models import Article
from discussions.reading.search_hits import UNKNOWN, Tally


@dataclass(frozen=True)
class Option:
    """One choice of a filter: what stands in the address, what is read, how many hits it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Subject:
    """An article as a line in a list needs it."""

    slug: str
    title: str


@dataclass(frozen=True)
class Counts:
    """`subjects`: the articles of all hits, by their key."""

    subjects: Mapping[int, Subject]
    sources: Sequence[Option]
    topics: Sequence[Option]
    series: Sequence[Option]
    years: Sequence[Option]


def count(tallies: Sequence[Tally], unknown_label: str) -> Counts:
    """How many hits each choice leaves. One query, about the articles of the hits."""
    per_article: Counter[int] = Counter()
    years: Counter[int] = Counter()
    for tally in tallies:
        per_article[tally.article] += tally.number
        years[tally.year] += tally.number
    sources: Counter[tuple[str, str]] = Counter()
    series: Counter[tuple[str, str]] = Counter()
    topics: Counter[tuple[str, str]] = Counter()
    # A row for each topic of an article, or one without: cheaper than asking twice.
    rows = Article.objects.filter(pk__in=list(per_article)).values_list(
        "pk",
        "slug",
        "current_version__title",
        "source__slug",
        "source__name",
        "series__slug",
        "series__title",
        "topics__slug",
        "topics__name",
    )
    subjects: dict[int, Subject] = {}
    for key, slug, heading, source, name, part_of, title, topic, topic_name in rows:
        if topic:
            topics[(topic, topic_name)] += per_article[key]
        if key in subjects:
            continue
        subjects[key] = Subject(slug, heading)
        sources[(source or UNKNOWN, name or unknown_label)] += per_article[key]
        if part_of:
            series[(part_of, title)] += per_article[key]
    return Counts(
        subjects=subjects,
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
