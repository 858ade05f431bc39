"""PURE: which texts are the same advertising, so that one press may take them all off (regulation 2022/2065, article
17(2): deceptive commercial content in large numbers)."""

from discussions.filters.links import links_of
from discussions.filters.repeat import likeness

ALIKE = 60  # percent: the same text with another name or number in it


def is_same_advertising(text: str, other: str) -> bool:
    """Whether both say nearly the same, or lead to the same address. An author who sells something in one comment may
    say something else in another: that one waits for a judgement of its own."""
    return likeness(text, other) >= ALIKE or bool(links_of(text) & links_of(other))
