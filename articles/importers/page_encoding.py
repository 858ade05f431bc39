"""The text of a web page: which encoding its bytes have, by its mark, by what it says, by what fits."""

from __future__ import annotations

import codecs
import re

from articles.importers.errors import UnreadableSource

# As much of a page as a browser looks through for its encoding.
_HEAD = 4_096
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})[\"']", re.IGNORECASE)
# Names as pages write them → codec. Latin-1 is read as Windows-1252, as every browser does.
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "us-ascii": "cp1252", "ascii": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252", "x-cp1252": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252",
    "latin1": "cp1252", "l1": "cp1252", "iso-8859-15": "iso-8859-15", "latin-9": "iso-8859-15",
    "windows-1250": "cp1250", "windows-1254": "cp1254", "iso-8859-9": "cp1254", "iso-8859-2": "iso-8859-2",
    "macintosh": "mac-roman", "x-mac-roman": "mac-roman",
    # Stored in one of these, the bytes of the declaration itself could not be read: it is a mistake for UTF-8.
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
_SAVE_AGAIN = "Open de pagina in een browser, bewaar haar opnieuw en importeer haar nog eens"
_GUESSED = (
    "De pagina zegt niet met welke tekens zij is bewaard; zij is gelezen als Windows-1252. Kijk of de "
    "letters met accenten kloppen."
)


def read_page(raw: bytes, *, name: str, max_bytes: int) -> tuple[str, tuple[str, ...]]:
    """The page as text, and a hint in Dutch when its encoding had to be guessed. Raises UnreadableSource."""
    if not raw.strip():
        raise UnreadableSource(f"{name} is leeg: kies een bewaarde pagina met een artikel.")
    if len(raw) > max_bytes:
        raise UnreadableSource(
            f"{name} is groter dan {max_bytes // 1_000_000} MB: bewaar alleen het artikel en importeer dat."
        )
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], codec, name), ()
    if b"\0" in raw:
        raise UnreadableSource(
            f"{name} is geen webpagina: op byte {raw.index(0)} staat een nulteken. {_SAVE_AGAIN}."
        )
    head = raw[:_HEAD]
    declared = _META.search(head) or _XML.search(head)
    if declared:
        label = declared[1].decode("ascii", "replace").casefold()
        if label not in _CODECS:
            raise UnreadableSource(
                f"{name} zegt in de tekenset {label[:40]!r} te zijn bewaard, en die kennen wij niet. {_SAVE_AGAIN}."
            )
        return _decoded(raw, _CODECS[label], name), ()
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decoded(raw, "cp1252", name), (_GUESSED,)


def _decoded(raw: bytes, codec: str, name: str) -> str:
    try:
        return codecs.decode(raw, codec)
    except UnicodeDecodeError as error:
        shown = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}.get(codec, codec.upper())
        raise UnreadableSource(
            f"{name} is geen {shown}: byte {error.start} past er niet in. {_SAVE_AGAIN}."
        ) from None
