"""Pages of the overview by key, in every order, whatever is level."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from articles.models import Article
from discussions.models import Thread
from discussions.reading import overview
from tests.discussions.texts import make_text


@pytest.fixture(scope="module")
def many(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Article]]:
    with django_db_blocker.unblock(), transaction.atomic():
        articles = [make_text(f"tekst-{number}") for number in range(9)]
        for article in articles:
            Thread.objects.create(article=article)
        yield articles
        transaction.set_rollback(True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    counts=st.lists(st.integers(0, 2), min_size=9, max_size=9),
    size=st.integers(1, 4),
    order=st.sampled_from(["", "besproken", "verdeeld"]),
)
def test_pages_by_key_miss_none_and_show_none_twice(
    many: list[Article], db: None, counts: list[int], size: int, order: str
) -> None:
    """Also where most articles are level in what they are ordered by."""
    moment = many[0].created_at
    for article, count in zip(many, counts, strict=True):
        Thread.objects.filter(article=article).update(comment_count=count)
        Article.objects.filter(pk=article.pk).update(created_at=moment)
    seen: list[int] = []
    key = ""
    while True:
        rows = list(overview.in_order(Article.objects.all(), order, key)[: size + 1])
        seen += [article.pk for article in rows[:size]]
        if len(rows) <= size:
            break
        key = overview.key_of(rows[size - 1])
    expected = sorted(
        zip(many, counts, strict=True),
        key=lambda pair: (pair[1] if order == "besproken" else 0, pair[0].pk),
        reverse=True,
    )
    assert seen == [article.pk for article, _count in expected]
