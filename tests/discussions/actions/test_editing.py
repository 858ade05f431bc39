"""Changing one's own words: when one may, what is left of it, and two at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from discussions import markup
from discussions.actions.comments import CannotWrite, withdraw_comment
from discussions.actions.editing import CannotEdit, EditConflict, edit_comment
from discussions.models import Comment, CommentEntry, CommentRevision, Thread
from discussions.moderation.deciding import decide
from discussions.moderation.reporting import report_comment
from discussions.reading.editing import load_steps
from tests.factories import hide, make_article, make_person, restrict, say

pytestmark = pytest.mark.django_db
LATER = settings.EDIT_GRACE + timedelta(seconds=1)


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def comment(an: User) -> Comment:
    say(an, under=make_article())
    return say(an, "Wat ik eerst zei")


def age(comment: Comment, by: timedelta) -> None:
    Comment.objects.filter(pk=comment.pk).update(created_at=comment.created_at - by)


def edit(comment: Comment, person: User, body: str = "Wat ik nu zeg", number: int = 1) -> Comment:
    return edit_comment(comment=comment, person=person, body=body, revision_number=number)


def test_edit_comment_replaces_text_search_and_revision(an: User, comment: Comment) -> None:
    age(comment, LATER)
    before = Thread.objects.get(pk=comment.thread_id)
    edit(comment, an, "Nu *schuin* gezegd")
    comment.refresh_from_db()
    assert (comment.body, comment.body_html) == (
        "Nu *schuin* gezegd",
        "<p>Nu <em>schuin</em> gezegd</p>",
    )
    assert comment.edited_at is not None
    assert [(row.number, row.body, row.quiet) for row in comment.revisions.order_by("number")] == [
        (1, "Wat ik eerst zei", False),
        (2, "Nu *schuin* gezegd", False),
    ]
    thread = Thread.objects.get(pk=comment.thread_id)
    assert (thread.revision, thread.comment_count) == (before.revision + 1, before.comment_count)
    entry = str(CommentEntry.objects.get(comment=comment).vector)
    assert "schuin" in entry
    assert "eerst" not in entry


def test_edit_comment_within_the_grace_period_leaves_no_trace(an: User, comment: Comment) -> None:
    edit(comment, an)
    edit(comment, an, "Nog beter", 2)
    comment.refresh_from_db()
    assert (comment.body, comment.edited_at, comment.revision_number) == ("Nog beter", None, 3)
    assert comment.revisions.filter(quiet=True).count() == 2
    age(comment, LATER)
    edit(comment, an, "Later anders", 3)
    later, first = load_steps(comment, an)
    assert first.blocks == ()
    pieces = [(piece.change.value, piece.text) for block in later.blocks for piece in block.pieces]
    assert pieces == [("added", "Later anders"), ("removed", "Nog beter")]


@pytest.mark.parametrize("meanwhile", ["answered", "reported", "judged"])
def test_edit_comment_in_the_grace_period_is_seen_once_others_relied_on_it(
    an: User, comment: Comment, meanwhile: str
) -> None:
    bas = make_person("Bas")
    if meanwhile == "answered":
        say(bas, under=comment)
    else:
        report_comment(comment=comment, reporter=bas, rule_code="HR-1")
    if meanwhile == "judged":
        case = comment.cases.get()
        decide(
            case=case,
            moderator=make_person("Mo", "moderator"),
            outcome="keep",
            seen_version=case.version,
            answer="Dit mag.",
        )
    edit(comment, an)
    comment.refresh_from_db()
    assert comment.edited_at is not None
    assert not comment.revisions.filter(quiet=True).exists()


def refusal(call: Any) -> str:
    with pytest.raises(CannotEdit) as refused:
        call()
    return str(refused.value.reason)


def test_edit_comment_after_the_window(an: User, comment: Comment) -> None:
    age(comment, settings.EDIT_WINDOW)
    assert refusal(lambda: edit(comment, an)) == "too_late"
    comment.refresh_from_db()
    assert comment.body == "Wat ik eerst zei"


@pytest.mark.parametrize("roles", [(), ("moderator",), ("editor",), ("operator",)])
def test_edit_comment_of_someone_else(comment: Comment, roles: tuple[str, ...]) -> None:
    assert refusal(lambda: edit(comment, make_person("Bas", *roles))) == "not_yours"


def test_edit_comment_that_is_gone(an: User, comment: Comment) -> None:
    hide(comment)
    assert refusal(lambda: edit(comment, an)) == "gone"
    other = say(an)
    say(make_person("Bas"), under=other)
    withdraw_comment(comment=other, person=an)
    assert refusal(lambda: edit(other, an)) == "gone"
    assert CommentRevision.objects.filter(comment__in=[comment, other]).count() == 2


def test_edit_comment_of_two_tabs_the_second_conflicts(an: User, comment: Comment) -> None:
    edit(comment, an, "Uit de ene")
    with pytest.raises(EditConflict) as conflict:
        edit(comment, an, "Uit de andere")
    assert conflict.value.comment.body == "Uit de ene"
    comment.refresh_from_db()
    assert (comment.body, comment.revision_number) == ("Uit de ene", 2)


def test_edit_comment_twice_with_the_same_words_is_once(an: User, comment: Comment) -> None:
    edit(comment, an)
    assert edit(comment, an).revision_number == 2
    assert edit(comment, an, number=2).revision_number == 2


def test_edit_comment_passes_every_filter(an: User, comment: Comment) -> None:
    with pytest.raises(markup.NotShowable):
        edit(comment, an, " \n ")
    an.is_active = False
    with pytest.raises(PermissionDenied):
        edit(comment, an)
    an.is_active = True
    edited = edit(comment, an, "On\u202ezichtbaar <b>")
    assert (edited.body, edited.body_html) == ("Onzichtbaar <b>", "<p>Onzichtbaar &lt;b&gt;</p>")


def test_a_revision_cannot_become_quiet_afterwards(comment: Comment) -> None:
    with (
        pytest.raises(IntegrityError, match=r"kept as it was|after_another"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE discussions_commentrevision SET quiet = true WHERE comment_id = %s",
            [comment.pk],
        )


def test_edit_comment_in_a_closed_discussion(an: User, comment: Comment) -> None:
    mo = make_person("Mo", "moderator")
    restrict(moderator=mo, thread=comment.thread, kind="closed", reason="Het liep hoog op.")
    with pytest.raises(CannotWrite):
        edit(comment, an)
