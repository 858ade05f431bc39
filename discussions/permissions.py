"""Who may do what in a discussion. One condition per line, so that the policy can be read.

Whether someone may *see* the article behind it is settled before: by `visible_to(user)`.
"""

from typing import TypeGuard

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from discussions.models import Comment, Outcome

Reader = User | AnonymousUser


def may_comment(user: Reader) -> TypeGuard[User]:
    if not user.is_authenticated:
        return False
    return user.is_active


def may_answer_comment(user: Reader, comment: Comment) -> bool:
    if not may_comment(user):
        return False
    return comment.is_readable


def may_appreciate(user: Reader, comment: Comment) -> TypeGuard[User]:
    """Somebody else's words, as long as they can be read."""
    if not may_comment(user):
        return False
    if is_author(user, comment):
        return False
    return comment.is_readable


def may_withdraw_comment(user: Reader, comment: Comment) -> bool:
    if comment.withdrawn_at is not None:
        return False
    return is_author(user, comment)


def may_edit_comment(user: Reader, comment: Comment) -> bool:
    """Own words that everyone can read or that wait for the editors, within the window; for moderators it
    is as long."""
    if not may_comment(user):
        return False
    if not is_author(user, comment):
        return False
    if not (comment.is_readable or comment.is_waiting):
        return False
    if was_let_through(comment):
        return False
    return comment.created_at > timezone.now() - settings.EDIT_WINDOW


def was_let_through(comment: Comment) -> bool:
    """Whether it was held, and the editors let this very text through. A query unless its decision came along."""
    return comment.decision is not None and comment.decision.outcome == Outcome.RELEASE


def may_read_revisions(user: Reader, comment: Comment) -> bool:
    """Everyone, as long as the comment can be read; then who may read the hidden text, and moderators of what it is
    about."""
    if comment.is_readable:
        return True
    if may_moderate(user) and is_in_scope(comment):
        return True
    if comment.withdrawn_at is not None:
        return False
    return may_read_hidden_text(user, comment)


def may_read_hidden_text(user: Reader, comment: Comment) -> bool:
    """Own words stay readable for who wrote them, also those that were not let through. Moderators read them in
    the case."""
    return is_author(user, comment)


def is_author(user: Reader, comment: Comment) -> bool:
    if not user.is_authenticated:
        return False
    return user.pk == comment.author_id


def may_moderate(user: Reader) -> bool:
    """See cases, reports and the log."""
    if not isinstance(user, User):
        return False
    if not user.is_active:
        return False
    return user.is_moderator


def may_decide_about(user: Reader, comment: Comment) -> bool:
    """A moderator decides about everybody's words but their own."""
    if not may_moderate(user):
        return False
    return not is_author(user, comment)


def may_handle(user: Reader, comment: Comment) -> bool:
    """Decide about it from where it stands: for moderators of what it is about."""
    if not may_decide_about(user, comment):
        return False
    return is_in_scope(comment)


def is_in_scope(comment: Comment) -> bool:
    """Whether the moderator for whom it was fetched `with_scope` looks at what it is about. No for any other fetch."""
    return bool(getattr(comment, "in_scope", False))


def may_report(user: Reader, comment: Comment) -> bool:
    """Somebody else's words, as long as they can be read."""
    if not may_comment(user):
        return False
    if is_author(user, comment):
        return False
    return comment.is_readable


def may_take_stance(user: Reader) -> bool:
    """Anyone who may comment: a stance is a word too, and a question needs none."""
    return may_comment(user)
