"""Putting labels beside comments in tests, and looking whether they are there."""

from django.test import Client

from accounts.models import User
from discussions.models import (
    Case,
    Comment,
    CommentLabel,
    Decision,
)
from discussions.moderation.deciding import decide
from tests.discussions.moderation.conftest import log_in
from tests.pages.forms import page_of

WHY = "Het jaarverslag van de gemeente noemt een ander getal."


def put(comment: Comment, moderator: User, code: str = "LB-1", **words: str) -> Decision:
    return decide(
        moderator=moderator,
        outcome="label",
        about=comment,
        label_code=code,
        **{"public_reason": WHY, **words},  # type: ignore[arg-type]
    )


def label_case(case: Case, moderator: User, code: str = "LB-1", **words: str) -> Decision:
    """Decide as somebody who sees the case as it is now."""
    case.refresh_from_db()
    return decide(
        case=case,
        moderator=moderator,
        outcome="label",
        seen_version=case.version,
        label_code=code,
        **{"public_reason": WHY, "answer": "Dank je.", **words},  # type: ignore[arg-type]
    )


def take_off(
    comment: Comment, moderator: User, code: str = "LB-1", why: str = "Het klopt toch."
) -> Decision:
    return decide(
        moderator=moderator, outcome="unlabel", about=comment, label_code=code, explanation=why
    )


def shown(comment: Comment) -> list[str]:
    return list(CommentLabel.objects.shown().filter(comment=comment).values_list("code", flat=True))


def read(comment: Comment, person: User | None = None) -> str:
    client = log_in(person) if person else Client()
    return " ".join(page_of(client.get(comment.get_absolute_url())).text.split())
