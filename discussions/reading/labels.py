"""The labels beside a comment, as they come along with its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from discussions.models import Comment, CommentLabel
from discussions.models.comment import CommentQuerySet
from discussions.moderation.label_kinds import find_label


@dataclass(frozen=True)
class ShownLabel:
    """`reason` is the editors' sentence beside it, "" once it was wiped; `url` says what the label means. `decision` is
    the number of the line that put it there."""

    code: str
    name: str
    reason: str
    url: str
    since: datetime
    decision: int


def with_labels(comments: CommentQuerySet) -> CommentQuerySet:
    """With the labels that stand beside each, the oldest first. No query more."""
    shown = CommentLabel.objects.shown().filter(comment=OuterRef("pk")).order_by("pk")
    row = JSONObject(
        code="code",
        reason=F("decision__text__public_reason"),
        since=F("decision__created_at"),
        decision=F("decision_id"),
    )
    return comments.annotate(shown_labels=ArraySubquery(shown.values_list(row)))


def labels_of(comment: Comment) -> tuple[ShownLabel, ...]:
    """What `with_labels` fetched along."""
    rows: Sequence[dict[str, str | int]] = getattr(comment, "shown_labels", ())
    page = reverse("house_rules")
    found = []
    for row in rows:
        kind = find_label(str(row["code"]))
        if kind is None:
            continue  # of a later version of this site
        found.append(
            ShownLabel(
                code=kind.code,
                name=kind.name,
                reason=str(row["reason"] or ""),
                url=f"{page}#{kind.code}",
                since=datetime.fromisoformat(str(row["since"])),
                decision=int(row["decision"]),
            )
        )
    return tuple(found)
