"""Opening a case: the one place where something comes to wait for a moderator."""

from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from articles.models import Article, Claim
from discussions.actions.desk_mail import warn_moderators
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
        if is_urgent:
            warn_moderators(case)
        return case
    if case.kind == CaseKind.OWN and kind == CaseKind.REPORT:
        Case.objects.filter(pk=case.pk).update(kind=kind, version=F("version") + 1)
        case.refresh_from_db()
    return make_urgent(case) if is_urgent else case


def make_urgent(case: Case) -> Case:
    """This cannot wait any more: it comes first, and the moderators hear of it. The case is locked."""
    if not case.is_urgent:
        Case.objects.filter(pk=case.pk).update(
            is_urgent=True, due_at=Least("due_at", timezone.now()), version=F("version") + 1
        )
        case.refresh_from_db()
    warn_moderators(case)
    return case
