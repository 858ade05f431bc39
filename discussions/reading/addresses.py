"""Addresses of comments, by the hundred: a page has several for each, and finding a pattern takes its time."""

from functools import cache
from uuid import UUID

from django.urls import reverse

from discussions.models import Comment

_NOBODY = UUID(int=0)


def comment_address(name: str, comment: Comment) -> str:
    """What `reverse` gives for an address that has nothing in it but the comment."""
    before, after = _around(name)
    return f"{before}{comment.public_id}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _id, after = reverse(name, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after
