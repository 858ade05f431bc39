"""Keep what search knows of comments up to date."""

from collections.abc import Sequence

from articles.actions.index import Vector, learn_words
from articles.search.vectors import vector_of
from discussions.models import Comment, CommentEntry, Thread


def index_comment(comment: Comment) -> None:
    """Store the words of a comment's text, or forget them when the text is gone.

    Hiding and restoring need no call: whether a comment may be found is asked when one searches.
    """
    index_comments([comment])


def index_comments(comments: Sequence[Comment]) -> None:
    """The same for many at once, in a number of queries that does not depend on how many."""
    silent = [comment.pk for comment in comments if not comment.body]
    if silent:
        CommentEntry.objects.filter(comment__in=silent).delete()
    spoken = [comment for comment in comments if comment.body]
    if not spoken:
        return
    learn_words(*(comment.body for comment in spoken))
    article_ids = _article_ids_of({comment.thread_id for comment in spoken})
    CommentEntry.objects.bulk_create(
        [
            CommentEntry(
                comment=comment,
                article_id=article_ids[comment.thread_id],
                created_at=comment.created_at,
                vector=Vector(vector_of(("D", comment.body))),
            )
            for comment in spoken
        ],
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["comment"],
        update_fields=["article", "created_at", "vector"],
    )


def _article_ids_of(thread_ids: set[int]) -> dict[int, int]:
    """For each thread the article it is about, also through a claim."""
    rows = Thread.objects.filter(pk__in=thread_ids).values_list(
        "pk", "article_id", "claim__article_id"
    )
    return {thread: article or of_claim for thread, article, of_claim in rows}
