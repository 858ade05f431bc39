"""Keeping what somebody is still writing, and letting it go."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim
from discussions import markup
from discussions.models import Comment, Draft
from discussions.models.draft import MAX_DRAFT, MOST_DRAFTS, DraftQuerySet
from discussions.models.writing_as import LONGEST, LONGEST_INTEREST
from discussions.second_look import look

# What is typed behind *more*; the rest of it is chosen.
LONGEST_EXTRAS = {"function": LONGEST, "organisation": LONGEST, "interest": LONGEST_INTEREST}


class OlderDraft(Exception):
    """Another window saved since this form looked: `newer` is the draft that stands."""

    def __init__(self, newer: Draft) -> None:
        super().__init__(str(newer.public_id))
        self.newer = newer


class NotKept(Exception):
    """This text is not kept on the server.

    `reason`: "empty", "too_long", "too_many" (drafts of one person), "second_look" (it holds what deserves
    one, and may only wait in the browser) or "placed" (this very form placed a comment).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def save_draft(
    *,
    person: User,
    body: str,
    sequence: int,
    submission_id: uuid.UUID,
    article: Article | None = None,
    claim: Claim | None = None,
    parent: Comment | None = None,
    changed: Comment | None = None,
    revision_number: int | None = None,
    extras: Mapping[str, str] = {},
    replaces: bool = False,
) -> Draft:
    """Keep `body` as the draft of this person for this place: an article, a claim, a comment to answer or one
    of their own to change, of which they saw the text numbered `revision_number` (the one there is).

    `sequence` is one more than that of the draft the form knows, 1 where it knows none. A form that knows
    an older one raises `OlderDraft` and changes nothing; the same text again is no change. `extras`: what was
    chosen behind *more*, by the names of its fields. `replaces`: the writer saw the other text and chose this
    one; the other is kept as `former_body`. Raises `NotKept`.
    """
    if not person.is_active:
        raise PermissionDenied
    body = as_typed(body)
    extras = {name: as_typed(value) for name, value in extras.items()}
    # As placing does: a text that is being placed at this moment must not stay behind as a draft.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    _refuse(person, body, extras, submission_id)
    place = _place(article, claim, parent, changed)
    if changed is not None and changed.author_id != person.pk:
        raise PermissionDenied
    mine: DraftQuerySet = Draft.objects.filter(person=person, **place)
    fields: dict[str, Any] = {
        "body": body,
        "extras": extras,
        "revision_number": (revision_number or changed.revision_number) if changed else None,
        "sequence": sequence,
        "submission_id": submission_id,
        "saved_at": timezone.now(),
    }
    former = {"former_body": F("body"), "former_extras": F("extras")} if replaces else {}
    if mine.filter(sequence__lt=sequence).update(**fields, **former):
        return mine.get()
    return _begin(mine, person, fields, place)


@transaction.atomic
def throw_away_draft(*, draft: Draft, person: User) -> None:
    """Let a draft of one's own go. Twice is once."""
    if draft.person_id != person.pk:
        raise PermissionDenied
    Draft.objects.filter(pk=draft.pk).delete()


def drop_placed_draft(
    *,
    author: User,
    body: str,
    submission_id: uuid.UUID,
    seen: int,
    article: Article | None,
    claim: Claim | None,
    parent: Comment | None,
) -> None:
    """The text was placed: its draft goes, in the caller's transaction.

    A draft that another window saved since (after `seen`), with another text, stays.
    """
    place = {"parent": parent} if parent else {"article": article, "claim": claim}
    Draft.objects.filter(
        Q(submission_id=submission_id) | Q(sequence__lte=seen) | Q(body=body),
        person=author,
        **place,
    ).delete()


def drop_draft_of_change(*, comment: Comment, body: str, seen: int) -> None:
    """The same, when the change is placed."""
    drafts = Draft.objects.filter(changed=comment, person=comment.author_id)
    drafts.filter(Q(sequence__lte=seen) | Q(body=body)).delete()


@transaction.atomic
def forget_drafts_of(*, person: User) -> int:
    """Everything this person had not placed yet goes, as when they leave. How many that were."""
    return int(Draft.objects.filter(person=person).delete()[0])


@transaction.atomic
def forget_old_drafts() -> int:
    """Wipe what nobody changed during the term, what was placed meanwhile, and what belongs to people
    who left. How many that were."""
    kept = Draft.objects.waiting().filter(person__anonymised_at__isnull=True)
    return int(Draft.objects.exclude(pk__in=kept.values("pk")).delete()[0])


def as_typed(body: str) -> str:
    """The text with one kind of line end, and without the sign that PostgreSQL cannot store."""
    return body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def may_be_kept(body: str) -> bool:
    """Whether nothing in it deserves a second look, also without the signs that nobody sees."""
    return not look(body) and not look(markup.normalise(body))


def with_extras(body: str, extras: Mapping[str, str]) -> str:
    """Everything that was typed, as one text to look at."""
    return "\n".join([body, *(extras.get(name, "") for name in LONGEST_EXTRAS)])


def _refuse(person: User, body: str, extras: Mapping[str, str], submission_id: uuid.UUID) -> None:
    if not body.strip():
        raise NotKept("empty")
    too_long = any(len(extras.get(name, "")) > most for name, most in LONGEST_EXTRAS.items())
    if len(body) > MAX_DRAFT or too_long:
        raise NotKept("too_long")
    if not may_be_kept(with_extras(body, extras)):
        raise NotKept("second_look")
    if Comment.every.filter(author=person, submission_id=submission_id).exists():
        raise NotKept("placed")


def _place(
    article: Article | None,
    claim: Claim | None,
    parent: Comment | None,
    changed: Comment | None,
) -> dict[str, Article | Claim | Comment]:
    named = {"article": article, "claim": claim, "parent": parent, "changed": changed}
    place = {name: about for name, about in named.items() if about is not None}
    if len(place) != 1:
        raise ValueError(
            "a draft is for one place: an article, a claim, a comment above it or one to change"
        )
    return place


def _begin(
    mine: DraftQuerySet, person: User, fields: dict[str, Any], place: Mapping[str, object]
) -> Draft:
    """The first draft for this place; else the one that is newer than the form knew."""
    try:
        with transaction.atomic():
            if (newer := mine.first()) is None:
                if Draft.objects.filter(person=person).count() >= MOST_DRAFTS:
                    raise NotKept("too_many")
                draft: Draft = Draft.objects.create(person=person, **fields, **place)
                return draft
    except IntegrityError:  # another window began at this very moment
        newer = mine.get()
    if (newer.body, newer.extras) != (fields["body"], fields["extras"]):
        raise OlderDraft(newer)
    return newer
