"""PURE: one door to the exports that hold many articles or discussions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.importers.disqus import read_disqus
from articles.importers.foreign import ForeignArticle, ForeignThread, LeftOut
from articles.importers.kinds import SourceKind
from articles.importers.wordpress import read_wordpress
from articles.importers.xml_stream import Readable

EXPORTS = frozenset({SourceKind.WORDPRESS, SourceKind.DISQUS})
_NETWORK_ADDRESS = re.compile(
    rb"<((?:wp:)?comment_author_IP|ipAddress)\s*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Survey:
    """What a file holds, counted before anything is written."""

    articles: int
    comments: int

    @property
    def steps(self) -> int:
        return self.articles + self.comments


def read_export(
    kind: SourceKind, source: Readable, *, size: int, name: str
) -> Iterator[ForeignArticle | ForeignThread | LeftOut]:
    """What is in an export of `size` bytes called `name`, one after the other, in the order of the file.

    Raises UnreadableSource, possibly after some; ValueError for a kind that is no export.
    """
    if kind is SourceKind.WORDPRESS:
        return read_wordpress(source, size=size, name=name)
    if kind is SourceKind.DISQUS:
        return read_disqus(source, size=size, name=name)
    raise ValueError(f"{kind} is no export")


def survey_export(kind: SourceKind, source: Readable, *, size: int, name: str) -> Survey:
    """Read the whole file once, so that a broken one is refused before anything is brought in."""
    articles = comments = 0
    for found in read_export(kind, source, size=size, name=name):
        if not isinstance(found, LeftOut):
            articles += 1
            comments += len(found.comments)
    return Survey(articles, comments)


def without_network_addresses(raw: bytes) -> bytes:
    """The export without the IP addresses of commenters, which are stored nowhere, not even while it waits."""
    return _NETWORK_ADDRESS.sub(b"", raw)
