"""What the database itself refuses, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Feed,
    Intake,
    OldAddress,
    Passage,
    Picture,
    Relation,
    Withdrawal,
    Wording,
)
from tests.articles.texts import import_text, mark
from tests.factories import make_person, make_source

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
        Article.objects.create(slug="leeg", status="published", opened_at=timezone.now())


def test_part_without_a_series_is_refused(version: ArticleVersion) -> None:
    with refused_by("article_part_of_a_series"):
        Article.objects.update(series_part=3)


def test_public_article_without_its_moment_of_opening_is_refused(version: ArticleVersion) -> None:
    with refused_by("article_opened_when_public"):
        Article.objects.update(status="published", opened_at=None)


def test_withdrawing_twice_at_a_time_and_without_a_reason_is_refused(
    version: ArticleVersion,
) -> None:
    els = make_person("Els", "editor")
    with refused_by("withdrawal_has_a_reason"):
        Withdrawal.objects.create(article=version.article, by=els, reason="")
    Withdrawal.objects.create(article=version.article, by=els, reason="De bron vroeg erom.")
    with refused_by("article_withdrawn_once_at_a_time"):
        Withdrawal.objects.create(article=version.article, by=els, reason="Nog eens.")
    with refused_by("withdrawal_ended_by_someone"):
        Withdrawal.objects.update(ended_at=timezone.now())


def test_failed_intake_and_feed_say_why(version: ArticleVersion) -> None:
    with refused_by("intake_failure_has_a_reason"):
        Intake.objects.create(kind="text", raw=b"x", raw_sha256="0" * 64, status="failed")
    with refused_by("feed_failure_has_a_reason"):
        Feed.objects.create(
            source=make_source(), url="https://wijkblad.example.org/feed", failed_at=timezone.now()
        )
    with refused_by("feed_rests_between"):
        Feed.objects.create(
            source=make_source(), url="https://wijkblad.example.org/feed", every_hours=0
        )


def test_old_address_is_a_path(version: ArticleVersion) -> None:
    with refused_by("old_address_is_a_path"):
        OldAddress.objects.create(article=version.article, path="https://wijkblad.example.org/")


def test_picture_names_its_digest_and_a_type_browsers_show(db: None) -> None:
    right = {"sha256": "0" * 64, "media_type": "image/png", "width": 1, "height": 1, "data": b""}
    for wrong, name in (
        ({"sha256": "x"}, "picture_sha256"),
        ({"media_type": "image/svg+xml"}, "picture_media_type"),
    ):
        with refused_by(name):
            Picture.objects.create(**right | wrong)


def test_replaced_passage_makes_room_for_another(one: Claim, version: ArticleVersion) -> None:
    former = Passage.objects.get(claim=one)
    with refused_by("passage_numbered_once"):
        Passage.objects.create(
            claim=one, version=version, ordinal=former.ordinal, exact="x", state="orphan"
        )
    with refused_by("passage_score_is_a_share"):
        Passage.objects.filter(pk=former.pk).update(score=1.1)
