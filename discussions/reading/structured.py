"""Pages as search engines read them: schema.org, in JSON-LD. Only for what may be indexed.

No text of the article itself; comments are those the page shows, and only the readable ones.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Claim
from articles.permissions import may_read_whole
from discussions.reading.claim_card import text_of, wording_of
from discussions.reading.comment_nodes import CommentNode
from discussions.reading.thread_page import ThreadPage

SITE = {"@type": "Organization", "name": "Stellingname"}
# Inside a script element only these could end it, or begin something else.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def article_data(article: Article, thread: ThreadPage, card_url: str) -> SafeString:
    """An `Article` with its comments. Costs no query when text and source came along."""
    version = text_of(article)
    source = article.source.name if article.source else ""
    author = {"@type": "Person", "name": article.author_name} if article.author_name else None
    publisher = {"@type": "Organization", "name": source} if source else SITE
    opened = article.opened_at or article.created_at
    published = article.published_on or opened
    url = _absolute(article.get_absolute_url())
    return _script(
        {
            "@type": "Article",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": version.title,
            "inLanguage": article.language,
            "datePublished": published.isoformat(),
            "dateModified": max(opened, version.created_at).isoformat(),
            "author": author or publisher,
            "publisher": publisher,
            "image": card_url,
            "wordCount": version.word_count,
            "isAccessibleForFree": may_read_whole(AnonymousUser(), article),
            **_talk(thread),
        }
    )


def claim_data(claim: Claim, thread: ThreadPage, card_url: str) -> SafeString:
    """A `DiscussionForumPosting`: the claim, as the editors sum it up, with its comments."""
    wording = wording_of(claim)
    url = _absolute(claim.get_absolute_url())
    return _script(
        {
            "@type": "DiscussionForumPosting",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": wording.statement,
            "text": wording.statement,
            "inLanguage": claim.article.language,
            "datePublished": claim.created_at.isoformat(),
            "dateModified": max(claim.created_at, wording.since).isoformat(),
            "author": SITE,
            "image": card_url,
            "isPartOf": {
                "@type": "Article",
                "@id": _absolute(claim.article.get_absolute_url()),
                "headline": text_of(claim.article).title,
            },
            **_talk(thread),
        }
    )


def _talk(thread: ThreadPage) -> dict[str, Any]:
    return {
        "commentCount": thread.count,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "CommentAction"},
            "userInteractionCount": thread.count,
        },
        "comment": list(_comments(thread.comments)),
    }


def _comments(nodes: Iterable[CommentNode]) -> Iterator[dict[str, Any]]:
    """Where words are gone, the answers to them move up one place."""
    for node in nodes:
        below = list(_comments(node.children))
        if node.state != "visible":
            yield from below
            continue
        yield {
            "@type": "Comment",
            "url": _absolute(node.url),
            "text": _plain(node.body_html),
            "dateCreated": _moment(node.created_at),
            **({"dateModified": _moment(node.edited_at)} if node.edited_at else {}),
            "author": {"@type": "Person", "name": node.author_name},
            **({"keywords": [label.name for label in node.labels]} if node.labels else {}),
            **({"comment": below} if below else {}),
        }


def _plain(body_html: str) -> str:
    """The words, with a space where an element ended."""
    return " ".join(unescape(strip_tags(body_html.replace("</", " </"))).split())


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a script element, whatever people wrote."""
    written = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return mark_safe(written.translate(_ESCAPES))  # noqa: S308 - every < > & is escaped above
