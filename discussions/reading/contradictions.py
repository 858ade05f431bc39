"""Claims of different articles that contradict each other."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from articles.models import Relation
from articles.models.relation import RelationType
from discussions.models import Stance
from discussions.reading.claim_card import (
    CARD_FIELDS,
    ClaimCard,
    both_ends,
    claim_card,
    spoken_rationale,
)


@dataclass(frozen=True)
class Pair:
    left: ClaimCard
    right: ClaimCard
    rationale: str


def contradictions(viewer: User | AnonymousUser, number: int) -> list[Pair]:
    """At most `number` pairs of claims that contradict each other, the liveliest first.

    Lively is comments and stances on both claims taken together, because a sentence that people
    already answer is the best invitation to answer. Where that is level, as on the first day, the
    relation that was entered first stands first: the order of the editors, and stable.
    """
    stances_on = {
        end: Stance.objects.filter(claim=OuterRef(end))
        .order_by()
        .values("claim")
        .annotate(people=Count("pk"))
        .values("people")
        for end in ("from_claim", "to_claim")
    }
    relations = (
        Relation.objects.between_visible(viewer)
        .filter(type=RelationType.CONTRADICTS)
        .select_related(*both_ends("article__current_version", "current_wording"))
        .only("rationale", *both_ends(*CARD_FIELDS))
        .annotate(
            lively=Coalesce(F("from_claim__thread__comment_count"), 0)
            + Coalesce(F("to_claim__thread__comment_count"), 0)
            + Coalesce(Subquery(stances_on["from_claim"]), 0)
            + Coalesce(Subquery(stances_on["to_claim"]), 0)
        )
        .order_by("-lively", "id")[:number]
    )
    return [
        Pair(claim_card(found.from_claim), claim_card(found.to_claim), spoken_rationale(found))
        for found in relations
    ]
