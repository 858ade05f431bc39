"""A case whose decision was undone before anybody read of it comes back to the desk."""

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from discussions.models import Case, CaseKind, Decision, Report


def take_up_again(decision: Decision) -> None:
    """Put its case back on the desk. Was another one opened about the same meanwhile, then whoever reported in this one
    is answered in that one: one thing never waits twice."""
    assert decision.case is not None
    case = Case.objects.select_for_update(no_key=True).get(pk=decision.case.pk)
    while case.closed_at is not None:
        try:
            # Whoever opens one at this moment is there first, or finds this one: the database holds one open.
            with transaction.atomic():
                Case.objects.filter(pk=case.pk).update(closed_at=None, version=F("version") + 1)
            return
        except IntegrityError:
            other = _opened_meanwhile(case)
        if other is not None:
            _answer_there(case, other)
            return


def _opened_meanwhile(case: Case) -> Case | None:
    """The open case about the same, locked; None when it was closed by now."""
    same = Case.objects.waiting().of_first_instance().exclude(pk=case.pk)
    found: Case | None = (
        same.filter(
            comment=case.comment_id,
            claim=case.claim_id,
            article=case.article_id,
            person=case.person_id,
            address=case.address,
        )
        .select_for_update(no_key=True)
        .first()
    )
    return found


def _answer_there(case: Case, other: Case) -> None:
    """Who reported in both keeps the report in `other`: of one person a case holds one of a kind, and of its author
    one for each earlier text."""
    author = case.comment.author_id if case.comment is not None else None

    def once(report: Report) -> tuple[int | None, str, int | None]:
        text = report.revision_id if report.reporter_id == author else None
        return (report.reporter_id, report.kind, text)

    there = list(other.reports.all())
    people = {once(report) for report in there if report.reporter_id}
    addresses = {report.email.casefold() for report in there if report.email}
    forms = {report.submission for report in there if report.submission}
    come = [
        report.pk
        for report in case.reports.all()
        if once(report) not in people
        and not (report.email and report.email.casefold() in addresses)
        and report.submission not in forms
    ]
    Report.objects.filter(pk__in=come).update(case=other)
    # Letters about what was decided before say which reports they answered: these are there now.
    gone_on = Case.objects.filter(Q(pk=case.pk) | Q(continued_in=case.pk))
    gone_on.update(continued_in=other)
    Case.objects.filter(pk=other.pk).update(
        kind=CaseKind.REPORT if come and other.kind == CaseKind.OWN else other.kind,
        is_urgent=case.is_urgent or other.is_urgent,
        due_at=min(case.due_at, other.due_at),
        version=F("version") + 1,
    )
