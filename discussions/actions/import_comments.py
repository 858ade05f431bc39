"""Bringing in the comments of one discussion from elsewhere: all of them, in their places, once."""

import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.names import LONGEST_NAME
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
    rendered: dict[str, _Words] = {}
    checked = [_checked(comment, rendered, keeps_lines) for comment in comments]
    kept, left_out = in_order(checked)
    result = Imported(left_out=left_out)
    if not kept:
        return result
    thread = lock_thread_about(article=article)
    known = {
        comment.import_key: comment
        for comment in Comment.objects.in_thread(thread.pk)
        .exclude(import_key="")
        .only("pk", "import_key", "root_id", "depth")
    }
    kind = origin.partition(":")[0]
    placed = {comment.key: known.get(f"{kind}:{comment.key}") for comment in kept}
    result.known = sum(each is not None for each in placed.values())
    new = [comment for comment in kept if placed[comment.key] is None]
    authors = _Authors(origin)
    version_id, now = article.current_version_id, timezone.now()
    grown: dict[int, int] = defaultdict(int)
    for level in _levels(new, placed):
        rows = []
        for foreign in level:
            parent = placed.get(foreign.parent_key) if foreign.parent_key else None
            if parent is not None and parent.depth >= MAX_DEPTH:
                result.left_out.append(LeftOut(f"reactie {foreign.key}", Why.TOO_DEEP))
                continue
            if foreign.parent_key and parent is None:
                # What it answers was too deep; so is this.
                result.left_out.append(LeftOut(f"reactie {foreign.key}", Why.TOO_DEEP))
                continue
            row = _row(foreign, rendered.get(foreign.key), thread, parent, now)
            row.import_key = f"{kind}:{foreign.key}"
            row.article_version_id = version_id
            row.imported_author = authors.of(foreign) if foreign.gone is None else None
            placed[foreign.key] = row
            rows.append(row)
            if parent is not None:
                grown[parent.pk] += 1
        Comment.objects.bulk_create(rows, batch_size=_AT_ONCE)
        CommentRevision.objects.bulk_create(
            (
                CommentRevision(comment=row, body=row.body, created_at=row.created_at)
                for row in rows
            ),
            batch_size=_AT_ONCE,
        )
        index_comments(rows)
        result.new += sum(row.withdrawn_at is None for row in rows)
        result.places += sum(row.withdrawn_at is not None for row in rows)
    _count_answers(grown)
    if result.new or result.places:
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


def _levels(
    new: Sequence[ForeignComment], placed: dict[str, Comment | None]
) -> list[list[ForeignComment]]:
    """The new comments in steps: each step answers only what the steps before it placed."""
    step: dict[str, int] = {}
    levels: list[list[ForeignComment]] = []
    for comment in new:
        answers_new = comment.parent_key and placed.get(comment.parent_key) is None
        at = step[comment.parent_key] + 1 if answers_new else 0
        step[comment.key] = at
        if at == len(levels):
            levels.append([])
        levels[at].append(comment)
    return levels


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


class _Authors:
    """The row for each name and address of one origin; made at first need."""

    def __init__(self, origin: str) -> None:
        self.origin = origin[:200]
        self.known: dict[tuple[str, str], ImportedAuthor] = {}

    def of(self, comment: ForeignComment) -> ImportedAuthor:
        name, key = shown_name(comment.author_name), email_key(comment.author_email)
        if (name, key) not in self.known:
            found = ImportedAuthor.objects.filter(origin=self.origin, name=name, email_key=key)
            author = found.order_by("pk").first() or ImportedAuthor.objects.create(
                origin=self.origin,
                name=name,
                email_key=key,
                email_key_expires_at=timezone.now() + KEPT if key else None,
            )
            self.known[name, key] = author
        return self.known[name, key]


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
