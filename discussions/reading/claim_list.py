"""All claims, by article."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Claim, Relation
from articles.models.relation import RelationType
from discussions.reading.claim_card import CARD_FIELDS, ClaimCard, claim_card, text_of
from discussions.reading.filters import Filter, NoSuchFilter
from discussions.reading.news import new_at_claims
from discussions.reading.stances import stance_counts
from discussions.reading.thread_page import comment_counts_for_claims

PAGE_SIZE = 50
CONTRADICTED = "tegenspraak"  # in the address


@dataclass(frozen=True)
class ListedClaim:
    card: ClaimCard
    comment_count: int
    stance_count: int
    is_contradicted: bool
    new_count: int


@dataclass(frozen=True)
class ClaimsOfArticle:
    title: str
    url: str
    claims: Sequence[ListedClaim]


@dataclass(frozen=True)
class ClaimList:
    groups: Sequence[ClaimsOfArticle]
    filters: Sequence[Filter]
    next_url: str | None


def load_claim_list(viewer: User | AnonymousUser, kind: str = "", after: str = "") -> ClaimList:
    """Claims of the newest article first, each article's in their own order; constant queries.

    `kind` is "" or "tegenspraak" (another claim contradicts it); `after` is the key of the last
    claim of the page before. Raises NoSuchFilter for an address that leads nowhere.
    """
    if kind not in ("", CONTRADICTED):
        raise NoSuchFilter(kind)
    visible: QuerySet[Claim] = Claim.objects.visible_to(viewer)
    contradicted = _contradicted(viewer)
    filters = _filters(visible, contradicted, kind)
    if kind:
        visible = visible.filter(contradicted)
    if after:
        visible = visible.filter(_further_than(after))
    rows = list(
        visible.select_related("article__current_version", "current_wording")
        .only(*CARD_FIELDS)
        .annotate(is_contradicted=contradicted)
        .order_by("-article", "number")[: PAGE_SIZE + 1]
    )
    shown = rows[:PAGE_SIZE]
    ids = [claim.pk for claim in shown]
    comments = comment_counts_for_claims(ids)
    stances = stance_counts(ids)
    fresh = new_at_claims(viewer, ids)
    groups = []
    for article, claims in groupby(shown, key=lambda claim: claim.article):
        groups.append(
            ClaimsOfArticle(
                title=text_of(article).title,
                url=reverse("article", args=[article.slug]),
                claims=[
                    ListedClaim(
                        card=claim_card(claim),
                        comment_count=comments.get(claim.pk, 0),
                        stance_count=stances.get(claim.pk, 0),
                        is_contradicted=claim.is_contradicted,
                        new_count=fresh.get(claim.pk, 0),
                    )
                    for claim in claims
                ],
            )
        )
    return ClaimList(
        groups=groups,
        filters=filters,
        next_url=_address(kind, after=_key(shown[-1])) if len(rows) > PAGE_SIZE else None,
    )


def _contradicted(viewer: User | AnonymousUser) -> Q:
    """*Contradicts* reads both ways, so either end of the relation counts."""
    against = Relation.objects.between_visible(viewer).filter(type=RelationType.CONTRADICTS)
    return Q(Exists(against.filter(from_claim=OuterRef("pk")))) | Q(
        Exists(against.filter(to_claim=OuterRef("pk")))
    )


def _filters(visible: QuerySet[Claim], contradicted: Q, kind: str) -> list[Filter]:
    counts = {
        "": visible.count(),
        CONTRADICTED: visible.filter(contradicted).count(),
    }
    labels = {"": _("All claims"), CONTRADICTED: _("Contradicted")}
    return [
        Filter(labels[name], _address(name), count, current=name == kind)
        for name, count in counts.items()
    ]


def _address(kind: str, after: str = "") -> str:
    query = urlencode({key: said for key, said in (("verband", kind), ("na", after)) if said})
    return reverse("claims") + (f"?{query}" if query else "")


def _key(claim: Claim) -> str:
    """The place of a claim in the list: its article and its number there."""
    return f"{claim.article_id}-{claim.number}"


def _further_than(key: str) -> Q:
    article, _dash, number = key.partition("-")
    if not (article.isdecimal() and number.isdecimal() and len(article) <= 18 and len(number) <= 9):
        raise NoSuchFilter(key)
    return Q(article__lt=int(article)) | Q(article=int(article), number__gt=int(number))
