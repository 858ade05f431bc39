"""One comment on a page of its own: what it answers, itself, and what it was answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from discussions.models import Comment
from discussions.permissions import Reader
from discussions.reading.branches import load_ancestors, load_branches, load_one, load_siblings
from discussions.reading.comment_nodes import CommentNode, comment_node, in_reply_to
from discussions.reading.moments import usually_looked_at
from discussions.reading.moves import MovedHere, moved_here
from discussions.reading.news import current_since
from discussions.reading.sorts import NEWEST, OLDEST, Sort
from discussions.reading.subject import Subject, subject_of_thread
from discussions.reading.writing import WritingPlace
from discussions.tree import (
    ANSWERS_PER_PAGE,
    DEEPEST_LEVEL,
    ROOTS_PER_PAGE,
    assemble,
    next_level,
)

NEAREST_ANCESTORS = 8
# Of each answer here; with them one page stays under eighty comments.
ANSWERS_BELOW_ANSWERS = 2
# Around the comment itself, so that it is read in its surroundings.
SIBLINGS_BEFORE = 2
SIBLINGS_AFTER = 3


@dataclass(frozen=True)
class AnswersPage:
    """Some direct answers to one comment. `next_url` is empty on the last page."""

    nodes: Sequence[CommentNode]
    next_url: str


@dataclass(frozen=True)
class Answered:
    """A comment that was just answered, and how many answers it has now."""

    uuid: UUID
    count: int


@dataclass(frozen=True)
class CommentPage:
    """templates/discussions/comment.html draws this.

    `ancestors` starts with the root; `skipped` comments between it and the others are left out.
    `node` holds the comment with this page of its answers; `first_url` leads to the first page.
    `moved`: where it stood before, if anywhere.
    `before` and `after` are the nearest under the same parent, or in the same thread; `around_url`
    leads to all of those. A later page of answers is without them.
    """

    subject: Subject
    ancestors: Sequence[CommentNode]
    skipped: int
    node: CommentNode
    first_url: str
    moved: MovedHere | None = None
    before: Sequence[CommentNode] = ()
    after: Sequence[CommentNode] = ()
    around_url: str = ""


def load_comment_page(
    comment: Comment, viewer: Reader, after: str = "", sort: Sort = OLDEST
) -> CommentPage:
    """The page of a comment that the viewer may see; its way back to the discussion keeps the order of
    `sort`. At most twelve queries, and for a member two more,
    whatever the size.

    A tombstone has its page too: its place and its answers stay.
    """
    since = current_since(viewer, comment.thread_id)
    # One more than is drawn: the first after the gap says what it answers, too.
    above = load_ancestors(comment, NEAREST_ANCESTORS + 1, viewer)
    drawn = [*above[:1], *above[1:][-NEAREST_ANCESTORS:]]
    known: dict[int | None, Comment] = {each.pk: each for each in above}
    ancestors = [
        _answering(comment_node(branch, viewer, since, sort.name), known.get(branch.item.parent_id))
        for branch in assemble(drawn, [])
    ]
    answers = load_answers(
        comment,
        viewer,
        after=after,
        level=0,
        below=ANSWERS_BELOW_ANSWERS,
        since=since,
        sort=sort,
    )
    branch = load_one(comment.pk, 0, viewer)
    node = comment_node(replace(branch, unseen=0), viewer, since, sort.name)
    node = _answering(node, known.get(comment.parent_id))
    subject = subject_of_thread(comment.thread_id)
    siblings: tuple[list[Comment], list[Comment]] = ([], [])
    if not after:
        siblings = load_siblings(comment, SIBLINGS_BEFORE, SIBLINGS_AFTER, viewer)
    before, behind = (
        [comment_node(each, viewer, since, sort.name) for each in assemble(near, [])]
        for near in siblings
    )
    above_it = known.get(comment.parent_id)
    return CommentPage(
        subject=replace(subject, url=sort.address(subject.url)),
        before=before,
        after=behind,
        around_url=(
            sort.address(above_it.get_absolute_url())
            if above_it
            else f"{sort.address(subject.url)}#discussie"
        )
        if before or behind
        else "",
        ancestors=[_without_more(ancestor) for ancestor in ancestors],
        skipped=comment.depth - len(ancestors),
        node=replace(
            node,
            children=tuple(answers.nodes),
            more_url=answers.next_url,
            more_kind="replies",
            hidden_replies=0 if after else max(0, comment.reply_count - len(answers.nodes)),
            takes_focus=not after,
            is_here=not after,
        ),
        first_url=sort.address(comment.get_absolute_url()) if after else "",
        moved=moved_here(comment),
    )


def load_answers(
    comment: Comment,
    viewer: Reader,
    *,
    after: str,
    level: int,
    below: int = 0,
    since: datetime | None = None,
    sort: Sort = OLDEST,
) -> AnswersPage:
    """The next twenty direct answers to a comment that is drawn at `level`, oldest first.

    Addresses keep the order that `sort` is.

    Each comes with its first `below` answers. One query, and as in `load_branches` one more for
    those and one for a usable `after`. At the deepest level, where they are drawn flat, one more
    for what they answer.
    """
    page = load_branches(
        Comment.every.filter(parent=comment).drawn_for(viewer),
        after=after,
        size=ANSWERS_PER_PAGE,
        level=next_level(level),
        answers=below,
        viewer=viewer,
    )
    nodes = [comment_node(branch, viewer, since, sort.name) for branch in page.branches]
    if level == DEEPEST_LEVEL:
        above = load_one(comment.pk, level).item
        nodes = [_answering(node, above) for node in nodes]
    return AnswersPage(
        nodes=nodes,
        next_url=sort.address(
            reverse("comment_answers", args=[comment.public_id]),
            niveau=str(level),
            na=page.next_key,
        )
        if page.next_key
        else "",
    )


def placed_node(comment: Comment, viewer: Reader, place: WritingPlace) -> CommentNode:
    """A comment that was placed just now, as it joins the page its author is reading."""
    node = comment_node(load_one(comment.pk, place.level, viewer), viewer)
    above = place.parent
    if above is None or not place.is_flat:
        return replace(node, arrived=True)
    return replace(_answering(node, above), arrived=True)


def edited_node(comment: Comment, viewer: Reader, level: int) -> CommentNode:
    """A comment whose text was changed just now, as it stands at `level` of the page, without its
    answers: they are there already."""
    branch = load_one(comment.pk, level)
    node = replace(comment_node(replace(branch, unseen=0), viewer), arrived=True)
    if comment.parent_id and level in (0, DEEPEST_LEVEL):
        return _answering(node, load_one(comment.parent_id, level).item)
    return node


def answered_by(placed: Comment) -> Answered | None:
    """What a new comment answers, with the number that stands beside it now; None for a root, and for what waits
    for the editors: that is not counted. One query."""
    if placed.parent_id is None or not placed.is_counted:
        return None
    above = Comment.every.values_list("public_id", "reply_count").get(pk=placed.parent_id)
    return Answered(*above)


def lone_node(comment: Comment, viewer: Reader) -> CommentNode:
    """A comment without anything below it."""
    branch = load_one(comment.pk, 0, viewer)
    return comment_node(replace(branch, unseen=0), viewer)


def quoted_node(comment: Comment, viewer: Reader) -> CommentNode:
    """A comment above the form that answers it: to be read, not to be pressed."""
    node = lone_node(comment, viewer)
    return replace(node, reply_url="", quote_url="", appreciations=None)


def address_of_placed(comment: Comment, subject: Subject, sort: Sort = OLDEST) -> str:
    """Where its author finds a new comment: under the text if it is on that page in the order of `sort`, else its
    own page. What waits for the editors stands on a page of its own, which begins with it."""
    roots = Comment.objects.in_thread(comment.thread_id).roots()
    is_there = (
        comment.parent_id is None
        and comment.is_counted
        and (sort == NEWEST or roots[: ROOTS_PER_PAGE + 1].count() <= ROOTS_PER_PAGE)
    )
    page = subject.url if is_there else comment.get_absolute_url()
    return f"{sort.address(page)}#{comment_anchor(comment)}"


def told_of_placed(comment: Comment) -> str:
    """What its author hears when it has just been placed, or waits."""
    if comment.is_waiting:
        waits = usually_looked_at(comment.created_at, timezone.now())
        said = (_("Your comment waits for the editors."), comment.hold.detail, waits)
        return " ".join(part for part in said if part)
    if comment.parent_id:
        return _("Your answer has been placed.")
    return _("Your comment has been placed.")


def comment_anchor(comment: Comment) -> str:
    """The id of the comment's element on every page that shows it."""
    return f"reactie-{comment.public_id}"


def _answering(node: CommentNode, above: Comment | None) -> CommentNode:
    return replace(node, in_reply_to=in_reply_to(above)) if above else node


def _without_more(node: CommentNode) -> CommentNode:
    return replace(node, children=(), more_url="", hidden_replies=0)
