"""Drafts, when two windows save and place at the same moment or in any order."""

import uuid
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from discussions.actions.comments import post_comment
from discussions.actions.drafts import (
    NotKept,
    OlderDraft,
)
from discussions.models import Comment, Draft
from tests.discussions.actions.test_drafts import keep
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_two_windows_at_once_never_both_win(turn: int) -> None:
    an, article = make_person("An"), make_article()

    def window(number: int) -> str:
        try:
            return keep(an, f"Venster {number}", 1, article=article).body
        except OlderDraft:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        won = [body for body in pool.map(window, range(8)) if body]
    assert [Draft.objects.get().body] == won


@pytest.mark.django_db(transaction=True)
def test_a_draft_on_its_way_while_its_text_is_placed() -> None:
    """It waits until the comment is there, and then is none any more."""
    an, article, form = make_person("An"), make_article(), uuid.uuid4()

    def window() -> str:
        try:
            keep(an, "Wat ik zeg", 1, article=article, submission_id=form)
        except NotKept as refusal:
            return refusal.reason
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            post_comment(author=an, body="Wat ik zeg", submission_id=form, article=article)
            keeping = pool.submit(window)
            done, _waiting = wait([keeping], timeout=1)
            assert not done, "it did not wait"
        assert keeping.result(timeout=30) == "placed"
    assert not Draft.objects.exists()


_windows = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["save", "look", "place"])), max_size=12
)


@given(_windows)
def test_no_text_is_overwritten_by_a_window_that_did_not_see_it(
    steps: list[tuple[int, str]],
) -> None:
    """Three windows save, look again and place in any order: what goes was seen or placed."""
    with transaction.atomic():
        an, article = make_person("An"), make_article()
        known = [0, 0, 0]
        for number, (window, step) in enumerate(steps):
            before = Draft.objects.filter(person=an).first()
            if step == "look":
                known[window] = before.sequence if before else 0
            elif step == "save":
                try:
                    known[window] = keep(
                        an, f"Tekst {number}", known[window] + 1, article=article
                    ).sequence
                    assert before is None or before.sequence < known[window]
                except OlderDraft:
                    assert before is not None
                    assert before.sequence > known[window]
            else:
                say(an, f"Geplaatst {number}", under=article, seen_draft=known[window])
                unseen = before is not None and before.sequence > known[window]
                assert Draft.objects.filter(person=an).exists() == unseen
        assert Comment.objects.filter(author=an).count() == sum(
            step == "place" for _window, step in steps
        )
        transaction.set_rollback(True)
