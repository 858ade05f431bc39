"""Closing advertisements: "Benieuwd naar …? Neem dan contact met ons op."

Such a paragraph looks like the last one of the article. It is told by its place below all other text and by what it is
made of: questions to the reader and the call itself. A paragraph that also says something of its own is kept.
"""

from __future__ import annotations

import re

from articles.cleaning import vocabulary
from articles.cleaning.lines import Line
from articles.cleaning.page import Page

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_SHORT_CALL = 6


def closing_offers(page: Page, prose: frozenset[int]) -> frozenset[int]:
    """Numbers of the lines below the last real paragraph that ask the reader to get in touch."""
    last_text = max((number for number in prose if not is_offer(page[number])), default=0)
    return frozenset(
        line.number
        for line in page.filled
        if line.number > last_text
        and page.unsigned(line)
        and line.number not in page.continued
        and is_offer(line)
    )


def is_offer(line: Line) -> bool:
    """Whether a line is nothing but questions to the reader and a call to get in touch.

    A sentence that says something of its own makes it text, since hiding the line would hide that sentence.
    """
    if not vocabulary.CONTACT_US.search(line.content):
        return False
    if len(line.words) <= _SHORT_CALL:
        return True
    by_us = vocabulary.CONTACT_WITH_US.search(line.content) or vocabulary.OFFER_TO_READER.search(
        line.content
    )
    others = [
        sentence
        for sentence in _BETWEEN_SENTENCES.split(line.content)
        if not sentence.endswith("?") and not vocabulary.CONTACT_US.search(sentence)
    ]
    return bool(by_us) and not others
