"""Who may enter the moderators' room."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from discussions.models import Comment
from discussions.moderation.deciding import decide
from discussions.moderation.taking import open_case
from tests.discussions.moderation.conftest import WHY, log_in
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def desk_addresses(comment: Comment, moderator: User) -> list[str]:
    case = open_case(comment=comment, moderator=moderator)
    decision = decide(
        case=case,
        moderator=moderator,
        outcome="hide",
        seen_version=case.version,
        rule_code="HR-1",
        explanation=WHY,
    )
    return [
        reverse("moderation_queue"),
        reverse("moderation_log"),
        case.get_absolute_url(),
        reverse("moderation_take", args=[case.public_id]),
        reverse("moderation_open", args=[comment.public_id]),
        reverse("moderation_undo", args=[decision.pk]),
        reverse("moderation_take_back", args=[decision.pk]),
        reverse("moderation_dispute_new", args=[decision.pk]),
    ]


def test_every_moderation_view_wears_the_guard() -> None:
    names = [name for name in get_resolver().reverse_dict if str(name).startswith("moderation_")]
    assert len(names) == 14
    for name in names:
        example = reverse(name, args=example_arguments(str(name)))
        assert getattr(get_resolver().resolve(example).func, "moderators_only", False), name


def example_arguments(name: str) -> list[object]:
    if name.removeprefix("moderation_") in ("queue", "log", "figures", "disputes"):
        return []
    of_a_line = ("undo", "take_back", "dispute_new")
    return [1] if name.removeprefix("moderation_") in of_a_line else [uuid.uuid4()]


def test_desk_is_closed_to_visitors_and_not_there_for_members(
    comment: Comment, bas: User, mo: User
) -> None:
    editor = make_person("Els", "editor")
    for address in desk_addresses(comment, mo):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith(reverse("account_login"))
            for person in (bas, editor):
                assert getattr(log_in(person), method)(address).status_code == 404, address
