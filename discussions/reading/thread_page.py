"""A discussion as it stands under an article or a claim, one page of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import Comment, Move, Restriction, RestrictionKind, Thread
from discussions.models.comment_status import PLACED
from discussions.models.restriction import EVERYWHERE
from discussions.permissions import Reader, may_comment, may_moderate
from discussions.reading.branches import load_branches
from discussions.reading.comment_nodes import CommentNode, comment_node
from discussions.reading.drafts import keeping_draft
from discussions.reading.kept_rows import comments_on, kept_branches
from discussions.reading.moments import short_moment
from discussions.reading.moves import MovedAway, moved_away
from discussions.reading.news import new_in_thread
from discussions.reading.sorts import OLDEST, Sort, SortChoice, sort_choices
from discussions.reading.standing import standing_of
from discussions.reading.subject import Subject, article_subject, claim_subject
from discussions.reading.writing import Composer, WritingPlace, beside_url, composer
from discussions.standing import nothing_holds
from discussions.tree import ROOTS_PER_PAGE


@dataclass(frozen=True)
class Waiting:
    """A comment of the viewer that the editors have not let through yet. `when` is short, and in words."""

    url: str
    when: str


@dataclass(frozen=True)
class ThreadPage:
    """templates/discussions/_thread.html draws this.

    `thread` is None as long as nobody wrote anything. `count` is what every reader can open,
    `comments` this page of it, `moved_away` what stood here and was moved. `first_url` leads back to the
    beginning, from a later page. `first_new_url` leads to the first of the `new_count` new comments.
    `sorts` is empty where there is nothing to sort; `order` is the name of the one it is read in. `people` are
    the ids of all members whose names are on this page.
    `waiting`: what the viewer wrote here and others cannot see yet.
    """

    thread: Thread | None
    title: str
    count: int
    comments: Sequence[CommentNode]
    next_url: str
    first_url: str = ""
    locked_reason: str = ""
    new_count: int = 0
    moved_away: Sequence[MovedAway] = ()
    sorts: Sequence[SortChoice] = ()
    order: str = ""
    first_new_url: str = ""
    news_url: str = ""
    news_since: str = ""
    news_every: int = 0
    people: frozenset[int] = frozenset()
    waiting: Sequence[Waiting] = ()


@dataclass(frozen=True)
class Discussion:
    """All that _thread.html names: the discussion, and either a form or the gate. `restrictions_url`: where moderators
    close or slow it. `announced`: what begins later, where there is no form that says so."""

    thread: ThreadPage
    composer: Composer | None
    gate_url: str
    restrictions_url: str = ""
    announced: Sequence[str] = ()


def load_thread(
    *,
    viewer: Reader,
    article: Article | None = None,
    claim: Claim | None = None,
    after: str = "",
    since: datetime | None = None,
    sort: Sort = OLDEST,
    page_url: str = "",
    beside: str = "",
) -> ThreadPage:
    """One page of the discussion about an article or a claim, which the viewer may see.

    Twenty roots, in the order of `sort`, each with its first three answers. Three queries whatever the size, four with
    a usable `after` (the key of the last root already seen); two where the rows are kept, and one more for a member;
    one when nobody wrote anything. An `after` that names nothing here is the
    first page. With `since` (the end of this member's former visit) one query more, which counts what is new to them.
    The links to other orders lead to `page_url`, or to the page of the subject.
    """
    subject = _subject(article, claim)
    holds = Restriction.objects.not_over(timezone.now()).filter(
        Q(thread=OuterRef("pk")) | Q(EVERYWHERE, kind=RestrictionKind.CLOSED)
    )
    left = Move.objects.filter(from_thread=OuterRef("pk"))
    said = Comment.every.filter(thread=OuterRef("pk"), status__in=PLACED).order_by("-created_at")
    threads = Thread.objects.annotate(
        is_restricted=Exists(holds),
        has_moves=Exists(left),
        newest=Subquery(said.values("created_at")[:1]),
    )
    if viewer.is_authenticated:
        own = Comment.every.waiting_of(viewer).filter(thread=OuterRef("pk")).oldest_first()
        words = JSONObject(id="public_id", at="created_at")
        threads = threads.annotate(own_waiting=ArraySubquery(own.values(words=words)))
    thread = threads.filter(article=article, claim=claim).first()
    if thread is not None and not thread.is_restricted:
        nothing_holds(viewer)
    news_url = f"{subject.comments_url}sinds/" if settings.NEWS_EVERY else ""
    # Where nothing that others may see ever happened, a comment that waits may not show by its thread either.
    unseen = thread is not None and thread.revision == 0 and thread.comment_count == 0
    own_waiting = getattr(thread, "own_waiting", ())
    if thread is None or (unseen and not own_waiting):
        nothing = ThreadPage(None, subject.heading, 0, [], "", order=sort.name)
        # The first comment is news, too.
        return replace(nothing, news_url=news_url, news_every=settings.NEWS_EVERY)
    roots = Comment.every.in_thread(thread.pk).roots()
    news = 0
    if since is not None and isinstance(viewer, User):
        news = new_in_thread(viewer, thread, since)
    load = partial(load_branches, after=after, size=ROOTS_PER_PAGE, sort=sort)
    if own_waiting:
        page = load(roots.drawn_for(viewer), viewer=viewer)
    else:
        shown = (sort.name, after)
        page = kept_branches(thread, shown, viewer, partial(load, roots.placed()))
    return ThreadPage(
        thread=thread,
        title=subject.heading,
        count=thread.comment_count,
        comments=[comment_node(branch, viewer, since, sort.name) for branch in page.branches],
        next_url=sort.address(subject.comments_url, na=page.next_key) if page.next_key else "",
        first_url=sort.address(subject.comments_url) if after else "",
        news_url=news_url,
        news_since=thread.newest.isoformat() if thread.newest else "",
        news_every=settings.NEWS_EVERY,
        moved_away=moved_away(viewer, thread),
        sorts=sort_choices(
            sort, page_url or subject.url, subject.comments_url, _place(beside, page_url)
        )
        if len(page.branches) > 1 or after
        else (),
        order=sort.name,
        new_count=news,
        first_new_url=subject.first_new_url if news else "",
        people=frozenset(
            comment.author_id for comment in comments_on(page) if comment.author_id is not None
        ),
        waiting=_waiting(own_waiting),
    )


def load_discussion(
    *,
    viewer: Reader,
    article: Article | None = None,
    claim: Claim | None = None,
    after: str = "",
    beside: str = "",
    since: datetime | None = None,
    sort: Sort = OLDEST,
    page_url: str = "",
) -> Discussion:
    """What `_thread.html` needs, for any page that includes it: `**vars(load_discussion(…))`.

    `beside` ends the ids of the form when the page holds another one, see `WritingPlace`.
    """
    subject = _subject(article, claim)
    writing = None
    page = load_thread(
        viewer=viewer,
        article=article,
        claim=claim,
        after=after,
        since=since,
        sort=sort,
        page_url=page_url,
        beside=beside,
    )
    article_id = article.pk if article else claim.article_id if claim else None
    standing = standing_of(viewer, page.thread, article_id)
    if may_comment(viewer):
        kept = keeping_draft(viewer, {"article": article, "claim": claim})
        place = WritingPlace.under(subject, beside, sort)
        writing = composer(place, notes=standing.notes, person=viewer, keeping=kept)
    back = beside_url(claim) if claim and beside else ""
    return Discussion(
        thread=replace(page, locked_reason=standing.closed),
        composer=writing,
        gate_url="" if writing else gate_url(subject, back, sort),
        announced=standing.announced if not writing else (),
        restrictions_url=_restrictions_url(article, claim) if may_moderate(viewer) else "",
    )


def _restrictions_url(article: Article | None, claim: Claim | None) -> str:
    if claim is not None:
        return reverse("claim_rules", args=[claim.article.slug, claim.number])
    assert article is not None
    return reverse("article_rules", args=[article.slug])


def _place(beside: str, page_url: str) -> dict[str, str]:
    """What the list says when it is asked for alone: beside a text, or on a page of its own."""
    return {"naast": "1"} if beside else {"los": "1"} if page_url else {}


def gate_url(subject: Subject, back: str = "", sort: Sort = OLDEST) -> str:
    """The log-in page, which comes back to the form, in the order of `sort`, or to `back`."""
    back = back or f"{sort.address(subject.url)}#reageren"
    return f"{reverse('account_login')}?{urlencode({'next': back})}"


def _waiting(rows: Iterable[dict[str, str]]) -> list[Waiting]:
    now = timezone.now()
    return [
        Waiting(
            reverse("comment", args=[row["id"]]),
            short_moment(datetime.fromisoformat(row["at"]), now),
        )
        for row in rows
    ]


def comment_counts_for_articles(ids: Iterable[int]) -> dict[int, int]:
    """Article id → how many comments everyone can open under it. One query; absent is none."""
    return dict(Thread.objects.filter(article__in=ids).values_list("article_id", "comment_count"))


def claim_comment_counts_for_articles(ids: Iterable[int]) -> dict[int, int]:
    """Article id → how many comments stand in the threads of its claims. One query; absent is none."""
    return dict(
        Thread.objects.filter(claim__article__in=ids, comment_count__gt=0)
        .values_list("claim__article")
        .annotate(Sum("comment_count"))
    )


def comment_counts_for_claims(ids: Iterable[int]) -> dict[int, int]:
    """Claim id → how many comments everyone can open in its thread. One query; absent is none."""
    return dict(Thread.objects.filter(claim__in=ids).values_list("claim_id", "comment_count"))


def _subject(article: Article | None, claim: Claim | None) -> Subject:
    if article is not None:
        return article_subject(article)
    if claim is not None:
        return claim_subject(claim)
    raise ValueError("a discussion is about an article or about a claim")
