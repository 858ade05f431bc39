"""Where a comment went, and where it came from: the trace at both ends of a move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, Claim
from discussions.models import Comment, Move, Thread
from discussions.permissions import Reader
from discussions.reading.comment_nodes import author_name
from discussions.reading.subject import Subject, article_subject, claim_subject

MOST_SHOWN = 20


@dataclass(frozen=True)
class MovedAway:
    """A comment that stood here. `anchor` is the id it had on this page, so that old links end at the trace."""

    author_name: str
    url: str
    anchor: str
    reason: str
    moved_at: datetime


@dataclass(frozen=True)
class MovedHere:
    """Where a comment stood before, and why it does not any more."""

    title: str
    url: str
    by_editors: bool
    reason: str
    moved_at: datetime


@dataclass(frozen=True)
class Target:
    """A discussion a comment may be moved to. `value` names it in a form: "artikel", or a claim's number."""

    value: str
    label: str


def moved_away(viewer: Reader, thread: Thread) -> Sequence[MovedAway]:
    """The last twenty that left this thread and that the viewer may see where they are now. One query, none
    when the thread came with the answer (`has_moves`) and it is no."""
    if not getattr(thread, "has_moves", True):
        return []
    visible = Comment.objects.visible_to(viewer).exclude(thread=thread)
    moves = Move.objects.filter(from_thread=thread, comment__in=visible)
    rows = moves.select_related("comment__author", "comment__imported_author").order_by("-pk")
    return [
        MovedAway(
            author_name=author_name(move.comment) if move.comment.is_readable else "",
            url=move.comment.get_absolute_url(),
            anchor=f"reactie-{move.comment.public_id}",
            reason=move.reason,
            moved_at=move.moved_at,
        )
        for move in rows[:MOST_SHOWN]
    ]


def moved_here(comment: Comment) -> MovedHere | None:
    """The last move of this comment. One query, none for a comment that was never moved."""
    if comment.moved_at is None:
        return None
    rows = Move.objects.select_related(
        "from_thread__article__current_version",
        "from_thread__claim__article",
        "from_thread__claim__current_wording",
    )
    move = rows.filter(comment=comment).order_by("-pk").first()
    if move is None:
        return None
    before = _subject(move.from_thread)
    return MovedHere(before.title, before.url, before.by_editors, move.reason, move.moved_at)


def targets(comment: Comment) -> list[Target]:
    """The other discussions of the same article. Two queries."""
    thread = Thread.objects.select_related("article", "claim__article").get(pk=comment.thread_id)
    article = thread.claim.article if thread.claim else thread.article
    claims = Claim.objects.accepted().filter(article=article).order_by("number")
    found = [
        Target(
            str(claim.number),
            _("Claim %(number)s: %(statement)s")
            % {
                "number": claim.number,
                "statement": claim.current_wording.statement if claim.current_wording else "",
            },
        )
        for claim in claims.select_related("current_wording")
        if claim.pk != thread.claim_id
    ]
    if thread.article_id is None:
        found.insert(0, Target("artikel", _("The article as a whole")))
    return found


def target_named(comment: Comment, value: str) -> tuple[Article | None, Claim | None]:
    """The article or the claim that a target of `targets` stands for. Raises Claim.DoesNotExist for none."""
    article = Article.objects.filter(thread__comments=comment).first()
    if article is None:
        article = Article.objects.get(claims__thread__comments=comment)
    if value == "artikel":
        return article, None
    return None, Claim.objects.accepted().get(article=article, number=value)


def _subject(thread: Thread) -> Subject:
    if thread.article is not None:
        return article_subject(thread.article)
    assert thread.claim is not None  # a thread is about one of the two
    return claim_subject(thread.claim)


def answers_below(comment: Comment) -> int:
    """How many comments would come along. One query for each level below it."""
    below, level = 0, [comment.pk]
    while level:
        level = list(Comment.objects.filter(parent__in=level).values_list("pk", flat=True))
        below += len(level)
    return below
