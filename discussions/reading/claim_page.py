"""One claim: its sentence, where it stands, what it touches, how people stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from articles.models import ArticleVersion, Claim, Passage, Relation
from articles.models.claim import Tone
from articles.models.passage import DRAWN_STATES
from articles.models.relation import RelationType
from articles.permissions import may_read_whole
from articles.reading import as_read_by, is_open, passage_as_read, passage_in_context
from discussions.reading.claim_card import (
    CARD_FIELDS,
    both_ends,
    claim_card,
    spoken_rationale,
    text_of,
    wording_of,
)


@dataclass(frozen=True)
class ClaimHead:
    """`tone_note` says how to read the quote; empty when it is meant literally."""

    number: int
    statement: str
    url: str
    tone_label: str
    tone_note: str
    article_title: str
    article_url: str
    previous_url: str
    next_url: str


@dataclass(frozen=True)
class Quote:
    """A passage with the sentences around it. `url` leads back to it, `label` says where it is."""

    prefix: str
    exact: str
    suffix: str
    url: str
    label: str


@dataclass(frozen=True)
class RelatedClaim:
    """The claim at the other end. `place_url` leads to its first passage, if that is certain."""

    number: int
    statement: str
    url: str
    article_title: str
    article_url: str
    tone_label: str
    rationale: str
    place_label: str
    place_url: str


@dataclass(frozen=True)
class RelationGroup:
    label: str
    items: Sequence[RelatedClaim]


@dataclass(frozen=True)
class ClaimPage:
    """`quotes` are in the order of the text, and empty while the editors check where the claim
    stands in a changed text. `is_closed`: some stand where this viewer may not read. `lost`: passages of which
    the place is not certain now, as they once read."""

    head: ClaimHead
    quotes: Sequence[Quote]
    relations: Sequence[RelationGroup]
    is_closed: bool
    lost: Sequence[Quote]


def load_claim_page(viewer: User | AnonymousUser, claim: Claim) -> ClaimPage:
    """Five queries, however many passages and relations there are.

    `claim` comes with its wording, and its article with the current version and the source.
    """
    version = as_read_by(viewer, claim.article)
    every = list(
        Passage.objects.in_version(version).filter(claim=claim).order_by("start", "ordinal")
    )
    passages = [passage for passage in every if passage.state in DRAWN_STATES]
    shown = passages
    if not may_read_whole(viewer, claim.article):
        shown = [passage for passage in passages if is_open(version, passage.end)]
    return ClaimPage(
        head=_head(claim),
        quotes=_quotes(claim, version, shown),
        relations=_relation_groups(viewer, claim),
        is_closed=len(shown) < len(passages),
        # Where they stood is not known, so whether that part is open to a reader of an excerpt is not either.
        lost=[
            Quote(passage.prefix, passage.exact, passage.suffix, "", "")
            for passage in every
            if passage.state not in DRAWN_STATES and may_read_whole(viewer, claim.article)
        ],
    )


def _head(claim: Claim) -> ClaimHead:
    article = claim.article
    numbers = sorted(article.claims.accepted().values_list("number", flat=True))
    here = numbers.index(claim.number)
    previous = numbers[here - 1] if here else None
    following = numbers[here + 1] if here + 1 < len(numbers) else None
    card = claim_card(claim)
    return ClaimHead(
        number=card.number,
        statement=card.statement,
        url=card.url,
        tone_label=card.tone_label,
        tone_note=_tone_note(claim),
        article_title=card.article_title,
        article_url=card.article_url,
        previous_url=reverse("claim", args=[article.slug, previous]) if previous else "",
        next_url=reverse("claim", args=[article.slug, following]) if following else "",
    )


def _tone_note(claim: Claim) -> str:
    tone = wording_of(claim).tone
    if tone == Tone.IRONIC:
        return _(
            "The author means this ironically. You respond to the claim as the editors sum it up."
        )
    if tone == Tone.RHETORICAL:
        return _(
            "The author puts this as a question. You respond to the claim as the editors sum it up."
        )
    return ""


def _quotes(claim: Claim, version: ArticleVersion, passages: Sequence[Passage]) -> list[Quote]:
    address = reverse("article", args=[claim.article.slug])
    return [
        _quote(version, passage, f"{address}{_anchor(claim, passage.ordinal)}")
        for passage in passages
    ]


def _quote(version: ArticleVersion, passage: Passage, url: str) -> Quote:
    found = passage_as_read(version, passage)
    return Quote(found.prefix, found.exact, found.suffix, url, found.where)


def _anchor(claim: Claim, ordinal: int) -> str:
    """Where the reading page puts the numbered link after a passage."""
    return f"#passage-{claim.number}-{ordinal}"


def _relation_groups(viewer: User | AnonymousUser, claim: Claim) -> list[RelationGroup]:
    relations = list(
        Relation.objects.between_visible(viewer)
        .filter(Q(from_claim=claim) | Q(to_claim=claim))
        .select_related(
            *both_ends("article__source", "article__current_version", "current_wording")
        )
        .only("type", "rationale", *both_ends(*CARD_FIELDS, "article__source__display"))
        .order_by("id")
    )
    others = [_other_end(relation, claim) for relation in relations]
    places = _first_places(viewer, others)
    grouped: dict[str, list[RelatedClaim]] = {label: [] for label in _group_labels().values()}
    for relation, other in zip(relations, others, strict=True):
        label = _group_labels()[relation.type, relation.from_claim_id == claim.pk]
        grouped[label].append(_related(relation, other, claim, places))
    return [RelationGroup(label, items) for label, items in grouped.items() if items]


def _group_labels() -> dict[tuple[str, bool], str]:
    """What this claim does to the other (True), or the other to this one, in reading order.

    *Contradicts* is entered once and reads both ways, so either end of it shows.
    """
    return {
        (RelationType.CONTRADICTS, True): pgettext("this claim …", "Contradicts"),
        (RelationType.CONTRADICTS, False): pgettext("this claim …", "Is contradicted by"),
        (RelationType.NUANCES, True): pgettext("this claim …", "Nuances"),
        (RelationType.NUANCES, False): pgettext("this claim …", "Is nuanced by"),
        (RelationType.SUPPORTS, True): pgettext("this claim …", "Supports"),
        (RelationType.SUPPORTS, False): pgettext("this claim …", "Is supported by"),
    }


def _other_end(relation: Relation, claim: Claim) -> Claim:
    return relation.to_claim if relation.from_claim_id == claim.pk else relation.from_claim


def _related(
    relation: Relation, other: Claim, claim: Claim, places: Mapping[int, tuple[int, str]]
) -> RelatedClaim:
    card = claim_card(other)
    ordinal, label = places.get(other.pk, (0, ""))
    return RelatedClaim(
        number=card.number,
        statement=card.statement,
        url=card.url,
        article_title=card.article_title,
        article_url=card.article_url,
        tone_label=card.tone_label,
        rationale=spoken_rationale(relation, seen_from=claim),
        place_label=label,
        place_url=f"{card.article_url}{_anchor(other, ordinal)}" if ordinal else "",
    )


def _first_places(
    viewer: User | AnonymousUser, claims: Sequence[Claim]
) -> dict[int, tuple[int, str]]:
    """For each claim the ordinal and place of its first passage that this viewer sees drawn, in two
    queries."""
    stored = ArticleVersion.objects.defer("raw", "lines").in_bulk(
        {text_of(claim.article).pk for claim in claims}
    )
    versions = {
        version.pk: as_read_by(viewer, claim.article, version)
        for claim in claims
        for version in [stored[text_of(claim.article).pk]]
    }
    drawn = (
        Passage.objects.drawn()
        .filter(claim__in=claims, version__in=versions)
        .order_by("claim", "ordinal")
    )
    first: dict[int, tuple[int, str]] = {}
    for passage in drawn:
        if passage.claim_id not in first and is_open(versions[passage.version_id], passage.end):
            found = passage_in_context(versions[passage.version_id], passage)
            first[passage.claim_id] = (passage.ordinal, found.where)
    return first
