"""Appreciating: once is once, never one's own words, and the counts are what the rows say."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from discussions.actions.appreciations import appreciate, recount_appreciations, take_back
from discussions.actions.claim_imported import claim_imported_comments
from discussions.actions.comments import withdraw_comment
from discussions.models import Appreciation, Comment, Participation, Thread
from tests.factories import came_along, hide, make_article, make_person, say

pytestmark = pytest.mark.django_db


def counts(comment: Comment) -> tuple[int, ...]:
    comment.refresh_from_db()
    return (
        comment.clear_count,
        comment.grounded_count,
        comment.practice_count,
        comment.appreciated_by,
    )


def test_kinds_are_counted_apart_and_people_once() -> None:
    comment, bas, mo = say(), make_person("Bas"), make_person("Mo")
    for person, kind in [(bas, "clear"), (bas, "practice"), (mo, "clear"), (bas, "clear")]:
        appreciate(comment=comment, person=person, kind=kind)
    assert counts(comment) == (2, 0, 1, 2)
    back = take_back(comment=comment, person=bas, kind="clear")
    assert (back.clear_count, back.appreciated_by) == (1, 2)
    take_back(comment=comment, person=bas, kind="practice")
    take_back(comment=comment, person=bas, kind="practice")
    assert counts(comment) == (1, 0, 0, 1)


def test_what_readers_see_changes_so_the_revision_goes_up() -> None:
    comment, bas = say(), make_person("Bas")
    revision = Thread.objects.get(pk=comment.thread_id).revision
    appreciate(comment=comment, person=bas, kind="clear")
    appreciate(comment=comment, person=bas, kind="clear")
    assert Thread.objects.get(pk=comment.thread_id).revision == revision + 1
    take_back(comment=comment, person=bas, kind="clear")
    thread = Thread.objects.get(pk=comment.thread_id)
    assert (thread.revision, thread.comment_count) == (revision + 2, 1)


def test_who_appreciates_gets_a_number_for_when_they_leave() -> None:
    comment, bas = say(), make_person("Bas")
    appreciate(comment=comment, person=bas, kind="clear")
    assert Participation.objects.get(person=bas).pseudonym_number == 2


def test_refused() -> None:
    an, bas = make_person("An"), make_person("Bas")
    own, hidden, withdrawn = (say(an, under=make_article()) for _ in range(3))
    hide(hidden)
    say(under=withdrawn)
    withdraw_comment(comment=withdrawn, person=an)
    stopped = make_person("Kees", is_active=False)
    for comment, person in [(own, an), (hidden, bas), (withdrawn, bas), (own, stopped)]:
        with pytest.raises(PermissionDenied):
            appreciate(comment=comment, person=person, kind="clear")
    gone = say(an, under=own)
    withdraw_comment(comment=gone, person=an)
    with pytest.raises(Comment.DoesNotExist):
        appreciate(comment=gone, person=bas, kind="clear")
    for kind in ("", "bad", "CLEAR"):
        with pytest.raises(ValueError, match="is not a valid"):
            appreciate(comment=own, person=bas, kind=kind)
    assert not Appreciation.objects.exists()


def test_taking_back_works_when_the_words_are_gone() -> None:
    comment, bas = say(), make_person("Bas")
    appreciate(comment=comment, person=bas, kind="clear")
    hide(comment)
    take_back(comment=comment, person=bas, kind="clear")
    assert counts(comment) == (0, 0, 0, 0)


def test_the_database_refuses_ones_own_words_and_words_that_are_gone() -> None:
    an, bas = make_person("An"), make_person("Bas")
    own, hidden = say(an), say(an)
    hide(hidden)
    for comment, person in [(own, an), (hidden, bas)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Appreciation.objects.create(comment=comment, person=person, kind="clear")
    Appreciation.objects.create(comment=own, person=bas, kind="clear")
    for kind in ("clear", "bad"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appreciation.objects.create(comment=own, person=bas, kind=kind)


def test_who_turns_out_to_have_written_it_no_longer_appreciates_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comment, bas, mo = came_along(), make_person("Bas"), make_person("Mo")
    for person in (bas, mo):
        appreciate(comment=comment, person=person, kind="clear")
    name = type(comment.imported_author).objects.filter(pk=comment.imported_author_id)
    monkeypatch.setattr("discussions.actions.claim_imported.names_of", lambda person: name)
    assert claim_imported_comments(person=bas) == 1
    assert counts(comment) == (1, 0, 0, 1)


def test_counting_again_finds_what_is_wrong() -> None:
    right, wrong, bas = say(), say(), make_person("Bas")
    for comment in (right, wrong):
        appreciate(comment=comment, person=bas, kind="grounded")
    Comment.objects.filter(pk=wrong.pk).update(clear_count=7, grounded_count=0, appreciated_by=9)
    assert recount_appreciations(comment_ids=[right.pk, wrong.pk]) == 1
    assert counts(wrong) == counts(right) == (0, 1, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_all_counted() -> None:
    comment = say()
    people = [make_person(f"Lid {number}") for number in range(10)]

    def press(person: User) -> None:
        try:
            for kind in ("clear", "practice"):
                appreciate(comment=comment, person=person, kind=kind)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(press, [*people, *people]))
    assert counts(comment) == (10, 0, 10, 10)
