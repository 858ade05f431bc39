"""Bringing in the comments of one discussion from elsewhere: all of them, in their places, once."""

import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.names import LONGEST_NAME
from articles.actions.lock import hold_import_lock
from articles.importers.foreign import ForeignComment, LeftOut, Why, in_order
from articles.models import Article
from discussions import markup
from discussions.actions.comments import MAX_DEPTH
from discussions.actions.index import index_comments
from discussions.actions.threads import lock_thread_about, record_change
from discussions.email_key import KEPT, email_key
from discussions.from_html import from_html
from discussions.models import Comment, CommentRevision, ImportedAuthor, Thread

NAMELESS = "Anoniem"  # also for who gave an address as a name
_AT_ONCE = 1_000
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


@dataclass(frozen=True)
class _Words:
    body: str
    body_html: str


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
    known = {
        comment.import_key.removeprefix(f"{kind}:"): comment
        for comment in Comment.objects.filter(
            thread__article=article, import_key__startswith=f"{kind}:"
        ).only("pk", "import_key", "root_id", "depth", "withdrawn_at")
    }
    rendered: dict[str, _Words] = {}
    checked = [
        # Its words stand here already; to look at them again costs most of the time there is.
        comment
        if comment.key in known and known[comment.key].withdrawn_at is None
        else _checked(comment, rendered, keeps_lines)
        for comment in comments
    ]
    kept, left_out = in_order(checked)
    result = Imported(left_out=left_out)
    result.known = sum(comment.key in known for comment in kept)
    if len(kept) == result.known:
        return result
    thread = lock_thread_about(article=article)
    rows, grown, writers = _placed(kept, known, rendered, thread, result)
    for row in rows:
        row.import_key = f"{kind}:{row.import_key}"
        row.article_version_id = article.current_version_id
    _name_authors(rows, writers, origin[:200])
    _store(rows)
    _count_answers(grown)
    result.places = sum(row.withdrawn_at is not None for row in rows)
    result.new = len(rows) - result.places
    if rows:
        record_change(thread=thread, readable=result.new)
    return result


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
        rendered[comment.key] = _Words(body, markup.render(body))
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
    known: dict[str, Comment],
    rendered: dict[str, _Words],
    thread: Thread,
    result: Imported,
) -> tuple[list[Comment], dict[int, int], dict[int, ForeignComment]]:
    """The new rows, parents first, with their numbers and the number of their answers.

    Also how many answers each comment that was here got, and who wrote each row that has words.
    """
    placed = dict(known)
    new = [comment for comment in kept if comment.key not in known]
    numbers, now = _free_numbers(len(new)), timezone.now()
    rows: list[Comment] = []
    grown: dict[int, int] = defaultdict(int)
    writers: dict[int, ForeignComment] = {}
    for number, foreign in zip(numbers, new, strict=True):
        parent = placed.get(foreign.parent_key) if foreign.parent_key else None
        # A parent that is nowhere was too deep itself.
        if foreign.parent_key and (parent is None or parent.depth >= MAX_DEPTH):
            result.left_out.append(LeftOut(f"reactie {foreign.key}", Why.TOO_DEEP))
            continue
        row = _row(foreign, rendered.get(foreign.key), thread, parent, now)
        row.pk, row.import_key = number, foreign.key
        placed[foreign.key] = row
        rows.append(row)
        if foreign.gone is None:
            writers[number] = foreign
        if parent is not None and foreign.parent_key in known:
            grown[parent.pk] += 1
        elif parent is not None:
            parent.reply_count += 1
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


def _store(rows: Sequence[Comment]) -> None:
    Comment.objects.bulk_create(rows, batch_size=_AT_ONCE)
    CommentRevision.objects.bulk_create(
        (CommentRevision(comment=row, body=row.body, created_at=row.created_at) for row in rows),
        batch_size=_AT_ONCE,
    )
    index_comments(rows)


def _row(
    foreign: ForeignComment,
    words: _Words | None,
    thread: Thread,
    parent: Comment | None,
    now: datetime,
) -> Comment:
    written_at = min(foreign.written_at or now, now)
    is_place = foreign.gone is not None or words is None
    return Comment(
        thread=thread,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        body="" if is_place or words is None else words.body,
        body_html="" if is_place or words is None else words.body_html,
        withdrawn_at=written_at if is_place else None,
        renderer_version=markup.RENDERER_VERSION,
        submission_id=uuid.uuid4(),
        created_at=written_at,
    )


def _count_answers(grown: dict[int, int]) -> None:
    """Add to `reply_count` of each comment how many answers it got; one statement for each number."""
    by_number: dict[int, list[int]] = defaultdict(list)
    for comment_id, number in grown.items():
        by_number[number].append(comment_id)
    for number, ids in by_number.items():
        Comment.objects.filter(pk__in=ids).update(reply_count=F("reply_count") + number)


def _name_authors(rows: Sequence[Comment], writers: dict[int, ForeignComment], origin: str) -> None:
    """Give each row its author: one for each name and address of this origin, made at first need."""
    called = {
        number: (shown_name(writer.author_name), email_key(writer.author_email))
        for number, writer in writers.items()
    }
    names = {name for name, _key in called.values()}
    found: dict[tuple[str, str], ImportedAuthor] = {}
    for author in ImportedAuthor.objects.filter(origin=origin, name__in=names).order_by("pk"):
        found.setdefault((author.name, author.email_key), author)
    expires = timezone.now() + KEPT
    missing = [
        ImportedAuthor(
            origin=origin,
            name=name,
            email_key=key,
            email_key_expires_at=expires if key else None,
        )
        for name, key in dict.fromkeys(called.values())
        if (name, key) not in found
    ]
    for author in ImportedAuthor.objects.bulk_create(missing, batch_size=_AT_ONCE):
        found[author.name, author.email_key] = author
    for row in rows:
        if row.pk in called:
            row.imported_author = found[called[row.pk]]


def shown_name(name: str) -> str:
    """A name from elsewhere as it can stand here; never an address, which some gave as their name."""
    visible = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in unicodedata.normalize("NFC", name)
        if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"}
    )
    words = " ".join(visible.split())
    short = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"
    is_address = "@" in words or "://" in words or words.lower().startswith("www.")
    return NAMELESS if not short or is_address else short
