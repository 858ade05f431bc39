"""Appreciating somebody's words, and taking that back. The counts follow in the same transaction."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from discussions.actions.comments import CannotWrite
from discussions.actions.threads import join_thread, lock_thread_of, record_change
from discussions.models import Appreciation, AppreciationKind, Comment
from discussions.models.comment import CommentQuerySet
from discussions.permissions import may_appreciate
from discussions.standing import site_rule

COUNTERS = {kind: f"{kind.value}_count" for kind in AppreciationKind}

# One statement for any number of comments; rows that are right already are left alone.
_RECOUNT = """
    WITH given AS (
        SELECT said.id,
            count(*) FILTER (WHERE one.kind = 'clear') AS clear,
            count(*) FILTER (WHERE one.kind = 'grounded') AS grounded,
            count(*) FILTER (WHERE one.kind = 'practice') AS practice,
            count(DISTINCT person_id) AS people
        FROM discussions_comment AS said
        LEFT JOIN discussions_appreciation AS one ON one.comment_id = said.id
        WHERE said.id = ANY(%s)
        GROUP BY said.id
    )
    UPDATE discussions_comment AS stored
    SET clear_count = clear, grounded_count = grounded, practice_count = practice,
        appreciated_by = people
    FROM given
    WHERE stored.id = given.id
        AND (clear_count, grounded_count, practice_count, appreciated_by)
            IS DISTINCT FROM (clear, grounded, practice, people)
"""


@transaction.atomic
def appreciate(*, comment: Comment, person: User, kind: str) -> Comment:
    """Find this comment good in one way. Doing it twice is doing it once.

    It is public, so the person gets their number in the thread, as a writer does: under it they are
    named if they leave. Raises PermissionDenied for one's own words and for words that cannot be read
    (any more), CannotWrite while the whole site is for reading only, Comment.DoesNotExist when even its place is gone,
    and ValueError for a kind that does not exist. The comment comes back with its counts.
    """
    comment, counter = _locked(comment, kind)
    if not may_appreciate(person, comment):
        raise PermissionDenied
    if rule := site_rule(timezone.now()):
        raise CannotWrite(rule)
    given = Appreciation.objects.filter(comment=comment, person=person)
    kinds = set(given.values_list("kind", flat=True))
    if kind in kinds:
        return comment
    Appreciation.objects.create(comment=comment, person=person, kind=kind)
    join_thread(thread=comment.thread, person=person)
    return _counted(comment, counter, 1, people=0 if kinds else 1)


@transaction.atomic
def take_back(*, comment: Comment, person: User, kind: str) -> Comment:
    """Have it never said. What was not said needs no taking back; words that are gone meanwhile do."""
    comment, counter = _locked(comment, kind)
    given = Appreciation.objects.filter(comment=comment, person=person)
    removed, _ = given.filter(kind=kind).delete()
    if not removed:
        return comment
    return _counted(comment, counter, -1, people=0 if given.exists() else -1)


def take_back_all(*, person: User, comments: CommentQuerySet) -> None:
    """Take back all that this person said of these comments of one thread, which is locked."""
    given = Appreciation.objects.filter(person=person, comment__in=comments)
    touched = set(given.values_list("comment_id", flat=True))
    given.delete()
    recount_appreciations(comment_ids=touched)


def recount_appreciations(*, comment_ids: Collection[int]) -> int:
    """Make the stored counts what the rows say; how many comments were wrong."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, [list(comment_ids)])
        return int(cursor.rowcount)


def _locked(comment: Comment, kind: str) -> tuple[Comment, str]:
    """The comment as it is now, in the order of the house: its thread first."""
    counter = COUNTERS[AppreciationKind(kind)]
    thread = lock_thread_of(comment_id=comment.pk)
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    comment.thread = thread
    return comment, counter


def _counted(comment: Comment, counter: str, step: int, *, people: int) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(
        **{counter: F(counter) + step, "appreciated_by": F("appreciated_by") + people}
    )
    record_change(thread=comment.thread, readable=0)
    comment.refresh_from_db(fields=["appreciated_by", "best", *COUNTERS.values()])
    return comment
