"""Bringing in the comments of one discussion from elsewhere: all of them, in their places, once."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.actions.lock import hold_import_lock
from articles.importers.foreign import ForeignComment, LeftOut, Why, in_order
from articles.models import Article
from discussions import markup
from discussions.actions.comments import MAX_DEPTH
from discussions.actions.copy_rows import copy_rows
from discussions.actions.imported_authors import name_authors
from discussions.actions.index import Said, index_new_comments
from discussions.actions.threads import lock_thread_about, record_change
from discussions.from_html import from_html
from discussions.models import Comment, CommentRevision

_WHY = {
    "empty": Why.NO_WORDS,
    "too_long": Why.TOO_LONG,
    "too_many_links": Why.TOO_MANY_LINKS,
}


@dataclass
class Imported:
    """What came of it: `new` comments and `places` without words; `known` were here already."""

    new: int = 0
    places: int = 0
    known: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    body: str
    body_html: str


@dataclass(slots=True)
class _Place:
    """Where a comment stands: one that is here, or one to be stored. `root` is its own root's number."""

    number: int
    root: int | None
    depth: int
    has_words: bool


@dataclass(slots=True)
class _New(_Place):
    """One to be stored; `answers` counts those directly below it."""

    key: str
    parent: int | None
    written_at: datetime
    words: _Words | None
    answers: int = 0


@transaction.atomic
def import_comments(
    *, article: Article, comments: Sequence[ForeignComment], origin: str, keeps_lines: bool
) -> Imported:
    """Place comments from `origin` ("wordpress:wijkblad.example.org") under an article.

    Parents come before children whatever the order given, dates stay (one that is still to come
    becomes now), nesting stays to the depth this site knows. A comment that cannot be shown here as
    it was is left out with its reason, never cut; where it was answered, a place without a name
    stays. Comments that came before are left alone, whatever became of them here: importing the same
    thing twice changes nothing. Authors become names that nobody has confirmed. No mail is sent.

    `keeps_lines`: see `from_html`.
    """
    hold_import_lock()
    kind = origin.partition(":")[0]
    known = _known(article, kind)
    rendered: dict[str, _Words] = {}
    left_before: list[LeftOut] = []
    checked = []
    for comment in comments:
        here = known.get(comment.key)
        if here is None or not here.has_words:
            comment = _checked(comment, rendered, keeps_lines)
        elif comment.gone is None and not _surely_fits(comment.html):
            # Its words stand here already, and stay; to look at all of them again costs most of the
            # time there is. What they became over there may be nothing that can be shown.
            now = _checked(comment, {}, keeps_lines)
            if now.gone is not None:
                left_before.append(LeftOut(f"reactie {comment.key}", now.gone))
        checked.append(comment)
    kept, left_out = in_order(checked)
    result = Imported(left_out=[*left_out, *left_before])
    result.known = sum(comment.key in known for comment in kept)
    if len(kept) == result.known:
        return result
    thread = lock_thread_about(article=article)
    rows, grown, writers = _placed(kept, known, rendered, result)
    authors = name_authors(writers, origin[:200])
    _store(rows, authors, kind=kind, article=article, thread_id=thread.pk)
    _count_answers(grown)
    result.new = sum(row.has_words for row in rows)
    result.places = len(rows) - result.new
    if rows:
        record_change(thread=thread, readable=result.new)
    return result


def _known(article: Article, kind: str) -> dict[str, _Place]:
    """The comments that came before, by their key over there."""
    found = Comment.every.filter(thread__article=article, import_key__startswith=f"{kind}:")
    return {
        key.removeprefix(f"{kind}:"): _Place(number, root, depth, withdrawn_at is None)
        for number, key, root, depth, withdrawn_at in found.values_list(
            "pk", "import_key", "root_id", "depth", "withdrawn_at"
        )
    }


_BEGINS_WITH_WORDS = re.compile(r"\s*(?:<p>)?\s*[^\W_]")
_MAY_BE_LINK = re.compile(r"://|www\.|@", re.IGNORECASE)


def _surely_fits(html: str) -> bool:
    """Whether a look at its outside is enough to say that a comment can be shown.

    Its source text may be twice as long: a sign that means something is stored with another before it.
    """
    return (
        len(html) <= markup.MAX_CHARACTERS // 2
        and _BEGINS_WITH_WORDS.match(html) is not None
        and len(_MAY_BE_LINK.findall(html)) <= markup.MAX_LINKS
    )


