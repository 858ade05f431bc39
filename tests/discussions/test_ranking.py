"""The bound of Wilson: known values, and what must hold whatever the numbers."""

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from discussions.models import Comment
from discussions.ranking import wilson_lower_bound
from tests.factories import say


@pytest.mark.parametrize(
    ("successes", "trials", "bound"),
    # Computed by hand from the article's formula, z = 1.96.
    [(0, 0, 0.0), (0, 9, 0.0), (1, 1, 0.2065), (5, 5, 0.5655), (1, 10, 0.0179), (80, 100, 0.7112)],
)
def test_wilson_lower_bound(successes: int, trials: int, bound: float) -> None:
    assert wilson_lower_bound(successes, trials) == pytest.approx(bound, abs=0.0001)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_success_is_never_worse_and_more_failure_never_better(good: int, bad: int) -> None:
    bound = wilson_lower_bound(good, good + bad)
    assert 0 <= bound < 1
    assert bound <= good / (good + bad or 1)
    assert wilson_lower_bound(good + 1, good + 1 + bad) > bound
    assert wilson_lower_bound(good, good + bad + 1) <= bound


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("people", "answers"), [(0, 0), (0, 5), (1, 0), (3, 0), (3, 1), (20, 10), (5000, 90_000)]
)
def test_postgresql_computes_the_same(people: int, answers: int) -> None:
    comment = say()
    Comment.objects.filter(pk=comment.pk).update(
        appreciated_by=F("appreciated_by") + people, reply_count=answers
    )
    comment.refresh_from_db()
    assert comment.best == pytest.approx(wilson_lower_bound(people, people + answers), abs=1e-12)
