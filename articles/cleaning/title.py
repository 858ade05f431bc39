"""Find the title. It is often not the first line: menus, search boxes and the name of the site stand above it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from articles.cleaning.classes import LineClass
from articles.cleaning.lines import Line
from articles.cleaning.page import Page
from articles.cleaning.vocabulary import GENRE

LONGEST_TITLE = 250
_LONGEST_BREADCRUMB = 2 * LONGEST_TITLE
_LONGEST_NAME = 6
_HEADLINE_WORDS = 4
# More short lines than this above the text are a list, and no title need be compared with all of them.
_MANY = 40
_LINKING = frozenset(
    ["van", "de", "der", "den", "het", "voor", "in", "en", "of", "aan", "op", "bij", "the"]
)
_PARTICLES = frozenset(["van", "de", "der", "den", "ter", "ten"])
_ORGANISATIONS = frozenset(
    ["gemeente", "provincie", "ministerie", "vereniging", "stichting", "raad", "bureau", "centrum"]
)

_TITLE_AND_SITE = re.compile(r"\s+[|–—-]\s+")


def find_title(page: Page) -> Line | None:
    """The line that is most like a title among those above the first paragraph, or None when there is none."""
    candidates = _candidates(page)
    if not candidates:
        return None
    repeated = _repeated(page)
    below_header = 0
    best: tuple[float, Line] | None = None
    for line in candidates:
        if _is_tab_title(line, candidates):
            continue
        score = _score(page, line) + (6 if line.content in repeated else 0)
        if line.number < page.header_end:
            score -= 4
        else:
            # The first line below the header is the likeliest; those after it are subtitles, labels and captions.
            score -= 2 * below_header
            below_header += 1
        if best is None or score > best[0]:
            best = (score, line)
    return best[1] if best else None


def find_site(page: Page, title: Line) -> Line | None:
    """The line with the name of the site: the only one above the title that is not known furniture, and a name.

    Two such lines prove nothing: either may be an entry of a menu.
    """
    unexplained = [
        line
        for line in page.filled
        if line.number < title.number
        and page.unsigned(line)
        and line.number not in page.broken_labels
        and not site_after_title(line, title)
    ]
    if len(unexplained) != 1 or not is_name(unexplained[0]):
        return None
    words = unexplained[0].words
    # "Karin de Vries" is rather the author; then whose page it is stays unknown.
    is_person = _PARTICLES & set(words) and words[0].casefold() not in _ORGANISATIONS
    return None if is_person else unexplained[0]


def site_after_title(line: Line, title: Line) -> str | None:
    """The name of the site in a line "title | site", as browsers show it on a tab; None for any other line."""
    if not line.content.startswith(title.content) or line.number == title.number:
        return None
    rest = line.content[len(title.content) :]
    separator = _TITLE_AND_SITE.match(rest)
    return rest[separator.end() :].strip() or None if separator else None


def resembles(line: Line, title: Line) -> bool:
    """Whether at least half of the words of a line are words of the title, a typing error aside."""
    wanted = [word.casefold() for word in title.words]
    own = [word.casefold() for word in line.words]
    known = [word for word in own if any(_is_alike(word, other) for other in wanted)]
    return bool(own) and 2 * len(known) >= len(own)


def _candidates(page: Page) -> list[Line]:
    found = [
        line
        for line in page.filled
        if line.number < page.first_prose
        and page.unsigned(line)
        and not line.bullet_end
        and line.number not in page.continued
        and line.words
        and len(line.content) <= LONGEST_TITLE
    ]
    if found or not page.filled:
        return found
    # A long headline may look like a paragraph; it is the title when it opens the page and text follows it.
    opening = next((line for line in page.filled if page.unsigned(line)), None)
    is_headline = (
        opening
        and opening.sentences <= 1
        and len(opening.content) <= LONGEST_TITLE
        and opening.words
    )
    if opening and is_headline and any(page.unsigned(line) for line in page.after(opening)):
        return [opening]
    return []


def _score(page: Page, line: Line) -> float:
    score = float(min(len(line.words), 6))
    if page.previous(line) is None:
        score += 2
    if line.starts_lower:
        score -= 4
    if line.content.endswith((".", ":", ";", ",")):
        score -= 3
    following = page.next(line)
    if following and page.has_class(following, LineClass.COUNTER):
        score -= 1
    # Who wrote it, or whose site it is, stands between the menu and the title.
    if following and page.previous(line) and is_name(line) and _is_headline(page, following):
        score -= 5
    return score


def _is_headline(page: Page, line: Line) -> bool:
    return (
        page.unsigned(line)
        and line.number < page.first_prose
        and line.is_heading_shaped
        and len(line.words) >= _HEADLINE_WORDS
    )


def _is_tab_title(line: Line, candidates: list[Line]) -> bool:
    """Whether a line is "title | site", and that title stands on the page as a line of its own."""
    return any(site_after_title(line, other) for other in candidates[:_MANY])


def _repeated(page: Page) -> frozenset[str]:
    """Contents that stand on the page again: in a breadcrumb, on the tab of the browser, or as a line of their own."""
    seen: set[str] = set()
    again: set[str] = set()
    for line in page.filled:
        if len(line.content) > _LONGEST_BREADCRUMB:
            continue
        step = re.split(r"\s+[>»›/]\s+", line.content)[-1]
        parts = {line.content, step, _TITLE_AND_SITE.split(line.content)[0]}
        again.update(parts & seen)
        seen.update(parts)
    return frozenset(again)


def is_name(line: Line) -> bool:
    """Whether a line is written as a name: few words, each with a capital, linking words aside.

    One plain word ("Onderzoek") is rather an entry of a menu, and a kind of text ("Column") is no name.
    """
    marked = len(line.words) > 1 or any(letter.isupper() for letter in line.content[1:])
    return (
        marked
        and 0 < len(line.words) <= _LONGEST_NAME
        and line.key not in GENRE
        and not line.ends_sentence
        and not line.starts_lower
        and all(word[0].isupper() or word[0].isdigit() or word in _LINKING for word in line.words)
    )


def _is_alike(word: str, other: str) -> bool:
    return word == other or (len(word) > 4 and SequenceMatcher(None, word, other).ratio() >= 0.85)
