"""Whatever the tree, every comment is met once."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from articles.models import Article
from tests.discussions.reading.growing import everything, grow
from tests.factories import make_article, make_person, say

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


@pytest.fixture
def an() -> User:
    return make_person("An")


@pytest.fixture
def article() -> Article:
    """With a noise discussion beside it, so that a missing filter fails."""
    say(under=say(under=make_article()))
    return make_article()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    choices=st.lists(st.integers(0, 10_000), max_size=90),
    width=st.integers(1, 40),
    ties=st.sampled_from([1, 3, 50]),
)
def test_paging_meets_every_comment_once(
    an: User, choices: list[int], width: int, ties: int
) -> None:
    """Any tree: `width` steers from one flat row of roots to long chains."""
    parents: list[int | None] = [None]
    for number, choice in enumerate(choices, start=1):
        place = choice % (number + width)
        parents.append(place if place < number else None)
    with transaction.atomic():
        article = make_article()
        rows = grow(article, an, parents, ties)
        met = everything(VISITOR, article)
        transaction.set_rollback(True)
    assert len(met) == len(set(met))
    assert set(met) == {str(row.public_id) for row in rows}


@pytest.mark.parametrize(
    "parents",
    [[None] * 65, [None, *[0] * 64], [None, *range(64)], [None, 0, *[1] * 45]],
    ids=["only roots", "all under one", "one chain", "all under an answer"],
)
def test_paging_meets_every_comment_of_extreme_trees(
    an: User, article: Article, parents: list[int | None]
) -> None:
    rows = grow(article, an, parents, ties=7)
    met = everything(VISITOR, article)
    assert len(met) == len(rows)
    assert set(met) == {str(row.public_id) for row in rows}
