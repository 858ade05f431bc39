"""Relating claims of different articles."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.actions.relations import (
    OwnArticle,
    RelationExists,
    relate_claims,
    withdraw_relation,
)
from articles.models import Claim, Relation
from articles.models.relation import RelationType
from tests.factories import make_article, make_claim, make_person


def relate(one: Claim, other: Claim, type: RelationType = RelationType.CONTRADICTS) -> Relation:
    return relate_claims(
        from_claim=one,
        to_claim=other,
        type=type,
        rationale="De een wil meer, de ander minder.",
        editor=make_person("Els", "editor"),
    )


def test_a_contradiction_is_entered_once_in_either_direction(db: None) -> None:
    one, other = make_claim(), make_claim()
    relate(one, other)
    for ends in ((one, other), (other, one)):
        with pytest.raises(RelationExists):
            relate(*ends)
    relate(one, other, RelationType.SUPPORTS)
    relate(other, one, RelationType.SUPPORTS)
    assert Relation.objects.count() == 3


def test_claims_of_one_article_are_not_related(db: None) -> None:
    article = make_article()
    one, other = make_claim(article), make_claim(article)
    for ends in ((one, one), (one, other)):
        with pytest.raises(OwnArticle):
            relate(*ends)


def test_what_is_taken_back_is_gone_for_readers_and_may_be_entered_anew(db: None) -> None:
    one, other = make_claim(), make_claim()
    relation = relate(one, other)
    els = make_person("Els", "editor")
    withdraw_relation(relation=relation, editor=els)
    relation.refresh_from_db()
    first_time = relation.withdrawn_at
    withdraw_relation(relation=relation, editor=els)
    relation.refresh_from_db()
    assert relation.withdrawn_at == first_time
    assert not Relation.objects.between_visible(AnonymousUser())
    assert not Relation.objects.between_visible(els)
    assert not Relation.objects.editable_by(els)
    anew = relate(other, one)
    assert list(Relation.objects.between_visible(AnonymousUser())) == [anew]
