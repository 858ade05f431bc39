"""The elements a walk stands in, outermost first, and what each makes of the text in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from articles.importers.blocks import Region

_WORDS = re.compile(r"\w")
_PARTS = frozenset({"span", "time"})


@dataclass
class Item:
    """A list item: only its first paragraph has its bullet or number; the others go on below it."""

    number: int | None
    is_used: bool = False


@dataclass
class Frame:
    """An open block element and what it makes of the text in it.

    `in_parts`: each element in it is a line of its own.
    """

    element: _Element
    level: int = 0
    quotes: bool = False
    regions: tuple[Region, ...] = ()
    role: str = ""
    scope: int = 0
    as_written: bool = False
    item: Item | None = None
    next_number: int | None = None
    note: int | None = None
    in_parts: bool = False


def is_row_of_parts(element: _Element) -> bool:
    """Whether an element holds nothing but two or more spans, with at most a line or a dot between them."""
    parts = list(element)
    between = [element.text, *(part.tail for part in parts)]
    return (
        len(parts) > 1
        and all(part.tag in _PARTS for part in parts)
        and not any(text and _WORDS.search(text) for text in between)
    )


def whole(written: str | None, otherwise: int) -> int:
    """A whole number from 0 to 9,999 as it is written in a page, or `otherwise`."""
    written = (written or "").strip()
    return (
        int(written) if written.isascii() and written.isdigit() and len(written) < 5 else otherwise
    )
