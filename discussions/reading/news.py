"""What is new to a member since their last visit: in one query, and never more than they may see."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim, Reading
from articles.models.reader import ABSENCE
from discussions.models import Comment, Participation, Thread
from discussions.models.comment import CommentQuerySet
from discussions.reading.sorts import OLDEST


def new_at_articles(viewer: User | AnonymousUser, ids: Collection[int]) -> Counter[int]:
    """Article id → comments of others under it and its claims that came since the viewer was there.

    One query, none for a visitor. An article they never opened counts nothing: there all is new.
    """
    if not isinstance(viewer, User):
        return Counter()
    about = Q(article__in=ids) | Q(claim__article__in=ids, claim__status="accepted")
    found: Counter[int] = Counter()
    threads = _threads(viewer, about)
    for own, of_claim, fresh in threads.values_list("article_id", "claim__article_id", "fresh"):
        found[own or of_claim] += fresh
    return found


def new_at_claims(viewer: User | AnonymousUser, ids: Collection[int]) -> dict[int, int]:
    """Claim id → comments of others since the viewer was there. One query, none for a visitor."""
    if not isinstance(viewer, User):
        return {}
    return dict(_threads(viewer, Q(claim__in=ids)).values_list("claim_id", "fresh"))


def new_in_thread(viewer: User, thread: Thread, since: datetime) -> int:
    """How many comments of others came since. One query."""
    return _fresh(viewer).filter(thread=thread, created_at__gt=since).count()


def current_since(viewer: User | AnonymousUser, thread_id: int) -> datetime | None:
    """Since when a thread is new to this member, on a page that notes no visit to it.

    What `discussions.views.visits` says on the pages that do. None for a visitor and where nothing is
    to be called new. At most two queries, none for a visitor.
    """
    if not isinstance(viewer, User):
        return None
    mark = Participation.objects.filter(person=viewer, thread=thread_id).first()
    if mark is not None and mark.read_until is not None:
        if mark.read_until < timezone.now() - ABSENCE:
            return mark.read_until
        if mark.read_before is not None:
            return mark.read_before
    about = Q(article__thread=thread_id) | Q(article__claims__thread=thread_id)
    return _before_this_visit(Reading.objects.filter(about, person=viewer).first())


def first_new(
    viewer: User,
    since: datetime,
    article: Article | None = None,
    claim: Claim | None = None,
) -> Comment | None:
    """The first new comment about an article or a claim, in the order of time. One query."""
    here = _fresh(viewer).filter(thread__article=article, thread__claim=claim)
    return _next(here, since)


def next_new(viewer: User, since: datetime, after: Comment) -> Comment | None:
    """The first new comment after `after` in its thread, in the order of time. One query."""
    here = _fresh(viewer).in_thread(after.thread_id)
    return _next(OLDEST.beyond(here, after.created_at, after.pk), since)


def _next(comments: CommentQuerySet, since: datetime) -> Comment | None:
    return OLDEST.order(comments.filter(created_at__gt=since)).first()


def last_visit(viewer: User, article: Article) -> datetime | None:
    """When they were at the article before this visit; None on their first one."""
    return _before_this_visit(Reading.objects.filter(person=viewer, article=article).first())


def _before_this_visit(reading: Reading | None) -> datetime | None:
    if reading is None:
        return None
    is_over = reading.seen_at < timezone.now() - ABSENCE
    return reading.seen_at if is_over else reading.seen_before


def _fresh(viewer: User) -> CommentQuerySet:
    """What everybody can open and the viewer did not write. An imported one has no author here."""
    found: CommentQuerySet = Comment.objects.readable().filter(
        ~Q(author=viewer) | Q(author__isnull=True)
    )
    return found


def _threads(viewer: User, about: Q) -> Any:
    """The threads in which something is new, with how much in `fresh`.

    New is what came after their mark in the thread; without one, after they were at the article:
    in the thread of the article when they last opened it, in one of its claims before this visit.
    """
    mine = Reading.objects.filter(person=viewer, article=OuterRef("about")).annotate(
        before=Case(
            When(seen_at__lt=timezone.now() - ABSENCE, then=F("seen_at")), default=F("seen_before")
        )
    )
    marks = Participation.objects.filter(person=viewer, thread=OuterRef("pk"))
    fresh = (
        _fresh(viewer)
        .filter(thread=OuterRef("pk"), created_at__gt=OuterRef("since"))
        .order_by()
        .values("thread")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Thread.objects.filter(about, comment_count__gt=0)
        .annotate(about=Coalesce("article_id", "claim__article_id"))
        .annotate(
            since=Coalesce(
                Subquery(marks.values("read_until")[:1]),
                Case(
                    When(article__isnull=False, then=Subquery(mine.values("seen_at")[:1])),
                    default=Subquery(mine.values("before")[:1]),
                ),
            )
        )
        .annotate(fresh=Subquery(fresh, output_field=IntegerField()))
        .filter(fresh__gt=0)
    )
