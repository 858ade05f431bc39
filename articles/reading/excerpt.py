"""How much of a text stands open for whoever may not read the whole. Pure.

An excerpt is a beginning: everything before one offset in the canonical text. So each door needs
to know no more than that offset to show no more than the others.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.cleaning.draft import Block, BlockKind, SpanKind
from articles.reading.sentences import sentence_ends

WORDS = 120
_WORD = re.compile(r"\S+")
# What is drawn beside the text, and leads nowhere without the rest of it.
_LEFT_OUT = {
    BlockKind.CAPTION,
    BlockKind.FIGURE,
    BlockKind.FOOTNOTE,
    BlockKind.FOOTNOTE_HEADING,
    BlockKind.TABLE_ROW,
}


def excerpt_end(text: str, blocks: Sequence[Block], words: int = WORDS) -> int:
    """The offset in `text` at which the excerpt ends: a code point, exclusive.

    The title, and then at most `words` words, up to the end of a sentence or a block. Where not
    even the first sentence fits, the excerpt ends between two words. At least half of a short
    text stays closed, but never its first sentence.
    """
    body = [block for block in blocks if block.kind is not BlockKind.TITLE]
    end = next((block.end for block in blocks if block.kind is BlockKind.TITLE), 0)
    total = sum(_count(text, block) for block in body)
    left = min(words, total // 2)
    begun = False
    for block in body:
        size = _count(text, block)
        if size <= left:
            left, end = left - size, block.end
            begun = begun or block.kind is not BlockKind.HEADING
            continue
        cut = _cut(text[block.start : block.end], left, at_least_one=not begun, limit=words)
        return block.start + cut if cut else end
    return end


def cut_blocks(blocks: Sequence[Block], end: int) -> tuple[Block, ...]:
    """The blocks of a text that ends at `end`: the last one shorter, no heading above nothing.

    References to notes become the plain text they are, for the notes are not there.
    """
    kept: list[Block] = []
    for block in blocks:
        if block.start >= end or block.kind in _LEFT_OUT:
            continue
        spans = tuple(
            span
            for span in block.spans
            if span.end <= end and span.kind is not SpanKind.NOTE_REFERENCE
        )
        kept.append(replace(block, end=min(block.end, end), spans=spans))
    while kept and kept[-1].kind is BlockKind.HEADING:
        kept.pop()
    return tuple(kept)


def _count(text: str, block: Block) -> int:
    return len(text[block.start : block.end].split())


def _cut(text: str, words: int, *, at_least_one: bool, limit: int) -> int:
    """Where a block that is too long ends: after the last sentence that fits, or 0 for nowhere."""
    whole = [end for end in sentence_ends(text) if len(text[:end].split()) <= words]
    if whole:
        return whole[-1]
    if not at_least_one:
        return 0
    first = next(sentence_ends(text), 0)
    if first and len(text[:first].split()) <= limit:
        return first
    matches = list(_WORD.finditer(text))
    return matches[min(max(1, words), len(matches)) - 1].end()
