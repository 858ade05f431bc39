"""Disputes outside the courts, as moderators read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from discussions.models import Decision, Dispute
from discussions.models.dispute import IN_FAVOUR
from discussions.moderation.deciding import can_undo
from discussions.moderation.log import LOG_ROWS, LogRow, NoSuchPlace, holds, log_row
from discussions.permissions import Reader

PAGE_SIZE = 20
_ROWS = ("recorded_by", *(f"decision__{name}" for name in LOG_ROWS))


@dataclass(frozen=True)
class DisputeRow:
    """A dispute, and the line of the log that it is about."""

    dispute: Dispute
    line: LogRow


@dataclass(frozen=True)
class DisputeFile:
    """`undo_url` leads to undoing what the dispute is about: only when whoever disagreed was put in the right, that was
    not carried out yet, and it still holds; else "". `others` are what else is in dispute about the same decision."""

    dispute: Dispute
    line: LogRow
    undo_url: str
    others: Sequence[Dispute]


def load_disputes(
    viewer: Reader, *, ended: bool, after: str = ""
) -> tuple[list[DisputeRow], str | None]:
    """What runs or what ended, the newest first, and the key of the next page or None. One query.

    `after` is the number of the last row of the page before. Raises NoSuchPlace for nonsense.
    """
    found = Dispute.objects.visible_to(viewer).newest_first().filter(ended__isnull=not ended)
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise NoSuchPlace(after)
        found = found.filter(pk__lt=int(after))
    rows = list(found.select_related(*_ROWS)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    next_key = str(shown[-1].pk) if len(rows) > PAGE_SIZE else None
    return [DisputeRow(each, log_row(each.decision)) for each in shown], next_key


def load_dispute(viewer: Reader, dispute: Dispute) -> DisputeFile:
    """One of them. Two queries."""
    found = Dispute.objects.visible_to(viewer).select_related(*_ROWS).get(pk=dispute.pk)
    line = found.decision
    to_undo = found.outcome in IN_FAVOUR and found.implemented is None
    can = to_undo and holds(line) and can_undo(line)
    return DisputeFile(
        found,
        log_row(line),
        reverse("moderation_undo", args=[line.pk]) if can else "",
        [each for each in disputes_about(viewer, line) if each.pk != found.pk],
    )


def disputes_about(viewer: Reader, decision: Decision) -> list[Dispute]:
    """Those about one decision, the newest first. One query."""
    return list(Dispute.objects.visible_to(viewer).filter(decision=decision).newest_first())
