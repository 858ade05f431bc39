"""A Word document (.docx): bytes → ArticleDraft. mammoth makes a page of it, and that is read as any page."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

import mammoth
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from articles.cleaning.classes import LineClass
from articles.cleaning.draft import ArticleDraft
from articles.importers.assemble import draft_of
from articles.importers.blocks import Source
from articles.importers.characters import plain_characters
from articles.importers.errors import UnreadableSource
from articles.importers.figures import Figures, with_captions
from articles.importers.html import body_of, parse
from articles.importers.walk import blocks_of

MAX_BYTES = 40_000_000
# A document is text and pictures that are packed already: real ones stay far below these.
MAX_UNPACKED = 200_000_000
MAX_XML = 30_000_000
MAX_RATIO = 200
MAX_PARTS = 5_000
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_TEXT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.lead:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
"""


def import_word(
    raw: bytes, *, name: str, choices: Mapping[int, LineClass] | None = None
) -> ArticleDraft:
    """Read the bytes of a Word document called `name`, with its pictures; remarks in its margin are left out.

    Who made the document is personal data and often somebody else than the author: it is a hint, never a fact.
    `choices` are an editor's, line number → class. Raises UnreadableSource.
    """
    maker = _look_inside(raw, name)
    try:
        page = mammoth.convert_to_html(io.BytesIO(raw), style_map=_STYLES).value
    except Exception:
        raise UnreadableSource(_damaged(name)) from None
    root = parse(f"<html><body>{page}</body></html>", name=name)
    blocks = with_captions(blocks_of(body_of(root), base="", figures=Figures()))
    if not blocks:
        raise UnreadableSource(f"{name} heeft geen tekst: kies het document met het artikel.")
    hints = (
        (
            f"In de eigenschappen van het bestand staat “{maker}” als maker. Dat is niet altijd de "
            "auteur: vul een naam pas in als je het zeker weet.",
        )
        if maker
        else ()
    )
    return draft_of(
        Source(blocks, hints=hints),
        name=name,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        choices=choices,
    )


def _look_inside(raw: bytes, name: str) -> str:
    """Refuse what is no document, or would be too much once unpacked; give the name of its maker.

    Only the list of parts is believed no further than it goes: each part of text is unpacked with a limit of its own.
    """
    if not raw:
        raise UnreadableSource(f"{name} is leeg: kies het document met het artikel.")
    if len(raw) > MAX_BYTES:
        raise UnreadableSource(
            f"{name} is groter dan {MAX_BYTES // 1_000_000} MB: haal grote afbeeldingen eruit en "
            "probeer het nog eens."
        )
    if raw.startswith(_OLD_WORD):
        raise UnreadableSource(
            f"{name} is een ouder Word-bestand of heeft een wachtwoord: sla het op als .docx zonder "
            "wachtwoord en kies dat."
        )
    if not raw.startswith(_ZIP):
        raise UnreadableSource(f"{name} is geen Word-document: sla het op als .docx en kies dat.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            return _checked(parts, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise UnreadableSource(_damaged(name)) from None


def _checked(parts: zipfile.ZipFile, name: str) -> str:
    entries = parts.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_much = UnreadableSource(
        f"{name} wordt veel te groot als het wordt uitgepakt: sla de tekst op in een nieuw document "
        "en kies dat."
    )
    if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise too_much
    if unpacked > 10_000_000 and unpacked > MAX_RATIO * packed:
        raise too_much
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableSource(f"{name} heeft een wachtwoord: sla het op zonder en kies dat.")
    names = {entry.filename for entry in entries}
    if len(names) != len(entries):
        raise UnreadableSource(_damaged(name))
    if _TEXT not in names:
        raise UnreadableSource(
            f"{name} is geen Word-document, maar een ander soort pakket: sla de tekst op als .docx."
        )
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        with parts.open(entry) as part:
            words = part.read(MAX_XML + 1)
        if len(words) > MAX_XML:
            raise too_much
        # Word declares no document type; one who does wants its parser to fetch or to multiply.
        if b"<!DOCTYPE" in words or b"<!ENTITY" in words:
            raise UnreadableSource(_damaged(name))
    return _maker(parts.read(_PROPERTIES)) if _PROPERTIES in names else ""


def _maker(properties: bytes) -> str:
    try:
        found = ElementTree.fromstring(properties).findtext(_CREATOR) or ""
    except (ElementTree.ParseError, DefusedXmlException):
        return ""
    return " ".join(plain_characters(found).split())[:120]


def _damaged(name: str) -> str:
    return (
        f"{name} is beschadigd of geen gewoon Word-document: open het in Word, sla het opnieuw op als "
        ".docx en kies dat."
    )
