"""A text as words, folded so that capitals, accents and invisible signs make no difference.

One walk over the text: how long it takes follows from how long the text is, whatever stands in it.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """A word as it is compared, and where [start, end) it stands."""

    key: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text: runs of letters, digits and the signs that belong to them."""
    return list(_walk(text))


def key_of(words: str) -> tuple[str, ...]:
    """A word or phrase as it is compared; empty for what holds no word."""
    return tuple(token.key for token in _walk(words))


def _walk(text: str) -> Iterator[Token]:
    start, letters = 0, ""
    for place, sign in enumerate(text):
        folded = _fold(sign)
        if folded is None:
            if letters:
                yield Token(letters, start, place)
                letters = ""
            continue
        if folded and not letters:
            start = place
        letters += folded
    if letters:
        yield Token(letters, start, len(text))


def _fold(sign: str) -> str | None:
    """What a sign counts as within a word: "" when it is not heard, None when it ends the word."""
    if sign.isascii():
        return sign.lower() if sign.isalnum() else None
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return ""
    taken_apart = unicodedata.normalize("NFKD", sign)
    bare = "".join(part for part in taken_apart if unicodedata.category(part)[0] != "M").casefold()
    return bare if bare.isalnum() else None
