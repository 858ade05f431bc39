"""What can only be told from blocks together: a table of contents, and a heading with nothing of its own below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.cleaning.classes import PUBLISHED, LineClass, Verdict
from articles.cleaning.draft import BlockKind
from articles.cleaning.page import Page
from articles.importers.blocks import SourceBlock

_NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+)?(?P<words>.*?)(?:[\s.…_]+\d{1,4})?$"
)
_FEWEST = 2
_NO_ENTRY = {BlockKind.TABLE_ROW, BlockKind.FIGURE, BlockKind.FOOTNOTE}


def contents_of(blocks: Sequence[SourceBlock], page: Page) -> frozenset[int]:
    """Places, from 0, of a table of contents with the few words above it.

    That is two or more neighbours, none a heading, that each name a heading further down.
    """
    last = {
        _key(block.text): place
        for place, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING
    }
    found: set[int] = set()
    run: list[int] = []
    for place in range(len(blocks) + 1):
        if place < len(blocks) and _is_entry(blocks[place], place, last):
            run.append(place)
            continue
        if len(run) >= _FEWEST:
            found.update(run)
            above = run[0] - 1
            if above > 0 and page.lines[above].is_heading_shaped:
                found.add(above)
        run = []
    return frozenset(found)


def with_headings_of_calls(
    blocks: Sequence[SourceBlock], verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """The same verdicts, but a heading with only calls to get in touch below it is hidden with them."""
    changed = list(verdicts)
    for place in range(len(changed) - 2, -1, -1):
        if (
            changed[place].line_class is LineClass.HEADING
            and changed[place + 1].line_class is LineClass.CALL_TO_CONTACT
            and not _has_text(blocks, changed, place)
        ):
            changed[place] = Verdict(
                LineClass.CALL_TO_CONTACT, "Kop boven een oproep om contact op te nemen."
            )
    return changed


def _has_text(blocks: Sequence[SourceBlock], verdicts: Sequence[Verdict], heading: int) -> bool:
    """Whether anything is published below a heading, up to the next of its own level or higher."""
    for place in range(heading + 1, len(blocks)):
        line_class = verdicts[place].line_class
        if line_class is LineClass.FOOTNOTE_HEADING:
            return False
        if line_class is LineClass.HEADING:
            return 0 < blocks[heading].level < blocks[place].level
        if line_class in PUBLISHED and line_class is not LineClass.FOOTNOTE:
            return True
    return False


def _is_entry(block: SourceBlock, place: int, headings: dict[str, int]) -> bool:
    if block.kind is BlockKind.HEADING or block.kind in _NO_ENTRY:
        return False
    return headings.get(_key(block.text), -1) > place


def _key(text: str) -> str:
    match = _NUMBERED.match(text)
    return " ".join((match["words"] if match else text).casefold().split())
