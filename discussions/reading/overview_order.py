"""In which order the overview stands, and how a page says where the next one begins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Least, NullIf, Round, Sqrt
from django.utils.translation import gettext as _

from articles.models import Article, Claim
from discussions.agreement import DIVIDED_SHARE, JUDGED_FROM, Z
from discussions.models import StanceValue, Thread
from discussions.reading.filters import NoSuchFilter
from discussions.reading.keys import EPOCH, MICROSECOND, place_in

NEWEST, DISCUSSED, DIVIDED = "", "besproken", "verdeeld"  # in the address
# What is divided is compared in billionths, so that a place in the list is a whole number.
PARTS = 1_000_000_000


@dataclass(frozen=True)
class Order:
    name: str
    label: str


def orders() -> list[Order]:
    return [
        Order(NEWEST, _("newest")),
        Order(DISCUSSED, _("most discussed")),
        Order(DIVIDED, _("most divided")),
    ]


def in_order(articles: QuerySet[Article], order: str, after: str) -> QuerySet[Article]:
    """`articles` with their value in `rank`, highest first and the newer of equals first, from the key
    `after` on. Raises NoSuchFilter for an order or a key that does not exist."""
    ranked: QuerySet[Any] = articles
    if order == DISCUSSED:
        ranked = ranked.annotate(rank=_comments())
    elif order == DIVIDED:
        ranked = ranked.annotate(rank=Coalesce(Subquery(_most_divided()), 0))
    elif order == NEWEST:
        ranked = ranked.annotate(rank=F("created_at"))
    else:
        raise NoSuchFilter(order)
    if after:
        value, pk = place_in(after)
        place: Any = EPOCH + value * MICROSECOND if order == NEWEST else value
        ranked = ranked.filter(Q(rank__lt=place) | Q(rank=place, pk__lt=pk))
    return ranked.order_by("-rank", "-pk")


def key_of(article: Any) -> str:
    """Where an article that came out of `in_order` stands."""
    rank = article.rank
    value = (rank - EPOCH) // MICROSECOND if isinstance(rank, datetime) else rank
    return f"{value}-{article.pk}"


def _comments() -> Any:
    """How many comments everybody can open, under the article and at its claims."""
    at_claims = (
        Thread.objects.filter(claim__article=OuterRef("pk"), claim__status="accepted")
        .order_by()
        .values("claim__article")
        .annotate(total=Sum("comment_count"))
        .values("total")
    )
    own = Thread.objects.filter(article=OuterRef("pk")).values("comment_count")
    return Coalesce(Subquery(own), 0) + Coalesce(Subquery(at_claims), 0)


def _most_divided() -> QuerySet[Any]:
    """The rank of the most divided claim of an article: twice the share that the smaller side proves.

    The rules are those of `discussions.agreement`; a claim that is not divided counts nothing.
    """
    smaller = Cast(Least("agree", "disagree"), FloatField())
    both = Cast(F("agree") + F("disagree"), FloatField())
    share = smaller / NullIf(both, Value(0.0))
    spread = Z * Sqrt(share * (1 - share) / both + Z * Z / (4 * both * both))
    proved = (share + Z * Z / (2 * both) - spread) / (1 + Z * Z / both)
    is_divided = Q(chose__gte=JUDGED_FROM) & Q(
        chose__lte=DIVIDED_SHARE * Least(F("agree"), F("disagree"))
    )
    accepted: QuerySet[Claim] = Claim.objects.accepted().filter(article=OuterRef("pk"))
    return (
        accepted.order_by()
        .annotate(
            agree=Count("stances", filter=Q(stances__value=StanceValue.AGREE)),
            disagree=Count("stances", filter=Q(stances__value=StanceValue.DISAGREE)),
            chose=F("agree") + F("disagree"),
        )
        .filter(is_divided)
        .annotate(
            rank=Case(
                When(chose__gt=0, then=Cast(Round(2 * PARTS * proved), BigIntegerField())),
                default=Value(0),
                output_field=BigIntegerField(),
            )
        )
        .order_by("-rank", "pk")
        .values("rank")[:1]
    )


def orders_that_say_something(articles: QuerySet[Article]) -> list[Order]:
    """Only the orders in which something differs: on the first day nothing is discussed. One query."""
    said = Thread.objects.filter(comment_count__gt=0).filter(
        Q(article=OuterRef("pk")) | Q(claim__article=OuterRef("pk"), claim__status="accepted")
    )
    if not articles.filter(Exists(said)).exists():
        return []
    return orders()
