"""The front page's *divided* is counted by the database: the same as the rule in words."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from articles.models import Claim
from discussions.actions.stances import take_stance
from discussions.agreement import Distribution, Verdict, verdicts
from discussions.reading.divided import divided_claims
from tests.discussions.texts import make_claim, make_text
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def stand(claim: Claim, *, agree: int = 0, depends: int = 0, disagree: int = 0) -> None:
    values = ["agree"] * agree + ["depends"] * depends + ["disagree"] * disagree
    for index, value in enumerate(values):
        take_stance(person=make_person(f"{claim.pk} {index}"), claim=claim, value=value)


def test_counts_as_the_rule_says(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = make_text("een")
    expected = set()
    for agree, disagree, depends in product((0, 4, 7), (3, 4, 6, 9), (0, 3)):
        claim = make_claim(article)
        stand(claim, agree=agree, depends=depends, disagree=disagree)
        if Verdict.DIVIDED in verdicts(Distribution(agree, depends, disagree)):
            expected.add(claim.pk)
    with django_assert_num_queries(1):
        found = divided_claims(AnonymousUser(), 100)
    by_number = {claim.number: claim.pk for claim in article.claims.all()}
    assert {by_number[each.card.number] for each in found} == expected
    assert 0 < len(expected) < 24


def test_most_people_first_and_no_more_than_asked() -> None:
    article = make_text("een")
    for agree, disagree in ((6, 4), (8, 6), (5, 5), (7, 5)):
        stand(make_claim(article), agree=agree, disagree=disagree)
    shown = [(each.agree, each.disagree) for each in divided_claims(AnonymousUser(), 3)]
    assert shown == [(8, 6), (7, 5), (6, 4)]


def test_claims_of_a_draft_are_not_told() -> None:
    stand(make_claim(make_text("concept", published=False)), agree=6, disagree=4)
    assert divided_claims(AnonymousUser(), 3) == []
