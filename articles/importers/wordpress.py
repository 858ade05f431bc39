"""PURE: a WordPress export (WXR 1.0, 1.1, 1.2) → articles with their comments, one at a time.

Nobody's network address is read, and of mail addresses only those of commenters, for a keyed hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from articles.importers.foreign import (
    ForeignArticle,
    ForeignComment,
    ForeignPicture,
    LeftOut,
    Why,
)
from articles.importers.xml_stream import Readable, stream_elements, text_of

HERE = ZoneInfo("Europe/Amsterdam")
_EXPORT = re.compile(r"\{http://wordpress\.org/export/\d+(?:\.\d+)*/(excerpt/)?\}")
_TAG = re.compile(r"<[^>]*>")
_SPACES = {
    "{http://purl.org/rss/1.0/modules/content/}": "content:",
    "{http://purl.org/dc/elements/1.1/}": "dc:",
}
_APPROVED = {"1", "approve", "approved"}
_GONE = {"spam": Why.SPAM, "trash": Why.TRASH, "post-trashed": Why.TRASH}
# Statuses of a text that an author meant to keep; "inherit" and the rest belong to machinery.
_KEPT = {"publish": True, "": True, "draft": False, "pending": False, "private": False}
_KEPT |= {"future": False}


def read_wordpress(
    source: Readable, *, size: int, name: str
) -> Iterator[ForeignArticle | ForeignPicture | LeftOut]:
    """The articles in an export of `size` bytes, in the order of the file, and what is no article.

    A picture may stand before or behind the article that names it as its own.

    Everything about comments that stay behind is in the comments themselves (`gone`). Memory holds one
    article with its comments at a time. Raises UnreadableSource, possibly after some articles.
    """
    site = _Site()
    comments: list[ForeignComment] = []
    for tag, element in stream_elements(
        source, size=size, name=name, root="rss", short=_short, inner=frozenset({"wp:comment"})
    ):
        if tag == "wp:comment":
            comments.append(_comment(element))
        elif tag == "item":
            yield _item(element, site, comments)
            comments = []
        else:
            site.learn(tag, element)


class _Site:
    """What the head of the file says about the site: its name, its address, the names of its writers."""

    def __init__(self) -> None:
        self.name = self.url = ""
        self.writers: dict[str, str] = {}

    def learn(self, tag: str, element: Element) -> None:
        if tag == "title":
            self.name = text_of(element)
        elif tag in ("wp:base_blog_url", "link", "wp:base_site_url"):
            self.url = self.url or text_of(element)
        elif tag == "wp:author":
            login, shown = (
                _value(element, "wp:author_login"),
                _value(element, "wp:author_display_name"),
            )
            self.writers[login] = shown or login


@lru_cache(maxsize=1_000)
def _short(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    if found := _EXPORT.match(tag):
        return ("excerpt:" if found[1] else "wp:") + tag[found.end() :]
    space, _, name = tag.rpartition("}")
    return _SPACES.get(space + "}", "?:") + name


def _value(element: Element, name: str) -> str:
    """The words of the first child with this short name."""
    return next((text_of(child) for child in element if _short(child.tag) == name), "")


def _item(
    item: Element, site: _Site, comments: list[ForeignComment]
) -> ForeignArticle | ForeignPicture | LeftOut:
    value = {_short(child.tag): text_of(child) for child in reversed(item)}
    title, url, number = value.get("title", ""), value.get("link", ""), value.get("wp:post_id", "")
    named = title or f"onderdeel {number or url or 'zonder naam'}"
    kind, status = value.get("wp:post_type", ""), value.get("wp:status", "")
    if kind == "attachment" and number and value.get("wp:attachment_url"):
        return _picture(item, value, named)
    if kind not in ("post", ""):
        return LeftOut(named, Why.PAGE if kind == "page" else Why.NO_ARTICLE)
    if status not in _KEPT:
        return LeftOut(named, Why.TRASH if status == "trash" else Why.NO_ARTICLE)
    html = value.get("content:encoded", "")
    if not html and not (title and comments):
        return LeftOut(named, Why.NO_TEXT)
    published_at = _moment(value.get("wp:post_date_gmt", "")) or _mail_moment(
        value.get("pubDate", "")
    )
    login = value.get("dc:creator", "")
    return ForeignArticle(
        key=_key(site, url, number),
        title=title or _title_of(value.get("wp:post_name", ""), number),
        html=html,
        excerpt=value.get("excerpt:encoded", ""),
        site_name=site.name,
        author_name=site.writers.get(login, login),
        published_on=_day(value.get("wp:post_date", ""), published_at),
        published_at=published_at,
        url=url if url.startswith(("http://", "https://")) else "",
        old_paths=_old_paths(url, number),
        is_public=bool(html) and _KEPT[status] and not value.get("wp:post_password", ""),
        categories=_labels(item, "category"),
        tags=_labels(item, "post_tag"),
        comments=tuple(comments),
        picture_key=_kept_beside(item, "_thumbnail_id"),
    )


def _picture(item: Element, value: dict[str, str], named: str) -> ForeignPicture:
    return ForeignPicture(
        key=value["wp:post_id"],
        title=named,
        url=value["wp:attachment_url"],
        alt=_kept_beside(item, "_wp_attachment_image_alt"),
        caption=" ".join(unescape(_TAG.sub(" ", value.get("excerpt:encoded", ""))).split()),
    )


def _kept_beside(item: Element, key: str) -> str:
    """What WordPress and its themes keep beside a text under this key; the last one counts."""
    found = ""
    for child in item:
        if _short(child.tag) == "wp:postmeta" and _value(child, "wp:meta_key") == key:
            found = _value(child, "wp:meta_value")
    return found


def _comment(element: Element) -> ForeignComment:
    value = {_short(child.tag): text_of(child) for child in reversed(element)}
    gone = _why_gone(value.get("wp:comment_approved", "1"), value.get("wp:comment_type", ""))
    moment = _moment(value.get("wp:comment_date_gmt", "")) or _moment(
        value.get("wp:comment_date", ""), HERE
    )
    html, author = value.get("wp:comment_content", ""), value.get("wp:comment_author", "")
    number, parent = value.get("wp:comment_id", ""), value.get("wp:comment_parent", "")
    if not number:
        # The same words by the same name at the same moment are the same comment in the next export.
        seed = f"{moment} {author} {html}".encode()
        number = f"x{hashlib.sha256(seed).hexdigest()[:20]}"
    return ForeignComment(
        key=number[:60],
        parent_key="" if parent == "0" else parent[:60],
        author_name="" if gone else author,
        author_email="" if gone else value.get("wp:comment_author_email", ""),
        written_at=moment,
        html="" if gone else html,
        gone=gone,
    )


def _why_gone(approved: str, kind: str) -> Why | None:
    if kind in ("pingback", "trackback"):
        return Why.PINGBACK
    if kind not in ("", "comment"):
        return Why.OTHER_KIND
    if approved in _APPROVED:
        return None
    return _GONE.get(approved, Why.PENDING)


def _key(site: _Site, url: str, number: str) -> str:
    """Which article of which site it is: by number, or else by address."""
    parts = urlsplit(url)
    host = (parts.hostname or urlsplit(site.url).hostname or "").removeprefix("www.")
    asked = parse_qs(parts.query).get("p", [""])[0]
    name = number or asked or parts.path or url
    key = f"wordpress:{host}:{name}"
    if len(key) <= 200:
        return key
    return f"wordpress:{hashlib.sha256(key.encode()).hexdigest()}"


def _old_paths(url: str, number: str) -> tuple[str, ...]:
    """The addresses it had there: that of its link, and the short one that always works."""
    parts = urlsplit(url)
    paths = []
    if "p" in parse_qs(parts.query):
        paths.append(f"/?p={parse_qs(parts.query)['p'][0]}")
    elif parts.path.strip("/"):
        paths.append(unquote(parts.path))
    if number:
        paths.append(f"/?p={number}")
    return tuple(dict.fromkeys(path for path in paths if len(path) <= 500))


def _labels(item: Element, domain: str) -> tuple[str, ...]:
    """Categories or tags; "Geen categorie" is what WordPress calls none."""
    found = (
        text_of(child)
        for child in item
        if child.tag == "category" and child.get("domain", "category") == domain
    )
    nothing = {"", "uncategorized", "geen categorie", "zonder categorie"}
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in nothing))


def _title_of(post_name: str, number: str) -> str:
    words = unquote(post_name).replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words else f"Artikel {number}".strip()


def _moment(text: str, zone: ZoneInfo | None = None) -> datetime | None:
    """ "2014-01-14 17:31:03", which is UTC unless a zone is given. WordPress writes zeros for none."""
    try:
        moment = datetime.fromisoformat(text[:19])
    except ValueError:
        return None
    return moment.replace(tzinfo=zone or UTC).astimezone(UTC) if moment.year > 1 else None


def _mail_moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return None if moment.year < 1970 else moment.astimezone(UTC)


def _day(local: str, moment: datetime | None) -> date | None:
    """The day as readers over there saw it."""
    on_the_spot = _moment(local, ZoneInfo("UTC"))
    if on_the_spot is not None:
        return on_the_spot.date()
    return moment.astimezone(HERE).date() if moment else None
