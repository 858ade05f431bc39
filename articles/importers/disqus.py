"""PURE: a Disqus export → discussions about pages, each with its posts.

Disqus keeps no articles. Network addresses, user names and posts' own identifiers are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from articles.importers.foreign import ForeignComment, ForeignThread, LeftOut, Why
from articles.importers.xml_stream import Readable, stream_elements, text_of

_SPACE = "{http://disqus.com}"
_ID = "{http://disqus.com/disqus-internals}id"


def read_disqus(source: Readable, *, size: int, name: str) -> Iterator[ForeignThread | LeftOut]:
    """The discussions in an export of `size` bytes that have posts, in the order of the file.

    Posts and threads stand in any order, so the whole is read before the first is given. A post whose
    thread is not in the file is left out with that reason. Raises UnreadableSource.
    """
    threads: dict[str, tuple[str, str]] = {}
    posts: dict[str, list[ForeignComment]] = {}
    for tag, element in stream_elements(source, size=size, name=name, root="disqus", short=_short):
        if tag == "thread":
            number = element.get(_ID, "")
            threads.setdefault(number, (_value(element, "title"), _value(element, "link")))
        elif tag == "post":
            about = element.find(f"{_SPACE}thread")
            number = "" if about is None else about.get(_ID, "")
            posts.setdefault(number, []).append(_post(element))
    for number, (title, url) in threads.items():
        if found := posts.pop(number, []):
            yield ForeignThread(title=title, url=url, comments=tuple(found))
    for strays in posts.values():
        yield from (LeftOut(f"reactie {stray.key}", Why.NO_THREAD) for stray in strays)


def _short(tag: str) -> str:
    return tag.removeprefix(_SPACE)


def _value(element: Element, name: str) -> str:
    return text_of(element.find(_SPACE + name))


def _post(element: Element) -> ForeignComment:
    parent, author = element.find(f"{_SPACE}parent"), element.find(f"{_SPACE}author")
    gone = None
    if _value(element, "isSpam") == "true":
        gone = Why.SPAM
    elif _value(element, "isDeleted") == "true":
        gone = Why.TRASH
    elif _value(element, "isApproved") == "false":
        gone = Why.PENDING
    known = gone is None and author is not None
    return ForeignComment(
        key=element.get(_ID, "")[:60],
        parent_key="" if parent is None else parent.get(_ID, "")[:60],
        author_name=_value(author, "name") if known and author is not None else "",
        author_email=_value(author, "email") if known and author is not None else "",
        written_at=_moment(_value(element, "createdAt")),
        html="" if gone else _value(element, "message"),
        gone=gone,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
