"""Which thing stands at an address of this site, as everyone can open it."""

import re
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, resolve

from articles.models import Article, Claim
from discussions.models import Comment
from discussions.models.comment_status import PLACED

Thing = Comment | Claim | Article
_VISITOR = AnonymousUser()
_AT_COMMENT = re.compile(r"reactie-([0-9a-f-]{36})")


def thing_at(address: str) -> Thing | None:
    """The comment, claim or article behind an address that somebody reports.

    What a visitor has no place for (a draft, what waits for the editors, what never was) is nothing, so that an
    answer about it says no more than the address does.
    """
    try:
        parts = urlsplit(_whole(address))
    except ValueError:  # such as https://[abc
        return None
    if parts.netloc != urlsplit(settings.PUBLIC_URL).netloc:
        return None
    if found := _AT_COMMENT.fullmatch(parts.fragment):
        return _comment(found[1])
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    given = match.kwargs
    if "comment_id" in given or match.url_name == "comment":
        return _comment(str(given.get("comment_id") or given["public_id"]))
    if "slug" not in given or match.namespaces:
        return None
    if "number" in given and match.url_name == "claim":
        claims = Claim.objects.visible_to(_VISITOR).filter(number=given["number"])
        claim: Claim | None = claims.filter(article__slug=given["slug"]).first()
        return claim
    if match.url_name == "article":
        articles = Article.objects.visible_to(_VISITOR)
        article: Article | None = articles.filter(slug=given["slug"]).first()
        return article
    return None


def _whole(address: str) -> str:
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address


def _comment(key: str) -> Comment | None:
    try:
        public_id = uuid.UUID(key)
    except ValueError:
        return None
    found: Comment | None = (
        Comment.objects.visible_to(_VISITOR).filter(status__in=PLACED, public_id=public_id).first()
    )
    return found
