"""Discussions of any shape, in bulk, and a reader who follows every link in them."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from discussions.models import Comment, Thread
from discussions.permissions import Reader
from discussions.reading.comment_nodes import CommentNode
from discussions.reading.comment_page import load_answers, load_comment_page
from discussions.reading.thread_page import load_thread


def grow(
    article: Article, author: User, parents: Sequence[int | None], ties: int = 1
) -> list[Comment]:
    """Comments in bulk: `parents[n]` is the place in this list of what comment n answers.

    `ties` comments share each moment, so that a page may end between equal moments.
    """
    thread = Thread.objects.create(article=article)
    start = timezone.now() - timedelta(days=30)
    rows: list[Comment] = []
    for number, place in enumerate(parents):
        above = None if place is None else rows[place]
        rows.append(
            Comment(
                id=next_id(),
                thread=thread,
                parent=above,
                root_id=(above.root_id or above.pk) if above else None,
                depth=above.depth + 1 if above else 0,
                author=author,
                body="x",
                body_html=f"<p>{number}</p>",
                renderer_version=1,
                reply_count=list(parents).count(number),
                submission_id=uuid.uuid4(),
                created_at=start + timedelta(minutes=number // ties),
            )
        )
    Comment.objects.bulk_create(rows)
    Thread.objects.filter(pk=thread.pk).update(comment_count=len(rows))
    return rows


def next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('discussions_comment', 'id'))")
        return int(cursor.fetchone()[0])


def walk(nodes: Sequence[CommentNode]) -> Iterator[CommentNode]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def after_in(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("na", [""])[0]


def everything(viewer: Reader, article: Article) -> list[str]:
    """Follow every *more* there is, as a patient reader would; the ids in the order of meeting."""
    met: list[str] = []
    waiting: list[CommentNode] = []

    def meet(nodes: Sequence[CommentNode]) -> None:
        for node in walk(nodes):
            met.append(str(node.uuid))
            waiting.append(node)

    page = load_thread(viewer=viewer, article=article)
    meet(page.comments)
    while page.next_url:
        page = load_thread(viewer=viewer, article=article, after=after_in(page.next_url))
        meet(page.comments)
    while waiting:
        node = waiting.pop()
        comment = Comment.objects.get(public_id=node.uuid)
        more_url = node.more_url
        if node.more_kind == "deeper":
            deeper = load_comment_page(comment, viewer).node
            meet(deeper.children)
            more_url = deeper.more_url
        while more_url:
            answers = load_answers(comment, viewer, after=after_in(more_url), level=0)
            meet(answers.nodes)
            more_url = answers.next_url
    return met
