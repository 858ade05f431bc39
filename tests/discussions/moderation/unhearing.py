"""Somebody who often reported what was nothing, and whose reports are not handled for a while."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.models import (
    Comment,
    Decision,
    MemberWarning,
)
from discussions.moderation.deciding import decide
from tests.discussions.moderation.conftest import keep_case, reported
from tests.factories import make_article, say, warn

WHY = "Je meldt steeds reacties omdat je het er niet mee eens bent."
TYPED = "Dit is echt niet waar, en dat weten ze best."
PAGE = "/illegaal-melden/"


def report_often(person: User, moderator: User, times: int = 3) -> list[Decision]:
    """So many reports that were nothing, after a warning."""
    if not MemberWarning.objects.filter(person=person).exists():
        warn(moderator=moderator, person=person, explanation="Je meldt steeds wat er mag staan.")
    article = make_article()
    return [keep_case(reported(say(under=article), person), moderator) for _ in range(times)]


def unhear(person: User, moderator: User, **other: Any) -> Decision:
    given: dict[str, Any] = {
        "rule_code": "HR-5",
        "public_reason": WHY,
        "until": timezone.now() + timedelta(days=14),
        "gravity": "De redactie leest daardoor andere meldingen later.",
        "intention": "Je schreef dat je ermee doorgaat.",
    }
    return decide(moderator=moderator, outcome="no_notices", about=person, **{**given, **other})


def notice(comment: Comment, **other: Any) -> dict[str, Any]:
    """What the form about something illegal sends."""
    return {
        "addresses": settings.PUBLIC_URL + reverse("comment", args=[comment.public_id]),
        "law_code": "LAW-4",
        "explanation": TYPED,
        "good_faith": "on",
        "asked": "on",
        "submission": str(uuid.uuid4()),
        **other,
    }
