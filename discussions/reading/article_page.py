"""One article as it is read: its text with its claims, and what other articles say against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q

from accounts.models import User
from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Passage,
    Picture,
    Reading,
    Relation,
)
from articles.models.relation import RelationType
from articles.models.source import Display
from articles.permissions import may_read_whole
from articles.reading import Opposing, ReadingPage, as_read_by, is_open, reading_page
from articles.reading.resume import Resume, resume_at
from articles.reading.shapes import ClaimEntry
from discussions.reading.claim_card import CARD_FIELDS, ClaimCard, both_ends, claim_card
from discussions.reading.news import new_at_claims
from discussions.reading.stances import Agreement, agreements_on
from discussions.reading.thread_page import comment_counts_for_claims


@dataclass(frozen=True)
class Elsewhere:
    """A claim of this article, and one elsewhere that contradicts it."""

    number: int
    statement: str
    url: str
    opposed: ClaimCard


@dataclass(frozen=True)
class Closed:
    """Why the text stops here, and where the rest is. `for_members`: after logging in; otherwise at
    its source, at `url` (which may be empty)."""

    for_members: bool
    source_name: str
    url: str


@dataclass(frozen=True)
class Outcome:
    """A claim with how people stand on it, for the list at the end of the print sheet."""

    number: int
    statement: str
    url: str
    agreement: Agreement


@dataclass(frozen=True)
class ArticlePage:
    """`closed` is None for whoever reads the whole text. `resume` is where the viewer stopped reading;
    None for a visitor, and when there is no need."""

    page: ReadingPage
    elsewhere: Sequence[Elsewhere]
    closed: Closed | None
    outcomes: Sequence[Outcome]
    resume: Resume | None


def load_article_page(viewer: User | AnonymousUser, article: Article, url: str) -> ArticlePage:
    """At most eight queries (nine for a member), however long the text and however many claims.

    `article` comes with its text, source and series; `url` is the absolute address for sharing.
    """
    version = as_read_by(viewer, article)
    whole = may_read_whole(viewer, article)
    claims = list(article.claims.accepted().with_wording().order_by("number"))
    passages = list(Passage.objects.in_version(version).order_by("start", "ordinal"))
    if not whole:
        passages = [passage for passage in passages if is_open(version, passage.end)]
    against = _contradictions(viewer, article)
    opposed_by: dict[int, list[Opposing]] = {}
    for own, other in against:
        card = claim_card(other)
        opposing = Opposing(card.url, card.statement, card.article_title)
        opposed_by.setdefault(own.pk, []).append(opposing)
    page = reading_page(
        version,
        passages,
        claims,
        article=article,
        url=url,
        series_parts=_other_parts(viewer, article),
        comment_counts=comment_counts_for_claims([claim.pk for claim in claims]),
        opposed_by=opposed_by,
        pictures=_pictures(version),
    )
    fresh = new_at_claims(viewer, [claim.pk for claim in claims])
    if fresh:
        numbers = {claim.number: fresh.get(claim.pk, 0) for claim in claims}
        page = replace(
            page,
            claims=tuple(replace(entry, new_count=numbers[entry.number]) for entry in page.claims),
        )
    if not whole:
        page = replace(page, claims=tuple(_placed_or_not(claim) for claim in page.claims))
    return ArticlePage(
        page=page,
        elsewhere=[_elsewhere(own, other) for own, other in against],
        closed=None if whole else _closed(article),
        outcomes=_outcomes(page, claims),
        resume=_resume(viewer, article, page),
    )


def _placed_or_not(claim: ClaimEntry) -> ClaimEntry:
    """In an excerpt a claim without a place is not being checked: its passage may be further on."""
    return replace(claim, passage_missing=False)


def _closed(article: Article) -> Closed:
    source = article.source
    return Closed(
        for_members=source is not None and source.display == Display.MEMBERS,
        source_name=source.name if source else "",
        url=article.source_url or (source.homepage if source else ""),
    )


def _pictures(version: ArticleVersion) -> Sequence[Picture]:
    """Without the images themselves; no query for a text without figures."""
    if not any(block.get("picture") for block in version.blocks):
        return []
    return list(Picture.objects.shown_in(version).defer("data"))


def _outcomes(page: ReadingPage, claims: Sequence[Claim]) -> Sequence[Outcome]:
    agreements = agreements_on([claim.pk for claim in claims]) if claims else {}
    by_number = {claim.number: claim.pk for claim in claims}
    return [
        Outcome(entry.number, entry.statement, entry.url, agreements[by_number[entry.number]])
        for entry in page.claims
    ]


def _resume(viewer: User | AnonymousUser, article: Article, page: ReadingPage) -> Resume | None:
    if not viewer.is_authenticated:
        return None
    reading = Reading.objects.filter(
        person=viewer, article=article, version=article.current_version_id
    ).first()
    return resume_at(page.blocks, reading.position) if reading else None


def _contradictions(viewer: User | AnonymousUser, article: Article) -> list[tuple[Claim, Claim]]:
    """Claims of the article with each claim elsewhere that contradicts it, in either direction."""
    relations = (
        Relation.objects.between_visible(viewer)
        .filter(Q(from_claim__article=article) | Q(to_claim__article=article))
        .filter(type=RelationType.CONTRADICTS)
        .exclude(from_claim__article=F("to_claim__article"))
        .select_related(*both_ends("article__current_version", "current_wording"))
        .only(*both_ends(*CARD_FIELDS))
        .order_by("id")
    )
    pairs = []
    for relation in relations:
        ends = (relation.from_claim, relation.to_claim)
        own, other = ends if ends[0].article_id == article.pk else ends[::-1]
        pairs.append((own, other))
    return sorted(pairs, key=lambda pair: pair[0].number)


def _other_parts(viewer: User | AnonymousUser, article: Article) -> Sequence[Article]:
    """The parts just before and after, where the reader may see them; no query outside a series."""
    if article.series_id is None:
        return []
    labels = [
        label for label in (article.series_previous_label, article.series_next_label) if label
    ]
    near = Q(series_part_label__in=labels)
    if article.series_part is not None:
        near |= Q(series_part__in=[article.series_part - 1, article.series_part + 1])
    return list(
        Article.objects.visible_to(viewer)
        .filter(near, series=article.series_id)
        .exclude(pk=article.pk)
        .only("slug", "series_part", "series_part_label")
        .order_by("id")
    )


def _elsewhere(own: Claim, other: Claim) -> Elsewhere:
    card = claim_card(own)
    return Elsewhere(card.number, card.statement, card.url, claim_card(other))
