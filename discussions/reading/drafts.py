"""What one has not placed yet: in the form it was typed in, and as a list."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import Comment, Draft
from discussions.reading.extras import extras_in_words
from discussions.reading.keys import EPOCH, MICROSECOND, place_in
from discussions.reading.moments import short_moment

DRAFTS_PER_PAGE = 20

# Under what a text is written: {"article": …}, {"claim": …}, {"parent": …} or {"changed": …}, as the verbs name it.
Target = Mapping[str, Any]


@dataclass(frozen=True)
class Keeping:
    """What templates/discussions/_draft.html and static/js/drafts.js need to keep a text.

    `person` and `place` say whose text it is and for where. `sequence` is that of the draft this form
    knows, 0 where it knows none. `body` is that draft's text, saved at `when` (in words) and `saved_at` (in
    Unix seconds); empty where the form holds a text of its own. `other_body`, saved at `other_when`, is a
    text for the same place that is not in the form; saving then `replaces` it knowingly. `extras` and
    `other_extras` were chosen behind *more* with either text, `other_choices` says the latter in words. A text
    is kept for so many `days`. Of a change, `original` is what stands there now, and the draft was made from the
    text numbered `revision_number`.
    """

    person: UUID
    place: str
    sequence: int = 0
    body: str = ""
    when: str = ""
    saved_at: int | None = None
    discard_url: str = ""
    other_body: str = ""
    other_when: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)
    other_extras: Mapping[str, str] = field(default_factory=dict)
    replaces: bool = False
    days: int = 0
    original: str | None = None
    revision_number: int | None = None

    @property
    def other_choices(self) -> Sequence[str]:
        return extras_in_words(self.other_extras)

    @property
    def other_extras_json(self) -> str:
        return json.dumps(dict(self.other_extras))


@dataclass(frozen=True)
class DraftRow:
    """`title` is empty where the discussion is no longer open to this person; `go_on_url` too. `choices` and
    `former_choices`: what was chosen with either text, in words."""

    title: str
    is_answer: bool
    is_change: bool
    by_editors: bool
    when: str
    body: str
    former_body: str
    go_on_url: str
    discard_url: str
    choices: Sequence[str] = ()
    former_choices: Sequence[str] = ()


def keeping(person: User, target: Target, sequence: int = 0) -> Keeping:
    """For a form that holds a text already, and knows the draft with `sequence`. Costs no query."""
    changed = target.get("changed")
    return Keeping(
        person.public_id,
        place_key(target),
        sequence,
        days=settings.DRAFT_DAYS,
        original=changed.body if changed else None,
    )


def place_key(target: Target) -> str:
    """The name of a place in forms and browsers: "article-3"."""
    ((name, about),) = _about(target).items()
    return f"{name}-{about.public_id if isinstance(about, Comment) else about.pk}"


def keeping_draft(person: User, target: Target) -> Keeping:
    """For a form that begins: with the draft for this place, if there is one. Costs one query."""
    fresh = keeping(person, target)
    draft = Draft.objects.visible_to(person).filter(**_about(target)).first()
    return with_draft(fresh, draft) if draft else fresh


def with_draft(kept: Keeping, draft: Draft) -> Keeping:
    """The same form, standing on this draft."""
    return replace(
        kept,
        sequence=draft.sequence,
        body=draft.body,
        when=when_saved(draft.saved_at),
        saved_at=int(draft.saved_at.timestamp()),
        discard_url=reverse("discard_draft", args=[draft.public_id]),
        other_body=draft.former_body,
        extras=draft.extras,
        other_extras=draft.former_extras,
        revision_number=draft.revision_number,
    )


def beside_newer(kept: Keeping, newer: Draft) -> Keeping:
    """The form keeps its own text, and shows what another window saved since."""
    return replace(
        kept,
        sequence=newer.sequence,
        other_body=newer.body,
        other_when=when_saved(newer.saved_at),
        other_extras=newer.extras,
        replaces=True,
    )


def when_saved(moment: datetime) -> str:
    """The hour of today; of another day its date too."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"{local:%H:%M}"
    return short_moment(moment, timezone.now())


