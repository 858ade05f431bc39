"""The one door to the words of an article: a version as this reader may have it."""

import copy

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from articles.cleaning.draft import block_to_dict
from articles.models import Article, ArticleVersion
from articles.permissions import may_read_whole
from articles.reading.excerpt import cut_blocks, excerpt_end
from articles.reading.page import blocks_of


def as_read_by(
    user: User | AnonymousUser, article: Article, version: ArticleVersion | None = None
) -> ArticleVersion:
    """`version` (or the current one) for this reader: itself, or cut down to its excerpt.

    Whatever shows words of a text, to a person or to a machine, takes them from here: a page, a
    quote, a difference, a feed, a picture, a line in a list of hits. Offsets in what is left are those of
    the whole; a place that ends beyond `canonical_text` is closed to this reader
    (see `is_open`). Asks nothing when the version and the source came along. Never save the result.
    """
    version = version or article.current_version
    if version is None:
        raise LookupError(f"article {article} has no text")
    return version if may_read_whole(user, article) else excerpt_of(version)


def excerpt_of(version: ArticleVersion) -> ArticleVersion:
    """The beginning of a version, without what belongs to the rest: notes, captions, see-also."""
    blocks = blocks_of(version)
    end = excerpt_end(version.canonical_text, blocks)
    cut = copy.copy(version)
    cut.canonical_text = version.canonical_text[:end]
    cut.lead = "\n\n".join(
        cut.canonical_text[block.start : block.end]
        for block in blocks
        if block.kind.value == "lead" and block.start < end
    )
    cut.blocks = [block_to_dict(block) for block in cut_blocks(blocks, end)]
    cut.metadata = {}
    return cut


def is_open(version: ArticleVersion, end: int | None) -> bool:
    """Whether a place that ends at this offset lies in what the reader was given."""
    return end is not None and end <= len(version.canonical_text)
