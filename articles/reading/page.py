"""An article version with its passages and claims → the page that is read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse

from articles.cleaning.draft import Block, BlockKind, block_from_dict
from articles.models import Article, ArticleVersion, Claim, Passage, Picture
from articles.models.claim import Tone
from articles.models.passage import DRAWN_STATES
from articles.reading.body import body_of, contents_of, parts_of
from articles.reading.segments import NoteAnchors, Place, marks_in, segments_of
from articles.reading.shapes import (
    ClaimEntry,
    End,
    Footnote,
    Meta,
    Opposing,
    ReadingPage,
    SeeAlso,
    SeeAlsoItem,
    SeriesPosition,
)

# What a blog writes by itself where its author chose nothing.
DEFAULT_CATEGORIES = frozenset({"geen categorie", "uncategorized", "uncategorised"})

# All press and no subject: without its address it says nothing.
_ONLY_POINTS = re.compile(
    r"(?:lees|klik|kijk|bekijk|read|click)\s+(?:(?:hier|verder|meer|here|more|on)\b\W*)+",
    re.IGNORECASE,
)


def reading_page(
    version: ArticleVersion,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    *,
    article: Article,
    url: str = "",
    series_parts: Sequence[Article] = (),
    comment_counts: Mapping[int, int] | None = None,
    opposed_by: Mapping[int, Sequence[Opposing]] | None = None,
    pictures: Iterable[Picture] = (),
) -> ReadingPage:
    """Shape a page; asks the database nothing.

    `passages` are those of `version`, drawn or not; `claims` are the article's own, in order, with
    their wording. `article` comes with its source and series, `series_parts` are the other parts
    of the series that the reader may see. `url` is absolute, for sharing. `comment_counts` and
    `opposed_by` are by claim id. `pictures` are those of `version`, their data left behind; a
    figure whose picture is not among them says so. A passage whose place is uncertain is not drawn, and a claim with
    no drawn passage has `passage_missing`.
    """
    counts = comment_counts or {}
    opposing = opposed_by or {}
    blocks = blocks_of(version)
    places = _places(article, passages, claims, counts, opposing)
    parts = [part for block in blocks for part in parts_of(block) if part.start < part.end]
    marks = marks_in(version.canonical_text, parts, places)
    anchors = NoteAnchors()
    cut = {
        (part.start, part.end): segments_of(version.canonical_text, part, places, marks, anchors)
        for part in parts
    }
    body = tuple(body_of(version, blocks, cut, pictures))
    return ReadingPage(
        title=version.title,
        url=url,
        title_segments=next(
            (cut[block.start, block.end] for block in blocks if block.kind is BlockKind.TITLE), ()
        ),
        lead=tuple(cut[block.start, block.end] for block in blocks if block.kind is BlockKind.LEAD),
        blocks=body,
        footnotes=tuple(
            Footnote(
                block.number or 0,
                cut[block.start, block.end],
                tuple(anchors.by_note.get(block.number or 0, ())),
            )
            for block in blocks
            if block.kind is BlockKind.FOOTNOTE
        ),
        footnotes_title=_footnotes_title(version, blocks),
        see_also=_see_also(version),
        series=_series(article, series_parts),
        contents=contents_of(body),
        claims=tuple(_entries(article, claims, marks, counts)),
        meta=Meta(
            source_name=article.source.name if article.source else "",
            published_on=article.published_on,
            category=_category(article),
            reading_minutes=version.reading_minutes,
            source_comment_count=article.source_comment_count,
        ),
    )


def blocks_of(version: ArticleVersion) -> tuple[Block, ...]:
    """The stored blocks of a version, in reading order."""
    return tuple(block_from_dict(block) for block in version.blocks)


def anchor_of(number: int, ordinal: int) -> str:
    """The id of the link at the end of a passage: claim 3, its first place → passage-3-1."""
    return f"passage-{number}-{ordinal}"


def claim_url(article: Article, claim: Claim) -> str:
    """The address of a claim of `article`; filling in the article saves a query per claim."""
    claim.article = article
    return claim.get_absolute_url()


def _places(
    article: Article,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    counts: Mapping[int, int],
    opposing: Mapping[int, Sequence[Opposing]],
) -> list[Place]:
    by_id = {claim.pk: claim for claim in claims}
    places = []
    met: set[int] = set()
    for passage in sorted(passages, key=lambda passage: passage.ordinal):
        claim = by_id.get(passage.claim_id)
        if claim is None or passage.state not in DRAWN_STATES:
            continue
        if passage.start is None or passage.end is None:
            continue
        mark = End(
            number=claim.number,
            url=claim_url(article, claim),
            anchor=anchor_of(claim.number, passage.ordinal),
            comment_count=counts.get(claim.pk, 0),
            opposed_by=() if claim.pk in met else opposing.get(claim.pk, ()),
        )
        met.add(claim.pk)
        places.append(Place(passage.start, passage.end, mark))
    return places


def _entries(
    article: Article,
    claims: Sequence[Claim],
    marks: Mapping[int, Sequence[End]],
    counts: Mapping[int, int],
) -> Iterator[ClaimEntry]:
    """The list under the title. The place of a claim is that of its first passage that is drawn."""
    first: dict[int, str] = {}
    shown = [mark for ends in marks.values() for mark in ends]
    for mark in sorted(shown, key=lambda mark: int(mark.anchor.rpartition("-")[2])):
        first.setdefault(mark.number, mark.anchor)
    for claim in claims:
        wording = claim.current_wording
        if wording is None:
            continue
        yield ClaimEntry(
            number=claim.number,
            statement=wording.statement,
            url=claim_url(article, claim),
            anchor=first.get(claim.number, ""),
            tone=wording.tone,
            tone_label="" if wording.tone == Tone.LITERAL else Tone(wording.tone).label,
            comment_count=counts.get(claim.pk, 0),
            passage_missing=claim.number not in first,
        )


def _category(article: Article) -> str:
    return "" if article.category.strip().lower() in DEFAULT_CATEGORIES else article.category


def _footnotes_title(version: ArticleVersion, blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE_HEADING:
            return version.canonical_text[block.start : block.end]
    return ""


def _see_also(version: ArticleVersion) -> SeeAlso | None:
    """The texts the source pointed at. Their addresses are lost, so an entry that says only "read on
    here" is left out: there is nothing to press."""
    entries = [
        entry
        for entry in version.metadata.get("see_also", [])
        if not _ONLY_POINTS.fullmatch(entry["text"].strip())
    ]
    items = tuple(SeeAlsoItem(entry["text"]) for entry in entries if not entry["is_intro"])
    if not items:
        return None
    return SeeAlso(" ".join(entry["text"] for entry in entries if entry["is_intro"]), items)


def _series(article: Article, parts: Sequence[Article]) -> SeriesPosition | None:
    if article.series is None:
        return None
    return SeriesPosition(
        title=article.series.title,
        url=reverse("series", args=[article.series.slug]),
        part=article.series_part,
        part_label=article.series_part_label,
        previous_label=article.series_previous_label,
        previous_url=_part_url(article, parts, article.series_previous_label, -1),
        next_label=article.series_next_label,
        next_url=_part_url(article, parts, article.series_next_label, 1),
    )


def _part_url(article: Article, parts: Sequence[Article], label: str, step: int) -> str:
    """The address of the neighbour with that label or number; empty when it is not here."""
    wanted = article.series_part + step if article.series_part is not None else None
    for part in parts:
        if label and part.series_part_label == label:
            return part.get_absolute_url()
        if wanted is not None and part.series_part == wanted:
            return part.get_absolute_url()
    return ""
