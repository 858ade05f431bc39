"""The form to change a comment, and what it was before: templates/discussions/_edit.html names the fields."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.anchoring.difference import BlockChange, blocks_differ, words_changed
from discussions import markup
from discussions.filters import CODES, Match
from discussions.models import Comment, CommentRevision, HiddenRevision
from discussions.moderation.legal_grounds import find_ground
from discussions.moderation.policy import NORM_LINES, HouseRule, find_rule
from discussions.permissions import Reader, is_author, may_handle
from discussions.reading.drafts import Keeping
from discussions.reading.writing import Pause, pauses
from discussions.second_look import KINDS

# More steps than this fit in no window that makes sense; the oldest are left out then.
STEPS_SHOWN = 50


@dataclass(frozen=True)
class Editor:
    """A form to change a comment. `plain`: on a page of its own.

    `now_html` is the text that stands there now, where somebody (the same person in another tab)
    changed it after this form was opened. `text_waits`: after the session ended, what was typed comes back
    when its writer has logged in. `people_url` and `keeping`: as of a new comment, see `Composer`.
    """

    action: str
    key: str
    revision_number: int
    body: str
    until: datetime
    note: str
    cancel_url: str
    return_to: str
    errors: Sequence[str] = ()
    preview_html: str = ""
    now_html: str = ""
    plain: bool = False
    login_url: str = ""
    text_waits: bool = False
    people_url: str = ""
    submission_id: uuid.UUID = field(default_factory=uuid.uuid4)
    keeping: Keeping | None = None
    pauses: Sequence[Pause] = field(default_factory=pauses)
    seen: str = ""
    limit: int = markup.MAX_CHARACTERS
    rules: Sequence[str] = NORM_LINES
    rules_url: str = field(default_factory=lambda: reverse("house_rules"))

    @property
    def field_errors(self) -> Sequence[str]:
        """What is wrong with the text itself: of a conflict that is nothing."""
        return () if self.now_html else self.errors

    @property
    def waits(self) -> bool:
        """Whether something deserves a second look before this text is placed."""
        return any(pause.words for pause in self.pauses)


def editor(
    comment: Comment,
    *,
    level: int,
    body: str | None = None,
    revision_number: int | None = None,
    errors: Sequence[str] = (),
    preview_html: str = "",
    now_html: str = "",
    plain: bool = False,
    second_look: str = "",
    found: Match | None = None,
    login_url: str = "",
    text_waits: bool = False,
    people_url: str = "",
    keeping: Keeping | None = None,
    seen: Collection[str] = (),
) -> Editor:
    """The form for a comment that is drawn at `level`; without a text, with the draft that `keeping` holds, or
    with what stands there."""
    if body is None and keeping is not None and keeping.body:
        body, revision_number = keeping.body, keeping.revision_number
    asked = pauses(second_look, found)
    seen = {*seen, *(pause.kind for pause in asked if pause.words)}
    return Editor(
        action=edit_url(comment, level),
        key=f"wijzig-{comment.public_id}",
        revision_number=revision_number or comment.revision_number,
        body=comment.body if body is None else body,
        until=comment.created_at + settings.EDIT_WINDOW,
        note=_what_readers_see(),
        cancel_url=comment.get_absolute_url(),
        return_to=f"wijzigen-{comment.public_id}",
        errors=errors,
        preview_html=preview_html,
        now_html=now_html,
        plain=plain,
        login_url=login_url,
        text_waits=text_waits,
        people_url=people_url,
        keeping=keeping,
        pauses=asked,
        seen=" ".join(kind for kind in (*KINDS, *CODES) if kind in seen),
    )


def edit_url(comment: Comment, level: int) -> str:
    """Where the form for this comment stands and is sent, when the comment is drawn at `level`."""
    return f"{reverse('edit_comment', args=[comment.public_id])}?niveau={level}"


def _what_readers_see() -> str:
    minutes = int(settings.EDIT_GRACE / timedelta(minutes=1))
    if not minutes:
        return _("Readers can see what you change.")
    return ngettext(
        "Readers can see what you change later than one minute after you placed it, or after somebody "
        "answered it.",
        "Readers can see what you change later than %(n)s minutes after you placed it, or after somebody "
        "answered it.",
        minutes,
    ) % {"n": minutes}


@dataclass(frozen=True)
class Step:
    """One change that readers can see: `blocks` differ from the last text before it that can be read. The first has
    none, nor has what follows on hidden texts only (`is_after_hidden`).

    Of a hidden text nothing is shown but `rule`, `reason` and `hidden_at`. `hide_url` is for moderators, `ask_url`
    for its author; neither of the text that the comment has now.
    """

    number: int
    since: datetime
    blocks: Sequence[BlockChange] = ()
    added: int = 0
    removed: int = 0
    is_first: bool = False
    is_after_hidden: bool = False
    rule: HouseRule | None = None
    law: str = ""
    reason: str = ""
    hidden_at: datetime | None = None
    hide_url: str = ""
    ask_url: str = ""


def load_steps(comment: Comment, viewer: Reader) -> list[Step]:
    """What readers saw of a comment, the newest first, each with what differs. One query.

    What was replaced within the grace period is not among it. A hidden text is compared with nothing: neither as
    what came, nor as what went.
    """
    revisions = comment.revisions.select_related("hidden").order_by("-number")
    stored = list(revisions[: STEPS_SHOWN + 1])[::-1]
    shown: list[CommentRevision] = []
    for revision in stored:
        if revision.quiet and shown:
            shown.pop()
        shown.append(revision)
    steps: list[Step] = []
    before: CommentRevision | None = None  # the last one that can be read
    for place, revision in enumerate(shown):
        step = Step(place + 1, revision.created_at, is_first=place == 0)
        hidden: HiddenRevision | None = getattr(revision, "hidden", None)
        if hidden is not None:
            rule = find_rule(hidden.rule_code, hidden.rule_version)
            law = find_ground(hidden.rule_code)
            step = replace(step, rule=rule, law=f"{law.name} ({law.article})" if law else "")
            steps.append(replace(step, reason=hidden.reason, hidden_at=hidden.hidden_at))
            continue
        if before is not None:
            blocks = blocks_differ(_blocks(before.body), _blocks(revision.body))
            added, removed = words_changed(blocks)
            step = replace(step, blocks=blocks, added=added, removed=removed)
        before = revision
        step = replace(step, is_after_hidden=not step.blocks and not step.is_first)
        steps.append(_with_ways(step, comment, revision, viewer))
    return steps[::-1]


def _with_ways(step: Step, comment: Comment, revision: CommentRevision, viewer: Reader) -> Step:
    """How this text can be hidden, for who may do or ask that."""
    if revision.number >= comment.revision_number:
        return step
    to = [comment.public_id, revision.number]
    if may_handle(viewer, comment):
        return replace(step, hide_url=reverse("hide_revision", args=to))
    if is_author(viewer, comment) and comment.is_readable:
        return replace(step, ask_url=reverse("ask_to_hide_revision", args=to))
    return step


def _blocks(body: str) -> list[str]:
    """Paragraphs of the source: what people typed, and so what they changed."""
    return [block for block in body.split("\n\n") if block.strip()]
