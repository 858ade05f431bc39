"""A text to mark claims in: its sentences, where claims stand already, and which they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles.anchoring.selection import place_of_selection, runs
from articles.anchoring.sentences import sentences
from articles.anchoring.spans import PassageSpan, Segment, segments
from articles.cleaning.draft import Block, BlockKind
from articles.models import Article, ArticleVersion, Claim, Passage
from articles.models.claim import ClaimStatus
from articles.reading.page import blocks_of
from discussions.reading.claim_card import text_of, tone_label, wording_of


@dataclass(frozen=True)
class Stretch:
    """A piece of a sentence in which no passage begins or ends; `numbers` of the claims over it."""

    text: str
    numbers: Sequence[int]


@dataclass(frozen=True)
class MarkedEnd:
    number: int
    url: str


@dataclass(frozen=True)
class MarkedSentence:
    """`start` counts code points; it is also how the sentence is chosen without a mouse."""

    start: int
    stretches: Sequence[Stretch]
    ends: Sequence[MarkedEnd]
    chosen: bool
    takes_focus: bool


@dataclass(frozen=True)
class MarkedBlock:
    """`kind` as the importer knows it; `has_form`: what one writes stands under this one."""

    kind: str
    sentences: Sequence[MarkedSentence]
    has_form: bool


@dataclass(frozen=True)
class ListedClaim:
    number: int
    statement: str
    tone_label: str
    url: str
    status: ClaimStatus
    passage_count: int
    return_reason: str

    @property
    def status_label(self) -> "str | Promise":
        return "" if self.status is ClaimStatus.ACCEPTED else self.status.label


@dataclass(frozen=True)
class MarkingPage:
    """`highest` is the highest number given out so far: a form that saw a lower one was overtaken."""

    title: str
    url: str
    article_url: str
    version_id: int
    blocks: Sequence[MarkedBlock]
    claims: Sequence[ListedClaim]
    highest: int
    form_is_placed: bool

    @property
    def has_proposals(self) -> bool:
        return any(claim.status is ClaimStatus.PROPOSED for claim in self.claims)


@dataclass(frozen=True)
class Choice:
    """What an editor has chosen so far: words near a position, or sentences by their start.

    `goes_on_at` is the end of what they marked last: the next sentence takes the focus.
    """

    quote: str = ""
    near: int = 0
    starts: Collection[int] = field(default_factory=frozenset)
    goes_on_at: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.quote and not self.starts


def load_marking(article: Article, choice: Choice) -> MarkingPage:
    """Two queries, however long the text. `article` comes with its text."""
    version = text_of(article)
    claims = list(
        article.claims.with_wording()
        .annotate(places=Count("passages", filter=_current_in(version)))
        .order_by("number")
    )
    numbers = {claim.pk: claim.number for claim in claims}
    spans = [
        PassageSpan(numbers[passage.claim_id], passage.start, passage.end)
        for passage in Passage.objects.in_version(version).drawn().order_by("start", "pk")
        if passage.claim_id in numbers and passage.start is not None and passage.end is not None
    ]
    blocks = _blocks(article, version, spans, choice)
    return MarkingPage(
        title=version.title,
        url=reverse("marking", args=[article.slug]),
        article_url=reverse("article", args=[article.slug]),
        version_id=version.pk,
        blocks=blocks,
        claims=[_listed(article, claim) for claim in claims],
        highest=claims[-1].number if claims else 0,
        form_is_placed=any(block.has_form for block in blocks),
    )


def chosen_places(version: ArticleVersion, choice: Choice) -> list[tuple[int, int]]:
    """Where a claim comes to stand; sentences that follow each other are one place, also across
    paragraphs. Raises `NotInText`."""
    text = version.canonical_text
    if choice.quote:
        return [place_of_selection(text, choice.quote, choice.near)]
    found = [
        place for block in markable(version) for place in sentences(text, block.start, block.end)
    ]
    return runs(found, choice.starts)


def markable(version: ArticleVersion) -> list[Block]:
    """Everything that is published but the heading that only introduces the notes."""
    return [block for block in blocks_of(version) if block.kind is not BlockKind.FOOTNOTE_HEADING]


def _current_in(version: ArticleVersion) -> Q:
    return Q(
        passages__version=version,
        passages__replaced_by__isnull=True,
        passages__removed_at__isnull=True,
    )


def _blocks(
    article: Article,
    version: ArticleVersion,
    spans: Sequence[PassageSpan[int]],
    choice: Choice,
) -> list[MarkedBlock]:
    text = version.canonical_text
    cut = [(block, sentences(text, block.start, block.end)) for block in markable(version)]
    starts = [start for _block, found in cut for start, _end in found]
    focus = None
    if choice.goes_on_at is not None:
        focus = next((start for start in starts if start >= choice.goes_on_at), None)
    here = max(choice.starts, default=choice.near if choice.quote else focus)
    return [
        MarkedBlock(
            kind=block.kind.value,
            sentences=[
                MarkedSentence(
                    start=start,
                    stretches=[
                        Stretch(text[piece.start : piece.end], piece.claims)
                        for piece in _cut(start, end, spans)
                    ],
                    ends=[
                        MarkedEnd(number, reverse("edit_claim", args=[article.slug, number]))
                        for number in _ending(spans, start, end)
                    ],
                    chosen=start in choice.starts,
                    takes_focus=start == focus,
                )
                for start, end in found
            ],
            has_form=here is not None and block.start <= here < block.end,
        )
        for block, found in cut
    ]


def _cut(
    start: int, end: int, spans: Sequence[PassageSpan[int]]
) -> list[Segment[int, PassageSpan[int]]]:
    return segments(start, end, spans)


def _ending(spans: Sequence[PassageSpan[int]], start: int, end: int) -> list[int]:
    return sorted({span.claim for span in spans if start < span.end <= end})


def _listed(article: Article, claim: Claim) -> ListedClaim:
    wording = wording_of(claim)
    return ListedClaim(
        number=claim.number,
        statement=wording.statement,
        tone_label=tone_label(wording),
        url=reverse("edit_claim", args=[article.slug, claim.number]),
        status=ClaimStatus(claim.status),
        passage_count=getattr(claim, "places", 0),
        return_reason=claim.return_reason,
    )


def others_added(claims: Sequence[ListedClaim], seen: int, own: int = 0) -> str:
    """What colleagues marked since the form was opened, in words; "" when nobody did."""
    numbers = [claim.number for claim in claims if claim.number > seen and claim.number != own]
    if not numbers:
        return ""
    return _("Meanwhile a colleague added here: claim %(numbers)s.") % {
        "numbers": ", ".join(map(str, numbers))
    }
