"""The kinds of source that can be brought in."""

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
