"""What people found good about a comment: three words with a number, drawn under its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from accounts.models import User
from discussions.models import Appreciation, AppreciationKind, Comment
from discussions.models.comment import CommentQuerySet
from discussions.permissions import Reader, may_appreciate
from discussions.reading.addresses import comment_address
from discussions.standing import reads_only


@dataclass(frozen=True)
class AppreciationCount:
    """One kind. `pressed`: this viewer said so too."""

    kind: str
    label: str
    count: int
    pressed: bool


@dataclass(frozen=True)
class Appreciations:
    """templates/discussions/_appreciations.html draws this.

    `action` takes the press and is empty for who may not; `who_url` is empty until somebody pressed.
    """

    counts: Sequence[AppreciationCount]
    action: str
    who_url: str
    people: int

    @property
    def is_pressed(self) -> bool:
        return any(one.pressed for one in self.counts)


def with_own_appreciations(comments: CommentQuerySet, viewer: Reader | None) -> CommentQuerySet:
    """With what this viewer found good about each, in the same query; a visitor found nothing."""
    if not isinstance(viewer, User):
        return comments
    own = Appreciation.objects.filter(comment=OuterRef("pk"), person=viewer)
    return comments.annotate(own_kinds=ArraySubquery(own.order_by("id").values("kind")))


def appreciations_of(comment: Comment, viewer: Reader) -> Appreciations | None:
    """None where there is nothing to draw: words that are gone, or no number and no button.

    Costs no query when the comment came `with_own_appreciations`, but the one that asks once whether the site is for
    reading only.
    """
    presses = may_appreciate(viewer, comment) and not reads_only(viewer)
    if not comment.is_readable or not (presses or comment.appreciated_by):
        return None
    own = getattr(comment, "own_kinds", ())
    numbers = {
        AppreciationKind.CLEAR: comment.clear_count,
        AppreciationKind.GROUNDED: comment.grounded_count,
        AppreciationKind.PRACTICE: comment.practice_count,
    }
    return Appreciations(
        counts=tuple(
            AppreciationCount(kind.value, str(kind.label), number, kind.value in own)
            for kind, number in numbers.items()
            if presses or number
        ),
        action=comment_address("appreciate", comment) if presses else "",
        who_url=comment_address("appreciated_by", comment) if comment.appreciated_by else "",
        people=comment.appreciated_by,
    )
