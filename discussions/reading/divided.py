"""The claims that people stand on both sides of."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Least

from accounts.models import User
from articles.models import Claim
from discussions.agreement import DIVIDED_SHARE, JUDGED_FROM
from discussions.models import StanceValue
from discussions.reading.claim_card import CARD_FIELDS, ClaimCard, claim_card


@dataclass(frozen=True)
class DividedClaim:
    card: ClaimCard
    agree: int
    disagree: int


def divided_claims(viewer: User | AnonymousUser, number: int) -> list[DividedClaim]:
    """At most `number` claims that `agreement.verdicts` calls divided, in one query.

    The same rule, counted by the database: at least ten people chose a side, and the smaller side
    holds a third of them. Most people first; level, the claim that came first.
    """
    visible: QuerySet[Claim] = Claim.objects.visible_to(viewer)
    rows = list(
        visible.select_related("article__current_version", "current_wording")
        .only(*CARD_FIELDS)
        .annotate(
            agree=Count("stances", filter=Q(stances__value=StanceValue.AGREE)),
            disagree=Count("stances", filter=Q(stances__value=StanceValue.DISAGREE)),
            chose=F("agree") + F("disagree"),
        )
        .filter(chose__gte=JUDGED_FROM)
        .filter(chose__lte=DIVIDED_SHARE * Least("agree", "disagree"))
        .order_by("-chose", "id")[:number]
    )
    return [DividedClaim(claim_card(claim), claim.agree, claim.disagree) for claim in rows]
