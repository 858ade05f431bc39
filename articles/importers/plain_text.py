"""Plain text, as scraped from a page or saved by an editor: bytes → ArticleDraft."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from articles.cleaning.classes import LineClass
from articles.cleaning.clean import NoTitle, clean
from articles.cleaning.draft import ArticleDraft, BlockKind
from articles.cleaning.lines import is_blank
from articles.importers.characters import plain_characters
from articles.importers.errors import UnreadableSource

# An article of 2 MB is a book; one of 10,000 lines is a table or a listing.
MAX_BYTES = 2_000_000
MAX_LINES = 10_000

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = "Sla het opnieuw op als tekst in UTF-8 en importeer het nog eens"


def import_plain_text(
    raw: bytes, *, name: str, choices: Mapping[int, LineClass] | None = None
) -> ArticleDraft:
    """Read the bytes of a text file called `name`; the caller keeps the bytes as they are.

    `choices` are an editor's, line number → class. Raises UnreadableSource.
    """
    text = read_text(raw, name=name)
    try:
        draft = clean(text, raw_sha256=hashlib.sha256(raw).hexdigest(), choices=choices)
    except NoTitle:
        raise UnreadableSource(
            f"{name}: er is geen titel gevonden; zet de titel op de eerste regel, "
            "met de tekst in een nieuwe alinea eronder."
        ) from None
    if all(block.kind is BlockKind.TITLE for block in draft.blocks):
        raise UnreadableSource(
            f"{name} heeft geen tekst onder de titel: zet de tekst van het artikel eronder."
        )
    return draft


def read_text(raw: bytes, *, name: str) -> str:
    """The source text: UTF-8 without its byte order mark, line feeds only, NFC. Raises UnreadableSource.

    Control characters, and those that turn the direction of a text, are left out.

    All offsets of a draft count code points of this text. A `\\r\\n` becomes one line feed before any is counted.
    """
    if not raw:
        raise UnreadableSource(f"{name} is leeg: kies een bestand met de tekst van een artikel.")
    if len(raw) > MAX_BYTES:
        raise UnreadableSource(
            f"{name} is groter dan {MAX_BYTES // 1_000_000} MB: "
            "bewaar alleen de tekst van het artikel en importeer die."
        )
    if raw.startswith(_UTF16_MARKS):
        raise UnreadableSource(f"{name} is opgeslagen in UTF-16 en niet in UTF-8. {_SAVE_AS_UTF8}.")
    body = raw.removeprefix(_UTF8_MARK)
    if (zero := body.find(0)) >= 0:
        at = zero + len(raw) - len(body)
        raise UnreadableSource(
            f"{name} is geen tekstbestand: op byte {at} staat een nulteken. {_SAVE_AS_UTF8}."
        )
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + len(raw) - len(body)
        raise UnreadableSource(
            f"{name} is geen UTF-8: byte {at} past er niet in. {_SAVE_AS_UTF8}."
        ) from None
    text = plain_characters(text)
    if all(is_blank(character) for character in text):
        raise UnreadableSource(
            f"{name} bevat alleen witruimte: kies een bestand met de tekst van een artikel."
        )
    if text.count("\n") >= MAX_LINES:
        raise UnreadableSource(
            f"{name} heeft meer dan {MAX_LINES} regels: bewaar alleen de tekst van het artikel en importeer die."
        )
    return text
