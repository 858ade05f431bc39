"""Which block of a structured source is its title, and which its introduction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.cleaning.draft import BlockKind, SpanKind
from articles.cleaning.page import Page
from articles.cleaning.title import LONGEST_TITLE, find_title
from articles.importers.blocks import Fact, SourceBlock

_SITE = re.compile(r"\s+[|–—•·»-]\s+")
_NOT_WORDS = re.compile(r"[\W_]+")
# An introduction stands within this many blocks below the title, and is no whole article printed in bold.
_LEAD_WITHIN = 4
_LONGEST_LEAD = 900


def title_of(
    blocks: Sequence[SourceBlock], facts: Sequence[Fact], page: Page, in_article: Sequence[bool]
) -> tuple[int | None, str]:
    """The place of the title among the blocks, from 0, and the reason in Dutch; None when no block is one.

    `in_article` tells for each block whether it stands where the article does. In this order: a heading that says what
    the head of the page gives as its title, any block that does, the first main heading of the article, its first
    heading, and what most looks like a title above the text.
    """
    told = {key for fact in facts if fact.key == "title" for key in _keys(fact.value)}
    free = [place for place, block in enumerate(blocks) if _may_be_title(block)]
    headings = [place for place in free if blocks[place].kind is BlockKind.HEADING]
    for place in [*headings, *free]:
        if told and _key(blocks[place].text) in told:
            return place, "Titel: staat ook zo in de kop van de pagina."
    for place in free:
        if blocks[place].role == "title" and blocks[place].level <= 1:
            return place, "Titel: de pagina noemt deze regel zelf de titel."
    first = next((place for place, inside in enumerate(in_article) if inside), None)
    main = [place for place in headings if blocks[place].level == 1]
    if main:
        below = [place for place in main if first is None or place >= first]
        return (below or main[::-1])[0], "Titel: de hoofdkop van de pagina."
    opening = next((place for place in headings if in_article[place]), None)
    if opening is not None and (first is None or opening <= first + 1):
        return opening, "Titel: de eerste kop van het artikel."
    line = find_title(page)
    if line is not None and line.number <= len(blocks) and line.number - 1 in free:
        return line.number - 1, "Titel: de regel boven de tekst die het meest op een titel lijkt."
    if opening is not None:
        return opening, "Titel: de eerste kop van het artikel."
    return None, ""


def title_without_site(value: str, sites: Sequence[str]) -> str:
    """The title in the text of a browser tab: without the name of the site behind or before it."""
    for site in sites:
        for pattern in (
            rf"\s+[|–—•·»:-]\s+{re.escape(site)}$",
            rf"^{re.escape(site)}\s*[|–—•·»:-]\s+",
        ):
            shorter = re.sub(pattern, "", value)
            if shorter and shorter != value:
                return shorter
    return value


def is_lead(blocks: Sequence[SourceBlock], place: int, title: int, dateline: int | None) -> bool:
    """Whether a published block is the introduction: the page says so, or it stands between title and date, or it is
    the first paragraph and wholly in bold."""
    block = blocks[place]
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _LONGEST_LEAD:
        return False
    if not title < place <= title + _LEAD_WITHIN or len(block.text.split()) < 6:
        return False
    if block.role == "lead" or (dateline is not None and place < dateline):
        return True
    bold = sum(mark.end - mark.start for mark in block.marks if mark.kind is SpanKind.STRONG)
    return bold >= len(block.text) - 1 and block.text.endswith((".", "!", "?", "…"))


def _may_be_title(block: SourceBlock) -> bool:
    return (
        0 < len(block.text) <= LONGEST_TITLE
        and block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
        and not any(region.certain for region in block.regions)
    )


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())


def _keys(value: str) -> set[str]:
    """A title as it may stand on the page: whole, or without what stands behind or before a dash or bar."""
    found = {_key(value)}
    for separator in _SITE.finditer(value):
        found |= {_key(value[: separator.start()])}
    return {key for key in found if len(key) > 3}
