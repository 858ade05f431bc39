"""A passage in its surroundings, for pages where the rest of the text is absent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from articles.anchoring.sentences import sentence_starts
from articles.cleaning.draft import Block, BlockKind, SpanKind
from articles.models import ArticleVersion, Passage
from articles.reading.page import blocks_of
from articles.reading.segments import collapsed


@dataclass(frozen=True)
class PassageInContext:
    """The words of a passage with the whole sentences around it, inside its own block.

    Together `prefix + exact + suffix` is a stretch of the text, white space included. `where` names
    the block ("in paragraph 3"). Of a passage whose place is unknown `is_placed` is false: then the
    three are the words as they once stood, and `where` is empty.
    """

    prefix: str
    exact: str
    suffix: str
    where: str
    is_placed: bool


def passage_in_context(version: ArticleVersion, passage: Passage) -> PassageInContext:
    """Ask the database nothing; `passage` must be one of `version`.

    The context is the rest of the sentence that the passage is part of; where the passage begins
    or ends with a whole sentence it is the neighbouring sentence, if the block has one.
    """
    if passage.start is None or passage.end is None:
        return PassageInContext(passage.prefix, passage.exact, passage.suffix, "", is_placed=False)
    text, blocks = version.canonical_text, blocks_of(version)
    first = _block_at(blocks, passage.start)
    last = _block_at(blocks, passage.end - 1)
    start = _sentence_start(text, first, passage.start)
    end = _sentence_end(text, last, passage.end)
    return PassageInContext(
        prefix=text[start : passage.start],
        exact=text[passage.start : passage.end],
        suffix=text[passage.end : end].rstrip(),
        where=_where(blocks, first),
        is_placed=True,
    )


def passage_as_read(version: ArticleVersion, passage: Passage) -> PassageInContext:
    """The same for a reader: without the references to notes, which lead nowhere outside the text,
    and with each stretch of white space as one space. No longer a stretch of the text."""
    found = passage_in_context(version, passage)
    if not found.is_placed or passage.start is None or passage.end is None:
        return found
    references = [
        (span.start, span.end)
        for block in blocks_of(version)
        for span in block.spans
        if span.kind is SpanKind.NOTE_REFERENCE
    ]
    before = passage.start - len(found.prefix)
    return replace(
        found,
        prefix=_without(found.prefix, before, references),
        exact=_without(found.exact, passage.start, references),
        suffix=_without(found.suffix, passage.end, references),
    )


def _without(text: str, offset: int, references: Iterable[tuple[int, int]]) -> str:
    """`text`, which begins at `offset`, without what is in `references` and the space before it."""
    kept, done = "", 0
    for start, end in sorted(references):
        first, last = max(start - offset, done), min(end - offset, len(text))
        if first < last:
            kept += text[done:first].rstrip()
            done = last
    return collapsed(kept + text[done:])


def _block_at(blocks: tuple[Block, ...], offset: int) -> Block:
    """The block that holds `offset`, or the last one that begins before it."""
    return [block for block in blocks if block.start <= offset][-1]


def _borders(text: str, block: Block) -> list[int]:
    """Where the sentences of a block begin; its end is the last border."""
    return [*sentence_starts(text, block.start, block.end), block.end]


def _sentence_start(text: str, block: Block, offset: int) -> int:
    before = [border for border in _borders(text, block) if border < offset]
    return before[-1] if before else offset


def _sentence_end(text: str, block: Block, offset: int) -> int:
    """The first border that leaves more than punctuation and white space after `offset`."""
    rest = re.compile(r"[\W_]*").match(text, offset, block.end)
    begin = rest.end() if rest else offset
    return next((border for border in _borders(text, block) if border > begin), block.end)


def _where(blocks: tuple[Block, ...], block: Block) -> str:
    if block.kind is BlockKind.TITLE:
        return _("in the title")
    if block.kind is BlockKind.LEAD:
        return _("in the introduction")
    if block.kind is BlockKind.HEADING:
        return _("in a subheading")
    if block.kind is BlockKind.FOOTNOTE:
        return _("in note %(number)s") % {"number": block.number}
    counted = [
        other for other in blocks if other.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    ]
    number = sum(other.start <= block.start for other in counted)
    return _("in paragraph %(number)s") % {"number": number}
