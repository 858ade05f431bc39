"""Asking the filters about a text that somebody wants to place: what deserves a second look, what waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models.functions import Coalesce

from accounts.models import User
from discussions.filters import FILTERS, Facts, Match, first_match, links, repeat, speed, wordlist
from discussions.models import (
    Comment,
    CommentStatus,
    FilterEffect,
    FilterSetting,
    HoldReason,
    ListedWord,
)
from discussions.standing import FILTER, Rule

# How far back a text is compared, and what one person may have written within that.
_BACK, _MOST = timedelta(days=30), 50


def effects() -> dict[str, tuple[FilterEffect, int]]:
    """Of each filter what it does now, and its number. One query."""
    now = {each.code: (FilterEffect(_at_first(each.code)), each.limit) for each in FILTERS}
    for setting in FilterSetting.objects.in_force():
        now[setting.code] = (FilterEffect(setting.effect), setting.limit)
    return now


def _at_first(code: str) -> FilterEffect:
    asked = {each.code for each in FILTERS if each.is_asked_anyway}
    return FilterEffect.WARN if code in asked else FilterEffect.OFF


def what_warns(
    *,
    person: User,
    body: str,
    now: datetime,
    changed: Comment | None = None,
    submission_id: UUID | None = None,
) -> Match | None:
    """What a writer should look at once more before this is placed, or None. What the second look asks in any case
    is not asked twice; what this very form placed before is not held against it."""
    limits = {
        code: limit
        for code, limit in _limits(FilterEffect.WARN, changed).items()
        if not any(each.is_asked_anyway for each in FILTERS if each.code == code)
    }
    if submission_id and limits:
        sent = Comment.every.filter(author=person, submission_id=submission_id).first()
        changed = changed or sent
    return _first(person, body, now, limits, changed)


def what_filters(
    *, person: User, body: str, now: datetime, changed: Comment | None = None
) -> Rule | None:
    """For which filter this text waits for the editors, or None. Never those of editors and moderators."""
    match = _first(person, body, now, _limits(FilterEffect.HOLD, changed), changed)
    if match is None:
        return None
    return Rule(
        kind=FILTER, holds_for=HoldReason.FILTER, reason=match.reason, filter_code=match.code
    )


def _limits(effect: FilterEffect, changed: Comment | None) -> dict[str, int]:
    of_words = {each.code for each in FILTERS if each.of_words}
    return {
        code: limit
        for code, (does, limit) in effects().items()
        if does == effect and (changed is None or code in of_words)
    }


def _first(
    person: User, body: str, now: datetime, limits: Mapping[str, int], changed: Comment | None
) -> Match | None:
    if not limits or person.is_moderator or person.is_editor:
        return None
    return first_match(body, facts_of(person, now, limits, changed), limits)


def facts_of(
    person: User, now: datetime, codes: Mapping[str, int], changed: Comment | None = None
) -> Facts:
    """What the filters in `codes` need to know of this writer. At most three queries, and none for what they do not."""
    earlier: Sequence[tuple[str, datetime]] = ()
    if repeat.CODE in codes or speed.CODE in codes:
        written = Comment.every.filter(author=person, created_at__gt=now - _BACK)
        if changed is not None:
            written = written.exclude(pk=changed.pk)
        earlier = list(
            written.annotate(written_at=Coalesce("hold__held_at", "created_at"))
            .order_by("-created_at", "-id")
            .values_list("body", "written_at")[:_MOST]
        )
    stood = links.STOOD_ENOUGH
    if links.CODE in codes:
        let_stand = Comment.every.filter(author=person, status=CommentStatus.PUBLISHED)
        if changed is not None:
            let_stand = let_stand.exclude(pk=changed.pk)
        stood = let_stand[: links.STOOD_ENOUGH].count()
    return Facts(
        earlier=[text for text, _ in earlier],
        ages=[now - at for _, at in earlier],
        stood=stood,
        words=listed_words() if wordlist.CODE in codes else (),
    )


def listed_words() -> list[str]:
    """The word list as it was typed. One query."""
    return list(ListedWord.objects.in_force().values_list("words", flat=True))
