"""Saying how one claim bears on another, and taking that back."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Claim, Relation
from articles.models.relation import RelationType


class RelationExists(Exception):
    """These two are related in this way already; *contradicts* reads in both directions."""


class OwnArticle(Exception):
    """Both claims are of the same article, or the same claim: a relation leads to another text."""


@transaction.atomic
def relate_claims(
    *, from_claim: Claim, to_claim: Claim, type: RelationType, rationale: str, editor: User
) -> Relation:
    """Say that `from_claim` supports, contradicts or nuances `to_claim`, and why in a sentence.

    Raises `OwnArticle`, `RelationExists`, and `ValueError` without a reason.
    """
    if not rationale:
        raise ValueError("a relation says why")
    if from_claim.article_id == to_claim.article_id:
        raise OwnArticle
    try:
        with transaction.atomic():
            return Relation.objects.create(
                from_claim=from_claim,
                to_claim=to_claim,
                type=type,
                rationale=rationale,
                created_by=editor,
            )
    except IntegrityError as error:
        raise RelationExists from error


def withdraw_relation(*, relation: Relation, editor: User) -> None:
    """Take a relation back: readers see it no more, and it stays as history. Twice is once."""
    Relation.objects.standing().filter(pk=relation.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=editor
    )
