"""What PostgreSQL refuses to keep of a dispute outside the courts, whoever asks."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from accounts.models import User
from discussions.models import Comment, Decision, Dispute
from discussions.moderation.disputes import open_dispute
from tests.discussions.moderation.test_disputes import BODY, today
from tests.factories import hide, make_article, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(comment: Comment, mo: User) -> Decision:
    return hide(comment, mo)


@pytest.fixture
def dispute(hidden: Decision, mo: User) -> Dispute:
    return open_dispute(moderator=mo, decision=hidden, body=BODY, came_in=today())


@pytest.mark.parametrize(
    "broken",
    [
        {"body": ""},
        {"outcome": "person"},
        {"ended": "2026-01-02"},
        {"ended": "2026-01-02", "outcome": "gewonnen"},
        {"ended": "2025-12-31", "outcome": "person"},
        {"implemented": "2026-01-03"},
        {"ended": "2026-01-02", "outcome": "editors", "implemented": "2026-01-03"},
        {"ended": "2026-01-02", "outcome": "person", "implemented": "2026-01-01"},
    ],
)
def test_postgresql_refuses_what_cannot_be(
    hidden: Decision, mo: User, broken: dict[str, str]
) -> None:
    fine: dict[str, Any] = {"body": BODY, "came_in": "2026-01-01"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Dispute.objects.create(decision=hidden, recorded_by=mo, **{**fine, **broken})
    Dispute.objects.create(decision=hidden, recorded_by=mo, **fine)
    with pytest.raises(DatabaseError), transaction.atomic():
        Dispute.objects.create(decision=hidden, recorded_by=mo, **fine)


def test_a_dispute_stays_and_stays_with_its_decision(dispute: Dispute, mo: User) -> None:
    other = hide(say(under=make_article()), mo)
    for change in (
        lambda: dispute.delete(),
        lambda: Dispute.objects.filter(pk=dispute.pk).update(decision=other),
        lambda: Dispute.objects.filter(pk=dispute.pk).update(public_id=uuid.uuid4()),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
