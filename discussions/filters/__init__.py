"""PURE: what in a new comment may ask for a second look, or for the editors to read it first.

Each filter is one file with one function over a text and what is known of its writer. The order is that of
`FILTERS`, and the first one that matches wins. A code is permanent: it stands with what was held by it.
"""

from discussions.filters.facts import Facts, Match
from discussions.filters.order import CODES, FILTERS, Filter, find_filter, first_match
from discussions.filters.tokens import key_of

__all__ = [
    "CODES",
    "FILTERS",
    "Facts",
    "Filter",
    "Match",
    "find_filter",
    "first_match",
    "key_of",
]
