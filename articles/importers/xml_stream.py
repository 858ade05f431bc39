"""Exports are XML, large, and made by anyone: read in a stream, with everything refused that expands or reaches out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, iterparse

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse as careful_iterparse

from articles.importers.errors import UnreadableSource

MAX_BYTES = 120_000_000
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Readable(Protocol):
    """A file of bytes, or what reads like one."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...


class Prefixes(Protocol):
    """Gives `{namespace}name` the short name by which a reader of one format knows it."""

    def __call__(self, tag: str) -> str: ...


def stream_elements(
    source: Readable,
    *,
    size: int,
    name: str,
    root: str,
    short: Prefixes,
    inner: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, Element]]:
    """Short name and element of everything right below `root`, or below its "channel", as it ends.

    So do those called one of `inner`, wherever they stand. Each is taken out of the tree as soon as
    the caller asks for the next, so that memory holds one at a time. `size` counts bytes; `root` is
    the name that the whole must have.

    Raises UnreadableSource for what is too large, empty, malformed, in another encoding than it says,
    or holds a document type, the way to bombs and to files elsewhere.
    """
    if size > MAX_BYTES:
        raise UnreadableSource(
            f"{name} is groter dan {MAX_BYTES // 1_000_000} MB: exporteer in delen, "
            "bijvoorbeeld per jaar, en importeer die na elkaar."
        )
    if not size:
        raise UnreadableSource(f"{name} is leeg: exporteer opnieuw en kies dat bestand.")
    names: list[str] = []
    elements: list[Element] = []
    try:
        # A document type can only stand before the first element. The careful parser, which is slow,
        # reads that far; from there on nothing can be declared any more, and the fast one takes over.
        _event, first = next(iter(careful_iterparse(source, events=("start",), forbid_dtd=True)))
        if short(first.tag) != root:
            raise UnreadableSource(_not_one(name, root))
        source.seek(0)
        for event, element in iterparse(source, events=("start", "end")):  # noqa: S314
            if event == "start":
                names.append(short(element.tag))
                elements.append(element)
                continue
            closed = names.pop()
            elements.pop()
            if names in ([root], [root, "channel"]) or closed in inner:
                yield closed, element
                elements[-1].remove(element)
    except DefusedXmlException:
        raise UnreadableSource(
            f"{name} begint met een documenttype of eigen entiteiten. Een echte export heeft die niet, "
            "en ze kunnen een bestand laten ontploffen of elders laten lezen: exporteer opnieuw."
        ) from None
    except ParseError as error:
        raise UnreadableSource(_what_is_wrong(source, error, name)) from None
    except (LookupError, ValueError, UnicodeError):
        raise UnreadableSource(
            f"{name} is in een tekencodering die hier niet te lezen is: bewaar het als UTF-8 en "
            "importeer het nog eens."
        ) from None


def text_of(element: Element | None) -> str:
    """The words in an element, without white space around them; empty for one that is not there."""
    return "" if element is None else "".join(element.itertext()).strip()


def _not_one(name: str, root: str) -> str:
    kind = "WordPress" if root == "rss" else "Disqus"
    return f"{name} is geen export van {kind}: kies het XML-bestand dat {kind} zelf maakt."


def _what_is_wrong(source: Readable, error: ParseError, name: str) -> str:
    line, column = error.position
    at = _first_byte_that_is_no_utf8(source)
    if at is not None:
        return (
            f"{name} zegt UTF-8 te zijn, maar byte {at} past daar niet in: bewaar het als UTF-8 en "
            "importeer het nog eens."
        )
    return (
        f"{name} is niet heel: op regel {line}, teken {column + 1} klopt de XML niet. Misschien is de "
        "export afgebroken; exporteer opnieuw."
    )


def _first_byte_that_is_no_utf8(source: Readable) -> int | None:
    """Where a file that claims UTF-8, or nothing, is not; None when it is, or claims something else."""
    source.seek(0)
    head = source.read(200)
    declared = _DECLARED.search(head)
    if head.startswith(_UTF16_MARKS) or (
        declared and declared[1].lower() not in (b"utf-8", b"utf8")
    ):
        return None
    decoder, at = codecs.getincrementaldecoder("utf-8")(), 0
    source.seek(0)
    while chunk := source.read(1 << 20):
        before = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as wrong:
            return at - before + wrong.start
        at += len(chunk)
    return None
