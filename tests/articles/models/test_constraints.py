"""What the database itself refuses, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, ArticleVersion, Claim, Passage, Relation, Wording
from tests.articles.texts import import_text, mark

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


@pytest.fixture
def version(db: None) -> ArticleVersion:
    return import_text()


@pytest.fixture
def one(version: ArticleVersion) -> Claim:
    return mark(version, "kost wel elke week")


@pytest.fixture
def other(version: ArticleVersion, one: Claim) -> Claim:
    return mark(version, "Bewoners merken")


@pytest.mark.parametrize("change", [{"start": None}, {"end": None}, {"start": 9, "end": 9}])
@pytest.mark.parametrize("state", ["unchanged", "doubtful"])
def test_half_passage_is_refused(one: Claim, change: dict[str, Any], state: str) -> None:
    with pytest.raises(IntegrityError, match="passage_"), transaction.atomic():
        Passage.objects.filter(claim=one).update(state=state, **change)


@pytest.mark.parametrize("state", ["unchanged", "moved", "changed"])
def test_drawn_passage_without_a_place_is_refused(one: Claim, state: str) -> None:
    with refused_by("passage_drawn_has_a_place"):
        Passage.objects.filter(claim=one).update(state=state, start=None, end=None)


def test_doubtful_passage_needs_no_place(one: Claim) -> None:
    assert Passage.objects.filter(claim=one).update(state="doubtful", start=None, end=None) == 1


def test_same_place_in_the_list_of_a_claim_is_refused(one: Claim, version: ArticleVersion) -> None:
    with refused_by("passage_numbered_once"):
        Passage.objects.create(claim=one, version=version, ordinal=1, start=0, end=3, exact="Sam")


def test_relation_with_itself_is_refused(one: Claim) -> None:
    with refused_by("relation_between_two"):
        Relation.objects.create(from_claim=one, to_claim=one, type="supports", rationale="x")


def test_contradiction_entered_again_in_reverse_is_refused(one: Claim, other: Claim) -> None:
    Relation.objects.create(from_claim=one, to_claim=other, type="contradicts", rationale="x")
    with refused_by("relation_contradicts_once"):
        Relation.objects.create(from_claim=other, to_claim=one, type="contradicts", rationale="y")


def test_support_in_both_directions_is_kept(one: Claim, other: Claim) -> None:
    for from_claim, to_claim in ((one, other), (other, one)):
        Relation.objects.create(
            from_claim=from_claim, to_claim=to_claim, type="supports", rationale="x"
        )
    assert Relation.objects.count() == 2


def test_same_relation_twice_is_refused(one: Claim, other: Claim) -> None:
    Relation.objects.create(from_claim=one, to_claim=other, type="nuances", rationale="x")
    with refused_by("relation_once"):
        Relation.objects.create(from_claim=one, to_claim=other, type="nuances", rationale="y")


def test_relation_without_a_reason_is_refused(one: Claim, other: Claim) -> None:
    with refused_by("relation_has_a_reason"):
        Relation.objects.create(from_claim=one, to_claim=other, type="supports", rationale="")


def test_same_number_twice_in_an_article_is_refused(one: Claim) -> None:
    with refused_by("claim_numbered_once"):
        Claim.objects.create(article=one.article, number=one.number)


def test_empty_statement_is_refused(one: Claim) -> None:
    with refused_by("wording_says_something"):
        Wording.objects.create(claim=one, number=2, statement="")


def test_published_article_without_text_is_refused(version: ArticleVersion) -> None:
    with refused_by("article_published_has_text"):
        Article.objects.create(slug="leeg", status="published")


def test_part_without_a_series_is_refused(version: ArticleVersion) -> None:
    with refused_by("article_part_of_a_series"):
        Article.objects.update(series_part=3)
