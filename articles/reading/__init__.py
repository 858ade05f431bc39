"""What is stored → what a page needs, in the shapes the templates name. Nothing here writes."""

from articles.reading.access import as_read_by, excerpt_of, is_open
from articles.reading.context import PassageInContext, passage_as_read, passage_in_context
from articles.reading.page import reading_page
from articles.reading.shapes import Opposing, ReadingPage, Segment

__all__ = [
    "Opposing",
    "PassageInContext",
    "ReadingPage",
    "Segment",
    "as_read_by",
    "excerpt_of",
    "is_open",
    "passage_as_read",
    "passage_in_context",
    "reading_page",
]
