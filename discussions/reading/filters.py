"""Filters of a list, as links with their numbers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Filter:
    label: str
    url: str
    count: int
    current: bool


class NoSuchFilter(LookupError):
    """The address names a filter or a place in the list that does not exist."""
