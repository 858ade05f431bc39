"""Atom feeds (RFC 4287) with their threads (RFC 4685) and pages (RFC 5005), as bytes. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
THREAD = "http://purl.org/syndication/thread/1.0"
TYPE = "application/atom+xml"
# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

ET.register_namespace("", ATOM)
ET.register_namespace("thr", THREAD)


@dataclass(frozen=True)
class Entry:
    """One article, or one comment. `id` and `answers` are `urn:uuid:` of what never changes.

    `content` is safe HTML. `replies_url` is the feed of its comments, with `reply_count` of them;
    without such a feed `total` says how many answers there are. All addresses are absolute.
    """

    id: str
    title: str
    url: str
    author: str
    published: datetime
    updated: datetime
    content: str = ""
    summary: str = ""
    replies_url: str = ""
    reply_count: int | None = None
    total: int | None = None
    answers: str = ""
    answers_url: str = ""


@dataclass(frozen=True)
class Feed:
    """A page of a feed. `updated` is that of its newest entry, or of the feed's own beginning."""

    id: str
    title: str
    url: str
    self_url: str
    updated: datetime
    entries: Sequence[Entry]
    first_url: str
    next_url: str = ""
    language: str = "nl"


def atom(feed: Feed) -> bytes:
    """UTF-8, with its XML declaration."""
    root = ET.Element(_atom("feed"), {"xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "alternate", feed.url, "text/html")
    _link(root, "self", feed.self_url, TYPE)
    _link(root, "first", feed.first_url, TYPE)
    if feed.next_url:
        _link(root, "next", feed.next_url, TYPE)
    author = ET.SubElement(root, _atom("author"))
    _text(author, "name", "Stellingname")
    for entry in feed.entries:
        _entry(root, entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, _atom("entry"))
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", _moment(entry.published))
    _text(node, "updated", _moment(entry.updated))
    author = ET.SubElement(node, _atom("author"))
    _text(author, "name", entry.author)
    _link(node, "alternate", entry.url, "text/html")
    if entry.replies_url:
        replies = _link(node, "replies", entry.replies_url, TYPE)
        replies.set(f"{{{THREAD}}}count", str(entry.reply_count or 0))
    if entry.answers:
        place = {"ref": entry.answers, "href": entry.answers_url, "type": "text/html"}
        ET.SubElement(node, f"{{{THREAD}}}in-reply-to", place)
    total = entry.reply_count if entry.replies_url else entry.total
    if total is not None:
        ET.SubElement(node, f"{{{THREAD}}}total").text = str(total)
    if entry.summary:
        _text(node, "summary", entry.summary)
    if entry.content:
        _text(node, "content", entry.content, type="html")


def _text(parent: ET.Element, name: str, words: str, **attributes: str) -> None:
    ET.SubElement(parent, _atom(name), attributes).text = _UNWRITABLE.sub("", words)


def _link(parent: ET.Element, rel: str, href: str, type_: str) -> ET.Element:
    return ET.SubElement(parent, _atom("link"), {"rel": rel, "type": type_, "href": href})


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"