def _checked(
    comment: ForeignComment, rendered: dict[str, _Words], keeps_lines: bool
) -> ForeignComment:
    """The comment, or its empty place if it cannot be shown; its words go into `rendered`."""
    if comment.gone is not None:
        return comment
    if comment.key in rendered:
        return comment  # the second under this number, which `in_order` leaves out
    body = markup.normalise(from_html(comment.html, keeps_lines=keeps_lines))
    try:
        rendered[comment.key] = _Words(body, markup.render_normalised(body))
    except markup.NotShowable as refusal:
        return ForeignComment(
            key=comment.key,
            parent_key=comment.parent_key,
            author_name="",
            author_email="",
            written_at=comment.written_at,
            html="",
            gone=_WHY[refusal.reason],
        )
    return comment


def _placed(
    kept: Sequence[ForeignComment],
    known: Mapping[str, _Place],
    rendered: Mapping[str, _Words],
    result: Imported,
) -> tuple[list[_New], dict[int, int], dict[int, ForeignComment]]:
    """The new rows, parents first, with their numbers and the number of their answers.

    Also how many answers each comment that was here got, and who wrote each row that has words.
    """
    placed: dict[str, _Place] = dict(known)
    new = [comment for comment in kept if comment.key not in known]
    numbers, now = _free_numbers(len(new)), timezone.now()
    rows: list[_New] = []
    grown: dict[int, int] = defaultdict(int)
    writers: dict[int, ForeignComment] = {}
    for number, foreign in zip(numbers, new, strict=True):
        parent = placed.get(foreign.parent_key) if foreign.parent_key else None
        # A parent that is nowhere was too deep itself.
        if foreign.parent_key and (parent is None or parent.depth >= MAX_DEPTH):
            result.left_out.append(LeftOut(f"reactie {foreign.key}", Why.TOO_DEEP))
            continue
        words = rendered.get(foreign.key) if foreign.gone is None else None
        row = _New(
            number=number,
            root=(parent.root or parent.number) if parent else None,
            depth=parent.depth + 1 if parent else 0,
            has_words=words is not None,
            key=foreign.key,
            parent=parent.number if parent else None,
            written_at=min(foreign.written_at or now, now),
            words=words,
        )
        placed[foreign.key] = row
        rows.append(row)
        if row.has_words:
            writers[number] = foreign
        if isinstance(parent, _New):
            parent.answers += 1
        elif parent is not None:
            grown[parent.number] += 1
    return rows, grown, writers


def _free_numbers(many: int) -> list[int]:
    """Numbers for comments still to be stored: with them a reply knows its parent beforehand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('discussions_comment', 'id')) "
            "FROM generate_series(1, %s)",
            [many],
        )
        return sorted(number for (number,) in cursor.fetchall())


_FIELDS = (
    "id",
    "public_id",
    "submission_id",
    "thread_id",
    "article_version_id",
    "parent_id",
    "root_id",
    "depth",
    "imported_author_id",
    "import_key",
    "body",
    "body_html",
    "withdrawn_at",
    "renderer_version",
    "reply_count",
    "created_at",
)


def _store(
    rows: Sequence[_New],
    authors: Mapping[int, int],
    *,
    kind: str,
    article: Article,
    thread_id: int,
) -> None:
    def comments() -> Iterator[tuple[object, ...]]:
        for row in rows:
            yield (
                row.number,
                uuid.uuid4(),
                uuid.uuid4(),
                thread_id,
                article.current_version_id,
                row.parent,
                row.root,
                row.depth,
                authors.get(row.number),
                f"{kind}:{row.key}",
                row.words.body if row.words else "",
                row.words.body_html if row.words else "",
                None if row.words else row.written_at,
                markup.RENDERER_VERSION,
                row.answers,
                row.written_at,
            )

    copy_rows(Comment, _FIELDS, comments())
    copy_rows(
        CommentRevision,
        ("comment_id", "body", "created_at"),
        ((row.number, row.words.body if row.words else "", row.written_at) for row in rows),
    )
    index_new_comments(
        (Said(row.number, row.written_at, row.words.body) for row in rows if row.words),
        article_id=article.pk,
    )


def _count_answers(grown: dict[int, int]) -> None:
    """Add to `reply_count` of each comment how many answers it got; one statement for each number."""
    by_number: dict[int, list[int]] = defaultdict(list)
    for comment_id, number in grown.items():
        by_number[number].append(comment_id)
    for number, ids in by_number.items():
        Comment.objects.filter(pk__in=ids).update(reply_count=F("reply_count") + number)
