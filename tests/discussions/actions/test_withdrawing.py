"""Taking one's own words back."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from discussions.actions.comments import withdraw_comment
from discussions.models import Case, Comment, Thread
from tests.factories import hide, make_article, make_person, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def comment(an: User) -> Comment:
    """An's, with an answer by Bas and a comment beside it."""
    comment = say(an, "Mijn geheim", under=make_article())
    say(make_person("Bas"), under=comment)
    say(an, "Blijft staan", under=comment.thread.article)
    return comment


def texts(comment: Comment) -> list[str]:
    return list(comment.revisions.values_list("body", flat=True))


def test_withdraw_comment_takes_the_words_and_leaves_the_place(an: User, comment: Comment) -> None:
    withdrawn = withdraw_comment(comment=comment, person=an)
    assert withdrawn.withdrawn_at is not None
    comment.refresh_from_db()
    assert (comment.body, comment.body_html, texts(comment)) == ("", "", [""])
    assert (comment.status, comment.reply_count) == ("published", 1)
    assert comment.replies.get().body != ""
    assert Comment.objects.get(body="Blijft staan").revisions.get().body == "Blijft staan"


def test_withdraw_comment_counts(an: User, comment: Comment) -> None:
    before = Thread.objects.get(pk=comment.thread_id)
    withdraw_comment(comment=comment, person=an)
    thread = Thread.objects.get(pk=comment.thread_id)
    assert (before.comment_count, thread.comment_count) == (3, 2)
    assert thread.revision == before.revision + 1


def test_withdraw_comment_twice_is_once(an: User, comment: Comment) -> None:
    first = withdraw_comment(comment=comment, person=an)
    again = withdraw_comment(comment=comment, person=an)
    assert again.withdrawn_at == first.withdrawn_at
    assert Thread.objects.get(pk=comment.thread_id).comment_count == 2


@pytest.mark.parametrize("roles", [(), ("moderator",), ("editor",), ("operator",)])
def test_withdraw_comment_of_someone_else(comment: Comment, roles: tuple[str, ...]) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_comment(comment=comment, person=make_person("Bas", *roles))
    comment.refresh_from_db()
    assert comment.body == "Mijn geheim"


def test_withdraw_comment_keeps_reported_words_for_the_moderators(
    an: User, comment: Comment
) -> None:
    Case.objects.create(comment=comment)
    withdraw_comment(comment=comment, person=an)
    comment.refresh_from_db()
    assert (comment.body, comment.body_html) == ("", "")
    assert texts(comment) == ["Mijn geheim"]


def test_withdraw_comment_keeps_judged_words_for_an_appeal(an: User, comment: Comment) -> None:
    hide(comment)
    withdraw_comment(comment=comment, person=an)
    comment.refresh_from_db()
    assert (comment.body, texts(comment)) == ("", ["Mijn geheim"])
    assert comment.status == "hidden"
    # It was not readable any more, so it counts once, not twice.
    assert Thread.objects.get(pk=comment.thread_id).comment_count == 2
