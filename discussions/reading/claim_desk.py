"""One claim on the editor's desk: its wordings, its places, how it bears on others; and the proposals."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from articles.models import Claim, Passage, Relation, Wording
from articles.models.claim import ClaimStatus
from articles.models.passage import PassageState
from articles.permissions import may_accept
from discussions.actions.passages import has_reactions
from discussions.reading.claim_card import (
    CARD_FIELDS,
    ClaimCard,
    both_ends,
    claim_card,
    spoken_rationale,
    text_of,
    wording_of,
)

FOUND_AT_MOST = 20
PAGE_SIZE = 20
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class PlaceRow:
    """`remove_url` is empty where the passage stays: people reacted, or it is the last one."""

    ordinal: int
    exact: str
    is_drawn: bool
    state_label: "str | Promise"
    remove_url: str


@dataclass(frozen=True)
class RelationRow:
    """`leads_out`: it says something about the other claim; else the other about this one."""

    label: "str | Promise"
    leads_out: bool
    other: ClaimCard
    rationale: str
    withdraw_url: str


@dataclass(frozen=True)
class ClaimDesk:
    number: int
    statement: str
    status: ClaimStatus
    url: str
    article_title: str
    marking_url: str
    further_place_url: str
    reader_url: str
    proposer: str
    may_accept: bool
    return_reason: str
    judge: str
    wordings: Sequence[Wording]
    has_reactions: bool
    places: Sequence[PlaceRow]
    relations: Sequence[RelationRow]

    @property
    def is_proposed(self) -> bool:
        return self.status is ClaimStatus.PROPOSED

    @property
    def is_accepted(self) -> bool:
        return self.status is ClaimStatus.ACCEPTED


@dataclass(frozen=True)
class FoundClaim:
    pk: int
    card: ClaimCard


@dataclass(frozen=True)
class ProposedRow:
    card: ClaimCard
    url: str
    proposer: str


@dataclass(frozen=True)
class ProposedPage:
    rows: Sequence[ProposedRow]
    next_url: str


def load_claim_desk(editor: User, claim: Claim) -> ClaimDesk:
    """Six queries, however much there is, and one for a claim of one's own.

    `claim` comes with its wording and article.
    """
    article, version = claim.article, text_of(claim.article)
    address = [article.slug, claim.number]
    marking = reverse("marking", args=[article.slug])
    reacted = has_reactions(claim)
    wordings = list(claim.wordings.select_related("created_by").order_by("-number"))
    first = wordings[-1].created_by
    passages = list(Passage.objects.in_version(version).filter(claim=claim).order_by("ordinal"))
    return ClaimDesk(
        number=claim.number,
        statement=wording_of(claim).statement,
        status=ClaimStatus(claim.status),
        url=reverse("edit_claim", args=address),
        article_title=version.title,
        marking_url=marking,
        further_place_url=f"{marking}?{urlencode({'bij': claim.number})}",
        reader_url=reverse("claim", args=address) if claim.status == "accepted" else "",
        proposer=first.display_name if first else "",
        may_accept=may_accept(editor, claim),
        return_reason=claim.return_reason,
        judge=claim.judged_by.display_name if claim.judged_by else "",
        wordings=wordings,
        has_reactions=reacted,
        places=[
            PlaceRow(
                ordinal=passage.ordinal,
                exact=passage.exact,
                is_drawn=passage.start is not None,
                state_label=PassageState(passage.state).label,
                remove_url=""
                if reacted or len(passages) == 1
                else reverse("remove_passage", args=[*address, passage.ordinal]),
            )
            for passage in passages
        ],
        relations=_relations(editor, claim),
    )


def _relations(editor: User, claim: Claim) -> list[RelationRow]:
    standing: QuerySet[Relation] = (
        Relation.objects.editable_by(editor)
        .touching(claim)
        .select_related(*both_ends("article__current_version", "current_wording"))
        .only("type", "rationale", *both_ends(*CARD_FIELDS))
        .order_by("pk")
    )
    return [
        RelationRow(
            label=relation.get_type_display(),
            leads_out=relation.from_claim_id == claim.pk,
            other=claim_card(
                relation.to_claim if relation.from_claim_id == claim.pk else relation.from_claim
            ),
            rationale=spoken_rationale(relation, seen_from=claim),
            withdraw_url=reverse(
                "withdraw_relation", args=[claim.article.slug, claim.number, relation.pk]
            ),
        )
        for relation in standing
    ]


def claims_elsewhere(editor: User, claim: Claim) -> "QuerySet[Claim]":
    """What this claim can be related to: accepted claims of other articles."""
    found: QuerySet[Claim] = (
        Claim.objects.visible_to(editor)
        .exclude(article=claim.article_id)
        .select_related("article__current_version", "current_wording")
        .only(*CARD_FIELDS)
    )
    return found


def search_elsewhere(editor: User, claim: Claim, words: str) -> list[FoundClaim]:
    """Claims of other articles that hold all `words`, in the claim or in the title of its article."""
    wanted = Q()
    for word in words[:LONGEST_SEARCH].split():
        wanted &= Q(current_wording__statement__icontains=word) | Q(
            article__current_version__title__icontains=word
        )
    if not wanted:
        return []
    found = claims_elsewhere(editor, claim).filter(wanted).order_by("-article", "number")
    return [FoundClaim(other.pk, claim_card(other)) for other in found[:FOUND_AT_MOST]]


def load_proposed(editor: User, after: str = "") -> ProposedPage:
    """Proposals that wait for a colleague, newest first, paged by key. One query."""
    found: QuerySet[Claim] = (
        Claim.objects.editable_by(editor)
        .proposed()
        .select_related("article__current_version", "current_wording__created_by")
        .only(*CARD_FIELDS, "current_wording__created_by__display_name")
        .order_by("-pk")
    )
    if after.isdecimal() and len(after) <= 18:
        found = found.filter(pk__lt=int(after))
    here = list(found[: PAGE_SIZE + 1])
    page = here[:PAGE_SIZE]
    more = f"{reverse('proposed_claims')}?na={page[-1].pk}" if len(here) > PAGE_SIZE else ""
    return ProposedPage([_proposed(claim) for claim in page], more)


def _proposed(claim: Claim) -> ProposedRow:
    author = wording_of(claim).created_by
    return ProposedRow(
        card=claim_card(claim),
        url=reverse("edit_claim", args=[claim.article.slug, claim.number]),
        proposer=author.display_name if author else "",
    )
