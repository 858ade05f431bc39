"""Blocks of furniture that hold sentences: readers' comments and lists of other pages.

Inside such a block a line cannot be told from the article by its words, only by the head above it. A head swallows
what follows only where that is certain: at the end of the page, or as far as each entry proves itself. Else it is kept.
"""

from __future__ import annotations

import re
from itertools import islice

from articles.cleaning import vocabulary
from articles.cleaning.classes import LineClass
from articles.cleaning.dates import DATE
from articles.cleaning.lines import Line
from articles.cleaning.meta_line import Part, meta_parts
from articles.cleaning.page import Page
from articles.cleaning.signs import counts_comments, is_comment_entry
from articles.cleaning.title import is_name

# How many filled lines below the head the first comment must show itself (name, date, "Beantwoorden").
_ENTRY_WITHIN = 5
# A list of other pages with more lines than this is no list of other pages.
_LONGEST_LIST = 200
# "3 reacties" counts; "3 reacties op ‘Titel’" also says what they are about.
_WORDS_OF_A_COUNT = 2
_DATE_AT_END = re.compile(rf",?\s+(?:op\s+)?{DATE}.{{0,20}}$", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d{2}")


def see_also_zone(page: Page) -> frozenset[int]:
    """Numbers of the lines under a head such as *Zie ook* that point to other pages; the heads are not among them."""
    found: set[int] = set()
    for head in page.filled:
        if (
            head.number not in found
            and page.has_class(head, LineClass.SEE_ALSO)
            and head.key in vocabulary.SEE_ALSO
            and not is_teaser_button(page, head)
        ):
            found.update(line.number for line in _entries(page, head))
    return frozenset(found)


def is_teaser_button(page: Page, line: Line) -> bool:
    """Whether "Lees meer" closes the text above it, and so opens no list of other pages."""
    above = page.previous(line)
    return (
        line.key in vocabulary.TEASER_END
        and above is not None
        and (above.number in page.prose or (page.unsigned(above) and above.ends_sentence))
    )


def comments_zone(page: Page) -> frozenset[int]:
    """Numbers of the lines below the head of the comments that belong to them: all, to the end of the page.

    A head that may as well be a subheading ("Reacties") needs a comment that shows itself below it, or no prose. One
    that counts the comments needs the article above it: "3 reacties" beside the date stands above the text.
    """
    text_from = _where_text_begins(page)
    text_until = max(page.prose, default=0)
    for head in page.filled:
        if head.number <= text_from or not page.has_class(head, LineClass.COMMENTS):
            continue
        entries = any(_is_entry(line) for line in islice(page.after(head), _ENTRY_WITHIN))
        if entries or head.number > text_until or _closes_article(page, head):
            return frozenset(line.number for line in page.after(head))
    return frozenset()


def _closes_article(page: Page, head: Line) -> bool:
    """Whether a head that counts comments stands below an article, and not below the introduction of one."""
    above, below = page.previous(head), page.next(head)
    if above is None or below is None or not counts_comments(head):
        return False
    if page.has_class(above, LineClass.META):
        return False
    names_the_article = len(head.key.split()) > _WORDS_OF_A_COUNT
    paragraphs = [n for n in page.prose if n < head.number and n not in page.continued]
    names = (_is_signature(page, line) for line in islice(page.after(head), _ENTRY_WITHIN))
    return names_the_article or len(paragraphs) > 1 or any(names)


def _is_signature(page: Page, line: Line) -> bool:
    """Whether a line is a name, or a name and a date, above words that may be a comment."""
    below = page.next(line)
    name = _DATE_AT_END.sub("", line.content)
    return below is not None and page.unsigned(below) and is_name(Line(line.number, name, 0))


def _where_text_begins(page: Page) -> int:
    """A count of comments directly under a title opens no block: the article must stand above it."""
    if page.prose:
        return min(page.prose)
    sentences = [line.number for line in page.filled if page.unsigned(line) and line.ends_sentence]
    return sentences[1] if len(sentences) > 1 else len(page.lines)


def _entries(page: Page, head: Line) -> list[Line]:
    ambiguous = bool((sign := page.sign(head)) and sign.ambiguous)
    entries: list[Line] = []
    for line in islice(page.after(head), _LONGEST_LIST):
        if _closes_list(page, line) or (
            ambiguous and line.content.endswith(".") and not line.bullet_end
        ):
            return entries
        is_text = line.number in page.prose or _ends_statement(line)
        if is_text and not _is_teaser(page, line) and not line.content.endswith(":"):
            return _inset(entries)
        entries.append(line)
    return entries if len(entries) < _LONGEST_LIST else _inset(entries)


def _ends_statement(line: Line) -> bool:
    """Titles of other pages do not end like a sentence, or they ask; a bulleted entry may say what a page is about."""
    return line.ends_sentence and not line.bullet_end and not line.content.endswith(("?", "…"))


def _inset(entries: list[Line]) -> list[Line]:
    """The article goes on below the list, so only what is surely an entry counts: an intro, bullets, or one title."""
    sure = 0
    while sure < len(entries) and (entries[sure].bullet_end or entries[sure].content.endswith(":")):
        sure += 1
    return entries[: sure or 1]


def _closes_list(page: Page, line: Line) -> bool:
    if {part.part for part in meta_parts(line)} & {Part.RIGHTS, Part.TAGS, Part.CATEGORY}:
        return True
    sign = page.sign(line)
    return sign is not None and sign.line_class not in {
        LineClass.SEE_ALSO,
        LineClass.META,
        LineClass.CAPTION,
        LineClass.COUNTER,
    }


def _is_teaser(page: Page, line: Line) -> bool:
    following = page.next(line)
    return following is not None and following.key in vocabulary.TEASER_END


def _is_entry(line: Line) -> bool:
    if is_comment_entry(line):
        return True
    parts = [part.part for part in meta_parts(line)]
    return Part.DATE in parts and bool(_TIME_OF_DAY.search(line.content))
