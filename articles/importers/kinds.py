"""The kinds of source that can be brought in, and how a file shows which one it is."""

from __future__ import annotations

import re
from enum import StrEnum


class SourceKind(StrEnum):
    """`TEXT` to `WORD` hold one article each; the others hold many, with their comments."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    WORD = "word"
    WORDPRESS = "wordpress"
    DISQUS = "disqus"
    FEED = "feed"


ONE_ARTICLE = frozenset({SourceKind.TEXT, SourceKind.HTML, SourceKind.MARKDOWN, SourceKind.WORD})

# As much of a file as shows what it is: an export opens with some lines of explanation.
HEAD_BYTES = 8_192

_EXTENSIONS = {
    "txt": SourceKind.TEXT,
    "text": SourceKind.TEXT,
    "html": SourceKind.HTML,
    "htm": SourceKind.HTML,
    "xhtml": SourceKind.HTML,
    "md": SourceKind.MARKDOWN,
    "markdown": SourceKind.MARKDOWN,
    "docx": SourceKind.WORD,
    "docm": SourceKind.WORD,
    "doc": SourceKind.WORD,
    "wxr": SourceKind.WORDPRESS,
    "rss": SourceKind.FEED,
    "atom": SourceKind.FEED,
}
_MEDIA_TYPES = {
    "text/plain": SourceKind.TEXT,
    "text/html": SourceKind.HTML,
    "application/xhtml+xml": SourceKind.HTML,
    "text/markdown": SourceKind.MARKDOWN,
    "text/x-markdown": SourceKind.MARKDOWN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": SourceKind.WORD,
    "application/msword": SourceKind.WORD,
    "application/rss+xml": SourceKind.FEED,
    "application/atom+xml": SourceKind.FEED,
}
# A zip file, and the older container of Word; what is in it is for the importer of Word to say.
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_WORDPRESS = re.compile(rb"wordpress\.org/export/\d|<!--\s*generator=.WordPress", re.IGNORECASE)
_DISQUS = re.compile(rb"<disqus[\s>]|disqus\.com/api/schemas", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|rdf:RDF|feed|atom:feed)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


def guess_kind(file_name: str, media_type: str, head: bytes) -> SourceKind:
    """The likely kind of a file, for an editor to confirm: by its first bytes, its name, its media type, in that order.

    `head` are the first bytes, `HEAD_BYTES` at most are looked at. Names lie less often than media types, and the words
    of an export least of all. What shows nothing is plain text.
    """
    start = head[:HEAD_BYTES]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        start = start.removeprefix(mark)
    # What is left of UTF-16 without its zeros is readable enough.
    start = start.replace(b"\x00", b"").lstrip()
    if head.startswith(_CONTAINERS):
        return SourceKind.WORD
    if start.startswith(b"<"):
        for pattern, kind in (
            (_WORDPRESS, SourceKind.WORDPRESS),
            (_DISQUS, SourceKind.DISQUS),
            (_FEED, SourceKind.FEED),
            (_PAGE, SourceKind.HTML),
        ):
            if pattern.search(start):
                return kind
    extension = file_name.rpartition(".")[2].casefold() if "." in file_name else ""
    named = _EXTENSIONS.get(extension)
    told = _MEDIA_TYPES.get(media_type.partition(";")[0].strip().casefold())
    return named or told or SourceKind.TEXT
