"""PURE: one door to the exports that hold many articles or discussions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.importers.disqus import read_disqus
from articles.importers.foreign import ForeignArticle, ForeignPicture, ForeignThread, LeftOut
from articles.importers.kinds import SourceKind
from articles.importers.wordpress import read_wordpress
from articles.importers.xml_stream import Readable

EXPORTS = frozenset({SourceKind.WORDPRESS, SourceKind.DISQUS})
_NETWORK_ADDRESS = re.compile(
    rb"<((?:wp:)?comment_author_IP|ipAddress)\s*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Survey:
    """What a file holds, counted before anything is written.

    `pictures` are those that an article in it names as its own, by their key.
    """

    articles: int
    comments: int
    pictures: dict[str, ForeignPicture] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        return self.articles + self.comments


def read_export(
    kind: SourceKind, source: Readable, *, size: int, name: str
) -> Iterator[ForeignArticle | ForeignThread | ForeignPicture | LeftOut]:
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
    pictures, named = {}, set()
    for found in read_export(kind, source, size=size, name=name):
        if isinstance(found, ForeignPicture):
            pictures[found.key] = found
        elif not isinstance(found, LeftOut):
            articles += 1
            comments += len(found.comments)
            if isinstance(found, ForeignArticle):
                named.add(found.picture_key)
    own = {key: picture for key, picture in pictures.items() if key in named}
    return Survey(articles, comments, own)


def without_network_addresses(raw: bytes) -> bytes:
    """The export without the IP addresses of commenters, which are stored nowhere, not even while it waits."""
    return _NETWORK_ADDRESS.sub(b"", raw)
