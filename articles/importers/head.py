"""What a page says of itself in its head: meta tags, structured data, the address it calls its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

from articles.cleaning.contact import contact_details
from articles.importers.blocks import Fact
from articles.importers.characters import plain_characters
from articles.importers.inline import web_address
from articles.importers.titles import title_without_site

_LONGEST_VALUE = 1_000
_LONGEST_DATA = 300_000
_MOST_NODES = 2_000
# Names of meta tags, in the order in which they are believed, by field.
_TAGS = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
    "description": ("og:description", "description"),
    "author_name": ("author", "article:author", "dc.creator", "dcterms.creator"),
    "published_on": (
        "article:published_time",
        "datepublished",
        "dc.date",
        "dcterms.issued",
        "dcterms.date",
        "date",
    ),
    "source_name": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher"),
    "source_url": ("og:url",),
    "category": ("article:section",),
}
_ARTICLE_TYPES = re.compile(
    r"(?:\w*Article|BlogPosting|Report|WebPage|Newsletter|OpinionPiece|ReportageNewsArticle)"
)
_DATA_FIELDS = {
    "title": ("headline", "name"),
    "published_on": ("datePublished",),
    "author_name": ("author", "creator"),
    "source_name": ("publisher",),
    "category": ("articleSection",),
}
# Names that a system fills in where nobody did.
_NO_AUTHOR = re.compile(
    r"admin(?:istrator)?|beheer(?:der)?|redactie|webredactie|editor|root|user|auteur|author|https?:.*|.*[@/].*",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*", re.IGNORECASE)


def facts_of(root: _Element) -> tuple[Fact, ...]:
    """The facts of a page, the most reliable of each first; a value with somebody's contact details is no fact."""
    of_article, of_page = _structured(root)
    found = [*of_article, *_tags(root), *of_page, *_elements(root)]
    sites = [fact.value for fact in found if fact.key == "source_name"]
    kept: dict[tuple[str, str], Fact] = {}
    for fact in found:
        value = " ".join(plain_characters(fact.value).split())[:_LONGEST_VALUE].strip()
        if fact.key == "title":
            value = title_without_site(value, sites)
        if not value or contact_details(value):
            continue
        if fact.key == "author_name" and _NO_AUTHOR.fullmatch(value):
            continue
        kept.setdefault((fact.key, value), Fact(fact.key, fact.label, value))
    return tuple(kept.values())


def base_of(root: _Element, facts: tuple[Fact, ...]) -> str:
    """The address that relative links on the page are resolved against, or "" when it names none of its own."""
    own = next((fact.value for fact in facts if fact.key == "source_url"), "")
    for element in root.iter("base"):
        base = web_address(element.get("href"), own)
        if base:
            return base
    return own


def _tags(root: _Element) -> Iterator[Fact]:
    written: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip()
        content = tag.get("content")
        if name and content:
            written.setdefault(name.casefold(), content)
    for field, names in _TAGS.items():
        for name in names:
            value = written.get(name, "")
            if field == "source_url":
                value = web_address(value) or ""
            if value:
                yield Fact(field, name, value)


def _elements(root: _Element) -> Iterator[Fact]:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            address = web_address(link.get("href"))
            if address:
                yield Fact("source_url", "canonical", address)
    for title in root.iter("title"):
        parent = title.getparent()
        if parent is not None and parent.tag == "head":
            yield Fact("title", "tabblad", "".join(map(str, title.itertext())))
            break
    top = root if root.tag == "html" else root.getroottree().getroot()
    language = _LANGUAGE.fullmatch((top.get("lang") or "").strip())
    if language:
        yield Fact("language", "taal van de pagina", language[1].casefold())


def _structured(root: _Element) -> tuple[list[Fact], list[Fact]]:
    """What structured data tells about the article, and about the page around it."""
    of_article: list[Fact] = []
    of_page: list[Fact] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _LONGEST_DATA:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if _is_article(node):
                (of_page if node.get("@type") == "WebPage" else of_article).extend(_told_by(node))
    return of_article, of_page


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects in structured data that stand on their own, nearest to the top first."""
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(name, str) and _ARTICLE_TYPES.fullmatch(name)
        for name in (types if isinstance(types, list) else [types])
    )


def _told_by(node: dict[str, Any]) -> Iterator[Fact]:
    is_page = node.get("@type") == "WebPage"
    for field, keys in _DATA_FIELDS.items():
        for key in keys:
            # The page around an article has a name and a date of its own.
            if is_page and field in {"title", "author_name"}:
                continue
            value = _name(node.get(key))
            if value:
                yield Fact(field, f"JSON-LD {key}", value)
                break


def _name(value: Any) -> str:
    if isinstance(value, list):
        return " en ".join(filter(None, map(_name, value[:5])))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