def was_placed(person: User, submission_id: UUID) -> bool:
    """Whether this form of theirs made a comment."""
    return bool(Comment.every.filter(author=person, submission_id=submission_id).exists())


def load_drafts(person: User, after: str = "") -> tuple[Sequence[DraftRow], str]:
    """One page of a person's drafts, the newest first, and the key of the next page. Three queries.

    Raises `NoSuchFilter` for a key that is none.
    """
    drafts = Draft.objects.visible_to(person).newest_first()
    if after:
        moment, pk = place_in(after)
        before = EPOCH + moment * MICROSECOND
        drafts = drafts.filter(Q(saved_at__lt=before) | Q(saved_at=before, pk__lt=pk))
    rows = list(
        drafts.values_list(
            "pk",
            "public_id",
            "saved_at",
            "body",
            "former_body",
            "extras",
            "former_extras",
            "parent__public_id",
            "article_id",
            "claim_id",
            "parent__thread__article_id",
            "parent__thread__claim_id",
            "changed__public_id",
            "changed__thread__article_id",
            "changed__thread__claim_id",
            named=True,
        )[: DRAFTS_PER_PAGE + 1]
    )
    shown = rows[:DRAFTS_PER_PAGE]
    articles = [_article_of(row) for row in shown]
    claims = [_claim_of(row) for row in shown]
    places = {**_articles(person, articles), **_claims(person, claims)}
    page = [_row(row, places) for row in shown]
    last = shown[-1] if len(rows) > DRAFTS_PER_PAGE else None
    return page, f"{(last.saved_at - EPOCH) // MICROSECOND}-{last.pk}" if last else ""


def _articles(person: User, ids: Sequence[int | None]) -> dict[tuple[str, int], tuple[str, str]]:
    found = Article.objects.visible_to(person).filter(pk__in=filter(None, ids))
    rows = found.values_list("pk", "current_version__title", "slug")
    return {("article", pk): (title, reverse("article", args=[slug])) for pk, title, slug in rows}


def _claims(person: User, ids: Sequence[int | None]) -> dict[tuple[str, int], tuple[str, str]]:
    found = Claim.objects.visible_to(person).filter(pk__in=filter(None, ids))
    rows = found.values_list("pk", "current_wording__statement", "article__slug", "number")
    return {
        ("claim", pk): (statement, reverse("claim", args=[slug, number]))
        for pk, statement, slug, number in rows
    }


def _article_of(row: Any) -> int | None:
    found: int | None = (
        row.article_id or row.parent__thread__article_id or row.changed__thread__article_id
    )
    return found


def _claim_of(row: Any) -> int | None:
    found: int | None = (
        row.claim_id or row.parent__thread__claim_id or row.changed__thread__claim_id
    )
    return found


def _row(row: Any, places: Mapping[tuple[str, int], tuple[str, str]]) -> DraftRow:
    article, claim = _article_of(row), _claim_of(row)
    title, url = places.get(("article", article) if article else ("claim", claim or 0), ("", ""))
    if row.parent__public_id:
        address = reverse("answer_comment", args=[row.parent__public_id])
    elif row.changed__public_id:
        address = reverse("edit_comment", args=[row.changed__public_id])
    else:
        address = f"{url}#reageren"
    return DraftRow(
        title=title,
        is_answer=bool(row.parent__public_id),
        is_change=bool(row.changed__public_id),
        by_editors=bool(claim),
        when=when_saved(row.saved_at),
        body=row.body,
        former_body=row.former_body,
        go_on_url=address if title else "",
        discard_url=reverse("discard_draft", args=[row.public_id]),
        choices=extras_in_words(row.extras),
        former_choices=extras_in_words(row.former_extras),
    )


def _about(target: Target) -> dict[str, Article | Claim | Comment]:
    """The one thing it is about; an answer is about what it answers, a change about what it changes."""
    if target.get("parent") is not None:
        return {"parent": target["parent"]}
    return {name: about for name, about in target.items() if about is not None}
