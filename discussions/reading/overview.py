"""The front page: two claims that contradict each other, and the articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from articles.models import Article
from discussions.reading.contradictions import Pair, contradictions
from discussions.reading.divided import DividedClaim, divided_claims
from discussions.reading.entries import Entry, entries, with_beginning
from discussions.reading.filters import Filter
from discussions.reading.overview_filters import FilterGroup, State, narrowing, order_links
from discussions.reading.overview_order import in_order, key_of, orders_that_say_something

PAGE_SIZE = 20
PAIRS_SHOWN = 4  # the facing one included
DIVIDED_SHOWN = 3


@dataclass(frozen=True)
class Overview:
    """`facing` is None, and `opposed` empty, where no two claims contradict each other; `divided`
    is empty until enough people take a stance. `groups` are what the list can be narrowed to, `orders`
    the orders it can stand in; `clear_url` leads back to everything, empty when nothing is chosen."""

    facing: Pair | None
    opposed: Sequence[Pair]
    divided: Sequence[DividedClaim]
    articles: Sequence[Entry]
    groups: Sequence[FilterGroup]
    orders: Sequence[Filter]
    clear_url: str
    url: str
    next_url: str | None


def load_overview(viewer: User | AnonymousUser, state: State) -> Overview:
    """Everything the front page shows, in the same number of queries whatever there is.

    Raises NoSuchFilter for an address that leads nowhere. The contradictions and what people are
    divided on stand on the first page of everything only.
    """
    opening = state.is_opening
    pairs = contradictions(viewer, PAIRS_SHOWN) if opening else []
    readable = _readable(viewer)
    narrowed = narrowing(readable, state)
    chosen = readable.filter(narrowed.condition)
    rows = list(in_order(with_beginning(chosen), state.order, state.after)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    orders = orders_that_say_something(readable)
    return Overview(
        facing=pairs[0] if pairs else None,
        opposed=pairs[1:],
        divided=divided_claims(viewer, DIVIDED_SHOWN) if opening else [],
        articles=entries(viewer, shown),
        groups=narrowed.groups,
        orders=order_links(state, orders, len(shown)),
        clear_url=state.address(topic="", source="", series="", year="")
        if state.is_narrowed
        else "",
        url=state.address(after=state.after),
        next_url=state.address(after=key_of(shown[-1])) if len(rows) > PAGE_SIZE else None,
    )


def _readable(viewer: User | AnonymousUser) -> QuerySet[Article]:
    """An editor's drafts too, once there is a text to read."""
    articles: QuerySet[Article] = Article.objects.visible_to(viewer).exclude(current_version=None)
    return articles
