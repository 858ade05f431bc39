"""Where the article stands on a page, by the verdict of trafilatura, mapped back on our own blocks.

It gives no places back, only text. A block is in the article when its words are in that text: whole when they are few,
for the greater part when they are many, for trafilatura leaves out words here and there.
"""

from __future__ import annotations

import copy
import logging
import re
from dataclasses import dataclass

from lxml.etree import _Element

from articles.importers.blocks import SourceBlock

_WORD = re.compile(r"\w+")
_RUN = 5
_ENOUGH = 0.6
# With less text than this it found no article, but something on a page without one.
_LEAST_TEXT = 120


@dataclass(frozen=True)
class Words:
    """The words of a text, to ask whether those of a block are among them."""

    elements: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    length: int

    @classmethod
    def of(cls, root: _Element | None) -> Words:
        elements: set[str] = set()
        words: list[str] = []
        for element in root.iter() if root is not None else ():
            own = (
                _words("".join(map(str, element.itertext()))) if not _is_container(element) else []
            )
            if own:
                elements.add(" ".join(own))
            words += _words(element.text or "")
            words += _words(element.tail or "")
        return cls(frozenset(elements), frozenset(_runs(words)), sum(map(len, words)))

    def hold(self, block: SourceBlock) -> bool:
        cells = [block.text[cell.start : cell.end] for cell in block.cells]
        return any(map(self._hold, cells)) if cells else self._hold(block.text)

    def _hold(self, text: str) -> bool:
        words = _words(text)
        if " ".join(words) in self.elements:
            return bool(words)
        runs = _runs(words)
        found = sum(run in self.runs for run in runs)
        return bool(runs) and found >= _ENOUGH * len(runs)


@dataclass(frozen=True)
class MainContent:
    """`article` and `comments` as trafilatura sees them; `is_known` is False when it found no article."""

    article: Words
    comments: Words

    @property
    def is_known(self) -> bool:
        return self.article.length >= _LEAST_TEXT


def find_main_content(root: _Element) -> MainContent:
    """Ask trafilatura about a parsed page; the tree stays as it is. When it stumbles, it knows nothing."""
    # Loading it takes a third of a second, which no process should spend that reads no page.
    import trafilatura

    nothing = MainContent(Words.of(None), Words.of(None))
    tree = copy.deepcopy(root)
    for image in tree.iter("img"):
        # A picture inside the page may be larger than all of its text.
        image.attrib.pop("src", None)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            tree,
            favor_recall=True,
            include_comments=True,
            include_tables=True,
            include_formatting=False,
            include_links=False,
            include_images=False,
            with_metadata=False,
            deduplicate=False,
        )
    except Exception:
        return nothing
    if found is None or isinstance(found, dict):
        return nothing
    return MainContent(Words.of(found.body), Words.of(found.commentsbody))


def _is_container(element: _Element) -> bool:
    return element.tag in {"body", "list", "table", "row", "div", "doc", "main"}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
