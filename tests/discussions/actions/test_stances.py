"""Taking and taking back a stance: one row per person, a history of steps, no wrong state."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from articles.models import ArticleVersion, Claim, Wording
from discussions.actions.stances import take_stance, withdraw_stance
from discussions.models import Leaning, Stance, StanceChange, StanceValue
from tests.discussions.texts import make_claim, make_text
from tests.factories import make_person

AGREE, DEPENDS, DISAGREE = StanceValue.AGREE, StanceValue.DEPENDS, StanceValue.DISAGREE


@pytest.fixture
def claim(db: None) -> Claim:
    """A claim on which Bas already has a stance, as noise."""
    article = make_text("een-artikel")
    noise = make_claim(article)
    claim = make_claim(article)
    bas = make_person("Bas")
    take_stance(person=bas, claim=claim, value=DISAGREE)
    take_stance(person=bas, claim=noise, value=AGREE)
    return claim


@pytest.fixture
def an(db: None) -> User:
    return make_person("An")


def steps(person: User, claim: Claim) -> list[str]:
    changes = StanceChange.objects.filter(person=person, claim=claim).order_by("id")
    return list(changes.values_list("value", flat=True))


def test_take_keeps_row_and_step(claim: Claim, an: User) -> None:
    stance = take_stance(person=an, claim=claim, value=AGREE)
    assert (stance.value, stance.leaning, stance.condition) == (AGREE, "", "")
    assert stance.wording == claim.current_wording
    assert stance.article_version == claim.article.current_version
    step = StanceChange.objects.get(person=an)
    assert (step.claim, step.value, step.wording) == (claim, AGREE, claim.current_wording)
    assert step.article_version == claim.article.current_version


def test_take_another_replaces_row_and_adds_step(claim: Claim, an: User) -> None:
    take_stance(person=an, claim=claim, value=AGREE)
    take_stance(person=an, claim=claim, value=DISAGREE)
    assert Stance.objects.get(person=an, claim=claim).value == DISAGREE
    assert steps(an, claim) == [AGREE, DISAGREE]
    assert Stance.objects.count() == 3


def test_take_same_again_adds_no_step(claim: Claim, an: User) -> None:
    first = take_stance(person=an, claim=claim, value=AGREE)
    second = take_stance(person=an, claim=claim, value=AGREE)
    assert second == first
    assert second.updated_at == first.updated_at
    assert steps(an, claim) == [AGREE]


def test_take_same_after_rewording_confirms_it(claim: Claim, an: User) -> None:
    take_stance(person=an, claim=claim, value=AGREE)
    claim.current_wording = Wording.objects.create(claim=claim, number=2, statement="Anders.")
    claim.save()
    assert take_stance(person=an, claim=claim, value=AGREE).wording == claim.current_wording
    assert steps(an, claim) == [AGREE, AGREE]


def test_take_records_what_stands_there_now_not_what_was_fetched(claim: Claim, an: User) -> None:
    stale = Claim.objects.select_related("article").get(pk=claim.pk)
    old = claim.article.current_version
    claim.article.current_version = ArticleVersion.objects.create(
        article=claim.article,
        number=2,
        raw=b"x",
        raw_sha256="0" * 64,
        title=old.title,
        canonical_text=old.canonical_text,
        blocks=old.blocks,
        blocks_format=1,
        lines=[],
        metadata={},
        word_count=1,
    )
    claim.article.save()
    stance = take_stance(person=an, claim=stale, value=AGREE)
    assert stance.article_version == claim.article.current_version


def test_take_depends_with_sentence_keeps_it(claim: Claim, an: User) -> None:
    stance = take_stance(
        person=an, claim=claim, value=DEPENDS, leaning=Leaning.PROVIDED, condition="er tijd is"
    )
    assert (stance.leaning, stance.condition) == (Leaning.PROVIDED, "er tijd is")
    take_stance(person=an, claim=claim, value=DEPENDS)
    stance.refresh_from_db()
    assert stance.condition == "er tijd is"
    assert steps(an, claim) == [DEPENDS]


def test_take_depends_with_empty_sentence_takes_it_back(claim: Claim, an: User) -> None:
    take_stance(
        person=an, claim=claim, value=DEPENDS, leaning=Leaning.UNLESS, condition="het regent"
    )
    stance = take_stance(person=an, claim=claim, value=DEPENDS, leaning="", condition="")
    assert (stance.leaning, stance.condition) == ("", "")
    assert steps(an, claim) == [DEPENDS, DEPENDS]


def test_take_other_answer_drops_the_sentence(claim: Claim, an: User) -> None:
    take_stance(
        person=an, claim=claim, value=DEPENDS, leaning=Leaning.UNLESS, condition="het regent"
    )
    stance = take_stance(person=an, claim=claim, value=AGREE)
    assert (stance.leaning, stance.condition) == ("", "")
    assert take_stance(person=an, claim=claim, value=DEPENDS).condition == ""


def test_withdraw_removes_row_and_adds_step(claim: Claim, an: User) -> None:
    take_stance(person=an, claim=claim, value=AGREE)
    withdraw_stance(person=an, claim=claim)
    assert not Stance.objects.filter(person=an).exists()
    assert steps(an, claim) == [AGREE, ""]
    assert Stance.objects.filter(claim=claim).count() == 1


def test_withdraw_nothing_adds_no_step(claim: Claim, an: User) -> None:
    withdraw_stance(person=an, claim=claim)
    assert steps(an, claim) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": AGREE, "leaning": Leaning.PROVIDED},
        {"value": DISAGREE, "condition": "het regent"},
    ],
)
def test_database_refuses_a_condition_on_a_side(
    claim: Claim, an: User, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match="stance_leans_only_if_it_depends"):
        take_stance(person=an, claim=claim, **wrong)
    seen = {"wording": claim.current_wording, "article_version": claim.article.current_version}
    with pytest.raises(IntegrityError), transaction.atomic():
        StanceChange.objects.create(person=an, claim=claim, **seen, **wrong)


def test_database_refuses_a_second_row(claim: Claim, an: User) -> None:
    take_stance(person=an, claim=claim, value=AGREE)
    with pytest.raises(IntegrityError, match="stance_once_per_person"):
        Stance.objects.create(
            person=an,
            claim=claim,
            value=DISAGREE,
            wording=claim.current_wording,
            article_version=claim.article.current_version,
        )


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_leave_one_row_and_a_coherent_history() -> None:
    claim = make_claim(make_text("een-artikel"))
    an = make_person("An")
    values = [AGREE, DISAGREE, DEPENDS, None] * 5

    def press(value: str | None) -> None:
        try:
            if value is None:
                withdraw_stance(person=an, claim=claim)
            else:
                take_stance(person=an, claim=claim, value=value)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=20) as pool:
        list(pool.map(press, values))
    history = steps(an, claim)
    assert history, "at least the first press left a step"
    assert history[0] != "", "nothing can be taken back before it was taken"
    assert all(now != then for now, then in itertools.pairwise(history))
    left = list(Stance.objects.filter(person=an).values_list("value", flat=True))
    assert left == ([history[-1]] if history[-1] else [])
