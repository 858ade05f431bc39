"""Keep what search knows of comments up to date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import connection

from articles.actions.index import learn_words
from articles.search.vectors import RULES, vector_of
from discussions.actions.copy_rows import copy_rows
from discussions.models import Comment, CommentEntry, Thread

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """What search has to know of a comment that is new."""

    comment_id: int
    created_at: datetime
    body: str


def index_comment(comment: Comment) -> None:
    """Store the words of a comment's text, or forget them when the text is gone.

    Hiding and restoring need no call: whether a comment may be found is asked when one searches.
    """
    index_comments([comment])


def index_comments(comments: Sequence[Comment]) -> None:
    """The same for many at once: four statements for every thousand, however many words are new."""
    for start in range(0, len(comments), AT_ONCE):
        _index(comments[start : start + AT_ONCE])


def _index(comments: Sequence[Comment]) -> None:
    silent = [comment.pk for comment in comments if not comment.body]
    if silent:
        CommentEntry.objects.filter(comment__in=silent).delete()
    spoken = [comment for comment in comments if comment.body]
    if not spoken:
        return
    learn_words(*(comment.body for comment in spoken))
    article_ids = _article_ids_of(spoken)
    with connection.cursor() as cursor:
        # Four arrays instead of an expression a row, which costs more to write than to store.
        cursor.execute(
            "INSERT INTO discussions_commententry (comment_id, article_id, created_at, vector, rules)"
            " SELECT comment, article, moment, vector::tsvector, %s FROM unnest("
            "%s::bigint[], %s::bigint[], %s::timestamptz[], %s::text[]"
            ") AS said (comment, article, moment, vector)"
            " ON CONFLICT (comment_id) DO UPDATE SET article_id = EXCLUDED.article_id,"
            " created_at = EXCLUDED.created_at, vector = EXCLUDED.vector, rules = EXCLUDED.rules",
            [
                RULES,
                [comment.pk for comment in spoken],
                [article_ids[comment.thread_id] for comment in spoken],
                [comment.created_at for comment in spoken],
                [vector_of(("D", comment.body)) for comment in spoken],
            ],
        )


def index_new_comments(comments: Iterable[Said], *, article_id: int) -> None:
    """Store the words of comments about one article of which search knows nothing yet."""
    waiting = iter(comments)
    while some := list(islice(waiting, AT_ONCE)):
        learn_words(*(said.body for said in some))
        copy_rows(
            CommentEntry,
            ("comment_id", "article_id", "created_at", "vector", "rules"),
            (
                (said.comment_id, article_id, said.created_at, vector_of(("D", said.body)), RULES)
                for said in some
            ),
        )


def _article_ids_of(comments: Sequence[Comment]) -> dict[int, int]:
    """For each thread the article it is about, also through a claim. No query where every comment came with its
    thread, about an article."""
    came_along = [one.thread for one in comments if Comment.thread.is_cached(one)]
    known = {thread.pk: thread.article_id for thread in came_along if thread.article_id}
    thread_ids = {comment.thread_id for comment in comments} - known.keys()
    if not thread_ids:
        return known
    rows = Thread.objects.filter(pk__in=thread_ids).values_list(
        "pk", "article_id", "claim__article_id"
    )
    return known | {thread: article or of_claim for thread, article, of_claim in rows}
