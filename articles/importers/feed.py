"""PURE: the bytes of an Atom or RSS feed → its entries as articles. Nothing is fetched."""

from __future__ import annotations

import hashlib
import io
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from articles.importers.errors import UnreadableSource
from articles.importers.foreign import ForeignArticle

MOST_ENTRIES = 100
MAX_BYTES = 5_000_000
_HERE = ZoneInfo("Europe/Amsterdam")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(raw: bytes, *, name: str, source_name: str, key: str) -> list[ForeignArticle]:
    """The newest entries that have a title and words, as articles of `source_name`, in the order of the feed.

    `key` names the feed; with it the key of each article is the same whenever it is read. Raises
    UnreadableSource for what is too large, declares entities of its own, or is no feed.
    """
    import feedparser  # here, because no page needs it

    if len(raw) > MAX_BYTES:
        raise UnreadableSource(f"{name} is groter dan {MAX_BYTES // 1_000_000} MB.")
    if _ENTITY.search(raw) or _ENTITY.search(raw.replace(b"\x00", b"")):
        raise UnreadableSource(f"{name} heeft eigen entiteiten; zo'n feed wordt niet gelezen.")
    # A stream, never text: text that looks like an address would be fetched.
    parsed = feedparser.parse(io.BytesIO(raw), response_headers={"content-type": "application/xml"})
    if not parsed.get("version"):
        raise UnreadableSource(f"{name} is geen feed: er staat geen Atom of RSS op dit adres.")
    found = (_article(entry, source_name, key) for entry in parsed.entries[:MOST_ENTRIES])
    return [article for article in found if article is not None]


def _article(entry: Mapping[str, Any], source_name: str, key: str) -> ForeignArticle | None:
    title = " ".join(_plain(str(entry.get("title", ""))).split())
    contents = [str(each.get("value", "")) for each in entry.get("content", ())]
    summary = str(entry.get("summary", ""))
    html = max([*contents, summary], key=len, default="")
    url = str(entry.get("link", ""))
    known_as = str(entry.get("id", "")) or url
    if not title or not _plain(html).strip() or not known_as:
        return None
    moment = _moment(entry.get("published_parsed") or entry.get("updated_parsed"))
    return ForeignArticle(
        key=f"{key}:{hashlib.sha256(known_as.encode()).hexdigest()[:40]}",
        title=title[:300],
        html=html,
        excerpt="",
        site_name=source_name,
        author_name=_plain(str(entry.get("author", "")))[:200],
        published_on=moment.astimezone(_HERE).date() if moment else None,
        published_at=moment,
        url=url if url.startswith(("http://", "https://")) and len(url) <= 500 else "",
        old_paths=(),
        is_public=False,
        categories=(),
        tags=tuple(
            str(tag.get("term") or "")[:80] for tag in entry.get("tags", ()) if tag.get("term")
        ),
        comments=(),
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (OverflowError, ValueError, OSError):
        return None


def _plain(html: str) -> str:
    """Words without tags; entities were decoded by the parser of the feed."""
    return re.sub(r"<[^>]*>", " ", html)
