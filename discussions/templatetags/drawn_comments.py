"""Drawing a comment once for everybody who sees the same.

A template of thirty conditions takes most of the time of a page of comments, and most readers see the same
words. So what was drawn is kept by *all* it was drawn from: the node, with every field, its answers, and the
language. Whatever verb changed anything, and whatever the day did to "today", gives another node and so
another drawing; nothing must ever be thrown away by hand, and nothing stale can be found. What only one
person sees (their own words, hidden) is in the node too.

It follows that `_comment.html` may name nothing but `comment`: no request, no user, no CSRF token.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from discussions.reading.comment_nodes import CommentNode

register = template.Library()
# Branches as drawn, in each process: a few kB each.
KEPT = 4_000


@register.filter
def drawn(node: CommentNode | Mapping[str, Any], focus: bool = False) -> SafeString:
    """The comment with its answers, as `_comment.html` draws it; with `focus` it takes the focus.

    An example of the style guide, a mapping, is drawn each time.
    """
    if not isinstance(node, CommentNode):
        return render_to_string("discussions/_comment.html", {"comment": node})
    return _drawn(replace(node, takes_focus=True) if focus else node, get_language())


@lru_cache(KEPT)
def _drawn(node: CommentNode, language: str | None) -> SafeString:
    return render_to_string("discussions/_comment.html", {"comment": node})
