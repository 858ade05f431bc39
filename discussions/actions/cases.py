"""Opening a case: the one place where something comes to wait for a moderator."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from articles.models import Article, Claim
from discussions.models import Case, CaseKind, Comment
from discussions.models.case import due_at


def open_case_about(
    *,
    kind: CaseKind,
    comment: Comment | None = None,
    claim: Claim | None = None,
    article: Article | None = None,
    address: str = "",
    is_urgent: bool = False,
) -> Case:
    """The open case about this one thing, made if there is none, and locked. In the caller's transaction.

    Not for an appeal, which stands beside the case it is about. What is urgent makes a case urgent
    that waits already, and a report of what a moderator opened makes it a report.
    """
    now = timezone.now()
    due = due_at(kind=kind, now=now, is_urgent=is_urgent)
    subjects = {"comment": comment, "claim": claim, "article": article, "address": address}
    case: Case
    # Whoever waits here for the row of a case that is being closed finds none, and makes another.
    case, is_new = (
        Case.objects.of_first_instance()
        .select_for_update(no_key=True)
        .get_or_create(
            **{name: subject for name, subject in subjects.items() if subject},
            closed_at=None,
            defaults={"kind": kind, "opened_at": now, "due_at": due, "is_urgent": is_urgent},
        )
    )
    if is_new:
        return case
    changed: dict[str, Any] = {}
    if is_urgent and not case.is_urgent:
        changed |= {"is_urgent": True, "due_at": min(now, case.due_at)}
    if case.kind == CaseKind.OWN and kind == CaseKind.REPORT:
        changed |= {"kind": kind}
    if changed:
        Case.objects.filter(pk=case.pk).update(**changed, version=F("version") + 1)
        case.refresh_from_db()
    return case
