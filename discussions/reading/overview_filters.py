"""What the overview can be narrowed to: themes, sources, series and years, in any combination."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from discussions.reading.filters import Filter, NoSuchFilter
from discussions.reading.overview_order import Order

UNKNOWN = "onbekend"  # in the address: of which nobody knows the source, or the year


@dataclass(frozen=True)
class State:
    """What the address asks for; each "" when it does not. All but `after` are kept by every link."""

    topic: str = ""
    source: str = ""
    series: str = ""
    year: str = ""
    order: str = ""
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "State":
        """What a query asks for. Raises NoSuchFilter for what no value can hold."""
        if any("\0" in query.get(key, "") for key in KEYS.values()):
            raise NoSuchFilter("\0")
        return cls(**{name: query.get(key, "") for name, key in KEYS.items()})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.topic or self.source or self.series or self.year)

    @property
    def is_opening(self) -> bool:
        """The front page as one finds it."""
        return self == State()

    def address(self, **changes: str) -> str:
        """The address of this with `changes`; from the first page on unless they say `after`."""
        state = replace(self, **{"after": "", **changes})
        pairs = [(key, getattr(state, name)) for name, key in KEYS.items()]
        query = urlencode([(key, said) for key, said in pairs if said])
        return reverse("overview") + (f"?{query}" if query else "")


KEYS = {
    "topic": "thema",
    "source": "bron",
    "series": "reeks",
    "year": "jaar",
    "order": "volgorde",
    "after": "na",
}


@dataclass(frozen=True)
class FilterGroup:
    label: str
    filters: Sequence[Filter]


@dataclass(frozen=True)
class Narrowing:
    """`groups` holds only what leaves something to choose; `condition` is what is asked for."""

    groups: Sequence[FilterGroup]
    condition: Q


def narrowing(articles: QuerySet[Article], state: State) -> Narrowing:
    """Four queries, whatever there is. Raises NoSuchFilter for a value that no article has.

    The number beside a choice says how many articles are left with it and with what is chosen in the
    other groups.
    """
    wanted = {
        "topic": Q(topics__slug=state.topic) if state.topic else Q(),
        "source": _known("source__slug", state.source),
        "series": Q(series__slug=state.series) if state.series else Q(),
        "year": _year(state.year),
    }
    rest = {
        own: _all(condition for name, condition in wanted.items() if name != own) for own in wanted
    }
    topics = _rows(articles, "topics__slug", "topics__name", rest["topic"])
    sources = _rows(articles, "source__slug", "source__name", rest["source"])
    series = _rows(articles, "series__slug", "series__title", rest["series"])
    years = [
        (str(year) if year else UNKNOWN, str(year) if year else _("Year unknown"), count)
        for year, count in articles.annotate(in_year=ExtractYear("published_on"))
        .values_list("in_year")
        .annotate(n=Count("pk", filter=rest["year"], distinct=True))
        .order_by("-in_year")
    ]
    # PostgreSQL puts what is unknown first when it counts down; it belongs behind what is known.
    years.sort(key=lambda row: row[0] == UNKNOWN)
    groups = [
        _group(state, "topic", _("Theme"), [row for row in topics if row[0]], least=1),
        _group(state, "source", _("Source"), _with_unknown(sources), least=2),
        _group(state, "series", _("Series"), [row for row in series if row[0]], least=1),
        _group(state, "year", _("Year"), years, least=2),
    ]
    return Narrowing([group for group in groups if group is not None], _all(wanted.values()))


def order_links(state: State, orders: Sequence[Order], count: int) -> list[Filter]:
    return [
        Filter(order.label, state.address(order=order.name), count, state.order == order.name)
        for order in orders
    ]


Row = tuple[str, str, int]


def _rows(articles: QuerySet[Article], slug: str, name: str, rest: Q) -> list[Row]:
    found = (
        articles.values_list(slug, name)
        .annotate(n=Count("pk", filter=rest, distinct=True))
        .order_by(name, slug)
    )
    return [(row_slug or "", row_name or "", count) for row_slug, row_name, count in found]


def _with_unknown(rows: Sequence[Row]) -> list[Row]:
    known = [row for row in rows if row[0]]
    return known + [
        (UNKNOWN, _("Source unknown"), count) for slug, _name, count in rows if not slug
    ]


def _group(
    state: State, name: str, label: str, rows: Sequence[Row], *, least: int
) -> FilterGroup | None:
    chosen = getattr(state, name)
    if chosen and chosen not in {slug for slug, _label, _count in rows}:
        raise NoSuchFilter(chosen)
    if len(rows) < least and not chosen:
        return None
    everything = Filter(_("All"), state.address(**{name: ""}), 0, current=not chosen)
    return FilterGroup(
        label,
        [
            everything,
            *(
                Filter(text, state.address(**{name: slug}), count, current=slug == chosen)
                for slug, text, count in rows
                if count or slug == chosen
            ),
        ],
    )


def _known(field: str, value: str) -> Q:
    if value == UNKNOWN:
        return Q(source__isnull=True)
    return Q(**{field: value}) if value else Q()


def _year(value: str) -> Q:
    if value == UNKNOWN:
        return Q(published_on__isnull=True)
    if value and not (value.isdecimal() and len(value) == 4 and value > "0000"):
        raise NoSuchFilter(value)
    return Q(published_on__year=int(value)) if value else Q()


def _all(conditions: Iterable[Q]) -> Q:
    together = Q()
    for condition in conditions:
        together &= condition
    return together
