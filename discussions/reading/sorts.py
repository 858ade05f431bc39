"""The orders in which the roots of a discussion can be read, each paged by key along an index of its own.

Answers are not sorted: a conversation is read from its beginning.
"""

import math
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import BooleanField, Func, OuterRef, Subquery, TextField, Value
from django.db.models.expressions import CombinedExpression, F
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from discussions.models import Comment
from discussions.models.comment import CommentQuerySet
from discussions.reading.filters import NoSuchFilter

LONGEST_NUMBER = 24  # characters; a float never needs more


@dataclass(frozen=True)
class Sort:
    """`name` stands in the address, empty for what one gets unasked. Equal values are settled by id, in
    the same direction, so that one index gives the order and starts at any key."""

    name: str
    label: str | Promise
    field: str
    descending: bool
    # The kind of number, where the value of a comment may be another one when the next page is asked.
    moves: type[int] | type[float] | None = None

    def order(self, places: CommentQuerySet) -> CommentQuerySet:
        sign = "-" if self.descending else ""
        return places.order_by(f"{sign}{self.field}", f"{sign}id")

    def after(self, places: CommentQuerySet, key: str) -> CommentQuerySet:
        """What follows the comment that `key` names; all of it for a key that is none here."""
        value, _split, name = key.rpartition("~")
        try:
            public_id = uuid.UUID(name)
            # The last one of the page before may be gone since: what follows it still does.
            gone = Comment.every.filter(public_id=public_id, gone_at__isnull=False)
            stored = (
                places.filter(public_id=public_id).values_list(self.field, "pk").first()
                or gone.values_list(self.field, "pk").first()
            )
            if stored is None:
                return places
            mark = _number(value, self.moves) if self.moves else stored[0]
        except ValueError:
            return places
        return self.beyond(places, mark, stored[1])

    def beyond(self, places: CommentQuerySet, value: object, pk: int) -> CommentQuerySet:
        """What follows a comment with this value and this id."""
        return places.filter(
            CombinedExpression(
                _row(F(self.field), F("id")),
                "<" if self.descending else ">",
                _row(Value(value), Value(pk)),
                output_field=BooleanField(),
            )
        )

    def right_before(self, places: CommentQuerySet) -> Subquery:
        """Beside a comment: the public id of the one of `places` that stands directly before it; None
        when it is the first. Starts at the comment in the index of this order."""
        back = replace(self, descending=not self.descending)
        earlier = places.filter(
            CombinedExpression(
                _row(F(self.field), F("id")),
                ">" if self.descending else "<",
                _row(OuterRef(self.field), OuterRef("pk")),
                output_field=BooleanField(),
            )
        )
        return Subquery(back.order(earlier).values("public_id")[:1])

    def key(self, last: Comment) -> str:
        """What `after` needs to go on below `last`. A value that moves goes along as it was, so that
        nothing is met twice because `last` itself moved up or down meanwhile."""
        if not self.moves:
            return str(last.public_id)
        return f"{getattr(last, self.field)!r}~{last.public_id}"

    def address(self, page: str, **more: str) -> str:
        """`page` in this order."""
        query = {**({"volgorde": self.name} if self.name else {}), **more}
        return f"{page}?{urlencode(query)}" if query else page


OLDEST = Sort("", pgettext_lazy("order of comments", "oldest"), "created_at", descending=False)
NEWEST = Sort(
    "nieuwste", pgettext_lazy("order of comments", "newest"), "created_at", descending=True
)
SORTS: Sequence[Sort] = (
    OLDEST,
    NEWEST,
    Sort("beste", pgettext_lazy("order of comments", "best"), "best", descending=True, moves=float),
    Sort(
        "meest-beantwoord",
        pgettext_lazy("order of comments", "most answered"),
        "reply_count",
        descending=True,
        moves=int,
    ),
)


def sort_named(name: str) -> Sort:
    """Raises NoSuchFilter for a name that is none. Oldest first has no name: one address, one page."""
    for sort in SORTS:
        if sort.name == name:
            return sort
    raise NoSuchFilter(name)


@dataclass(frozen=True)
class SortChoice:
    """A link. `url` is the page in this order, `list_url` what htmx asks for the list alone."""

    name: str
    label: str
    url: str
    list_url: str
    current: bool


def sort_choices(
    current: Sort, page: str, comments_page: str, place: Mapping[str, str]
) -> Sequence[SortChoice]:
    """`place` goes along when the list is asked for alone."""
    return [
        SortChoice(
            name=sort.name or "oudste",
            label=str(sort.label),
            url=f"{sort.address(page)}#discussie",
            list_url=sort.address(comments_page, **place),
            current=sort == current,
        )
        for sort in SORTS
    ]


def _number(text: str, kind: type[int] | type[float]) -> float:
    """An int stays one: PostgreSQL follows no index when it must compare a whole number with another."""
    number = kind(text[: LONGEST_NUMBER + 1])
    if len(text) > LONGEST_NUMBER or not math.isfinite(number):
        raise ValueError(text)
    return number


def _row(*parts: F | Value) -> Func:
    """(value, id), which PostgreSQL compares as a whole along an index of both."""
    return Func(*parts, function="ROW", output_field=TextField())
