"""Keeping what somebody typed in a form as their draft, and what the form or the module in the page hears of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.http import JsonResponse

from accounts.models import User
from discussions.actions.drafts import NotKept, OlderDraft, save_draft, with_extras
from discussions.forms.drafts import NEWER, NOT_KEPT
from discussions.models import Draft
from discussions.reading.drafts import (
    Keeping,
    Target,
    beside_newer,
    keeping,
    place_key,
    with_draft,
)


class Typed(Protocol):
    """A form as it came."""

    @property
    def typed(self) -> str: ...
    @property
    def typed_extras(self) -> dict[str, str]: ...
    @property
    def known_revision(self) -> int | None: ...
    @property
    def known_submission_id(self) -> uuid.UUID | None: ...
    def seen_draft(self, place: str) -> int: ...


@dataclass(frozen=True)
class Outcome:
    """`draft` was kept; else `errors` say why not, and `second_look` is the text that deserves one.

    `keeping` is how the form goes on, None where as it was.
    """

    draft: Draft | None = None
    keeping: Keeping | None = None
    errors: Sequence[str] = ()
    second_look: str = ""
    refusal: str = ""

    def as_json(self) -> JsonResponse:
        """For static/js/drafts.js."""
        kept = self.keeping
        if kept is None:
            return JsonResponse({"reason": self.refusal}, status=422)
        if self.draft is None:
            newer = {
                "sequence": kept.sequence,
                "body": kept.other_body,
                "when": kept.other_when,
                "extras": kept.other_extras,
            }
            return JsonResponse(newer, status=409)
        saved = {"sequence": kept.sequence, "when": kept.when, "discard": kept.discard_url}
        return JsonResponse(saved)


def keep(person: User, target: Target, form: Typed, *, replaces: bool) -> Outcome:
    """Save what was typed, or say why that may not be."""
    before = keeping(person, target)
    try:
        draft = _save(person, target, form, replaces=replaces)
    except OlderDraft as older:
        return Outcome(keeping=beside_newer(before, older.newer), errors=[str(NEWER)])
    except NotKept as refusal:
        looked_at = with_extras(form.typed, form.typed_extras)
        return Outcome(
            errors=[str(NOT_KEPT[refusal.reason])],
            second_look=looked_at if refusal.reason == "second_look" else "",
            refusal=refusal.reason,
        )
    return Outcome(draft=draft, keeping=with_draft(before, draft))


def kept_meanwhile(person: User, target: Target, form: Typed) -> Keeping | None:
    """What cannot be placed now waits as a draft, where that may be; else in the form only."""
    outcome = keep(person, target, form, replaces=False)
    return outcome.keeping if outcome.draft else None


def _save(person: User, target: Target, form: Typed, *, replaces: bool) -> Draft:
    return save_draft(
        person=person,
        body=form.typed,
        sequence=form.seen_draft(place_key(target)) + 1,
        submission_id=form.known_submission_id or uuid.uuid4(),
        extras=form.typed_extras,
        revision_number=form.known_revision,
        replaces=replaces,
        **target,
    )
