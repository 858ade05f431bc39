"""Notes that a page links to from its text: which links are references, and which elements hold a note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

_NUMBER = re.compile(r"\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*")
_BACK = re.compile(
    r"[\s\u21a9\u2191\u2190\u2934\ufe0e\ufe0f^\u00ab[\]()\d]*|terug|back|omhoog", re.IGNORECASE
)
_HOLDERS = frozenset({"li", "p", "dd", "dt", "td", "div", "aside", "section"})
# A note is at most some paragraphs; what is longer is a chapter that a table of contents points to.
_LONGEST_NOTE = 6_000
_MOST_NOTES = 999


@dataclass(frozen=True)
class Notes:
    """`references`: link element → number. `holders`: element → number of the note in it."""

    references: dict[_Element, int] = field(default_factory=dict)
    holders: dict[_Element, int] = field(default_factory=dict)
    backlinks: frozenset[_Element] = frozenset()


def find_notes(root: _Element) -> Notes:
    """A link with only a number as its text, to a place further on in the same page, is a reference to a note.

    Two notes with one number cannot be told apart by readers: only the first counts.
    """
    places = _places(root)
    order = {element: index for index, element in enumerate(root.iter())}
    references: dict[_Element, int] = {}
    holders: dict[_Element, int] = {}
    numbers: dict[int, _Element] = {}
    for link, number in _numbered_links(root):
        holder = places.get(_fragment(link))
        if holder is None or order[holder] < order[link] or len(numbers) >= _MOST_NOTES:
            continue
        if number not in numbers:
            if holder in holders or len("".join(map(str, holder.itertext()))) > _LONGEST_NOTE:
                continue
            numbers[number], holders[holder] = holder, number
        if numbers[number] is holder:
            references[link] = number
    return Notes(references, holders, frozenset(_backlinks(holders, references)))


def _places(root: _Element) -> dict[str, _Element]:
    """Name of each place on the page → the block that a note there would be."""
    found: dict[str, _Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            holder = _holder(element) if name and name not in found else None
            if name and holder is not None:
                found[name] = holder
    return found


def _holder(element: _Element) -> _Element | None:
    """The item or paragraph an element stands in: the nearest block, or the item that has it as its first."""
    for up in (element, *element.iterancestors()):
        if up.tag in _HOLDERS:
            parent = up.getparent()
            first_in_item = (
                up.tag == "p" and parent is not None and parent.tag in {"li", "td", "dd"}
            )
            return parent if first_in_item else up
        if up.tag in {"body", "article", "main", "html"}:
            return None
    return None


def _numbered_links(root: _Element) -> Iterator[tuple[_Element, int]]:
    for link in root.iter("a"):
        if _fragment(link):
            match = _NUMBER.fullmatch("".join(map(str, link.itertext())))
            if match and int(match[1]) > 0:
                yield link, int(match[1])


def _fragment(link: _Element) -> str:
    """The place on the same page that a link goes to; word processors write whole addresses before it."""
    href = (link.get("href") or "").strip()
    return href[1:] if href.startswith("#") else ""


def _backlinks(holders: dict[_Element, int], references: dict[_Element, int]) -> Iterator[_Element]:
    """Links in a note that lead back to the text: arrows and numbers, no words of the note."""
    for holder in holders:
        for link in holder.iter("a"):
            words = "".join(map(str, link.itertext()))
            if link not in references and _fragment(link) and _BACK.fullmatch(words):
                yield link
