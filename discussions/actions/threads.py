"""The row of a thread: made at first need, locked before anything in it changes.

Lock order, everywhere: writer, thread (two by key), comment, case. The locks are `no_key`: other tables may
go on pointing at these rows meanwhile.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import Appreciation, Comment, Participation, Thread
from discussions.models.comment_status import PLACED


def lock_thread_about(*, article: Article | None = None, claim: Claim | None = None) -> Thread:
    """The thread about one article or one claim, locked until the transaction ends.

    Two first posts at once make one row: the second waits for the first.
    """
    threads = Thread.objects.select_for_update(no_key=True).filter(article=article, claim=claim)
    if thread := threads.first():
        return thread
    Thread.objects.bulk_create([Thread(article=article, claim=claim)], ignore_conflicts=True)
    return threads.get()


@transaction.atomic
def begin_thread(*, article: Article | None = None, claim: Claim | None = None) -> Thread:
    """The thread about one article or one claim, made when there is none: for who sets a rule before anybody wrote."""
    return lock_thread_about(article=article, claim=claim)


def lock_thread(*, thread_id: int) -> Thread:
    """The thread, locked until the transaction ends."""
    return Thread.objects.select_for_update(no_key=True).get(pk=thread_id)


def lock_thread_of(*, comment_id: int) -> Thread:
    """The thread in which the comment stands, locked: also when it was moved while we waited for the lock.

    Raises Comment.DoesNotExist when there is no such comment (any more).
    """
    comments = Comment.every.values_list("thread_id", flat=True)
    thread_id = comments.get(pk=comment_id)
    while True:
        thread = lock_thread(thread_id=thread_id)
        thread_id = comments.get(pk=comment_id)
        if thread_id == thread.pk:
            return thread


def lock_threads(*, thread_ids: Iterable[int]) -> dict[int, Thread]:
    """Several threads, locked in the order of their keys, so that two who want the same ones never wait for
    each other."""
    threads = Thread.objects.select_for_update(no_key=True).filter(pk__in=set(thread_ids))
    return {thread.pk: thread for thread in threads.order_by("pk")}


def join_thread(*, thread: Thread, person: User) -> None:
    """Give the person their number in this thread; the lock on the thread keeps numbers apart.

    Who read it before has a row already, but no number: that is for those who write.
    """
    here = Participation.objects.filter(thread=thread)
    if here.filter(person=person, pseudonym_number__isnull=False).exists():
        return
    highest = here.aggregate(number=Max("pseudonym_number"))["number"] or 0
    Participation.objects.update_or_create(
        thread=thread, person=person, defaults={"pseudonym_number": highest + 1}
    )


def leave_thread(*, thread: Thread, person: User, but_for: Comment) -> None:
    """Take the number back of somebody of whom nothing stands in this thread but one comment, which loses its place."""
    placed = Comment.every.filter(thread=thread, author=person, status__in=PLACED)
    appreciated = Appreciation.objects.filter(comment__thread=thread, person=person)
    if placed.exclude(pk=but_for.pk).exists() or appreciated.exists():
        return
    Participation.objects.filter(thread=thread, person=person).update(pseudonym_number=None)


def record_change(*, thread: Thread, readable: int) -> None:
    """Note that readers see something else now: `readable` comments more (or less, if negative).

    `thread` must be locked. The revision goes up also when the count stays the same.
    """
    Thread.objects.filter(pk=thread.pk).update(
        comment_count=F("comment_count") + readable, revision=F("revision") + 1
    )
