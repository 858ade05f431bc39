"""Names behind an @, in what somebody typed and in how it is shown. Pure."""

import re
from collections.abc import Collection
from html import escape

# An @ inside a word is an address, and inside one of our names there is none.
_AT = re.compile(r"(?<![\w@./:])@(?=\w)")
_WORD_END = re.compile(r"(?=[^\w'’-]|$)")
LONGEST_NAME = 80
# More names than this in one comment address nobody any more.
MOST = 20
# Between these nothing is a mention: a link keeps its words, code too.
_PIECES = re.compile(r"(<[^>]*>)")
_CLOSED = ("a", "code", "pre")


def possible_names(text: str) -> list[str]:
    """Everything that may be a name behind an @, in lower case: each run of whole words that begins there,
    at most 80 characters. Of at most 20 places."""
    found: dict[str, None] = {}
    for place in list(_AT.finditer(text))[:MOST]:
        after = text[place.end() : place.end() + LONGEST_NAME]
        line = after.splitlines()[0] if after else ""
        for end in _WORD_END.finditer(line):
            name = line[: end.start()].strip()
            if name:
                found[name.lower()] = None
    return list(found)


def named_in(text: str, names: Collection[str]) -> set[str]:
    """Which of `names` stand behind an @ in `text`, in lower case; of two that begin alike the longest."""
    known = sorted({name.lower() for name in names}, key=len, reverse=True)
    found: set[str] = set()
    for place in list(_AT.finditer(text))[:MOST]:
        after = text[place.end() : place.end() + LONGEST_NAME + 1].lower()
        name = next((name for name in known if _begins_with(after, name)), None)
        if name is not None:
            found.add(name)
    return found


def draw_mentions(html: str, names: Collection[str]) -> str:
    """The same HTML with each of `names` behind an @ in bold. Inside links and code nothing changes."""
    if not names or "@" not in html:
        return html
    known = sorted({escape(name) for name in names}, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<![\w@./:])@(?:{'|'.join(re.escape(name) for name in known)})(?=[^\w'’-]|$)",
        re.IGNORECASE,
    )
    pieces = _PIECES.split(html)
    closed = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            tag = re.match(r"<(/?)(\w+)", piece)
            if tag and tag.group(2) in _CLOSED:
                closed += -1 if tag.group(1) else 1
        elif not closed:
            pieces[number] = pattern.sub(
                lambda found: f'<strong class="mention">{found.group()}</strong>', piece
            )
    return "".join(pieces)


def _begins_with(text: str, name: str) -> bool:
    return text.startswith(name) and bool(_WORD_END.match(text, len(name)))
