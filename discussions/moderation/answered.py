"""Whom a decision answers, of all who reported."""

from django.db.models import Q

from discussions.models import Decision, Outcome, Report
from discussions.models.outcome import ON_LABELS, ON_STATUS


def answered_reports(decision: Decision) -> list[Report]:
    """The reports that this decision answers, one of each person, oldest first. One query.

    Those of its own case and of what it reverses; and when it changes the status, also those of cases about this
    comment that were decided before, because the answer of then is no longer true. Who reported in more
    cases hears by the report in this case, or else by their latest. The same for a saved decision
    at any later time; for a draft, as if it were saved now.
    """
    put_back = decision.outcome == Outcome.REOPEN and decision.reverses_id is not None
    tells = decision.outcome in (*ON_STATUS, *ON_LABELS, Outcome.WITHDRAW) or put_back
    if decision.case_id is None or not tells:
        return []
    answers = Q(case=decision.case_id)
    if decision.pk:
        # Those that went on in another case since.
        answers |= Q(case__continues=decision.case_id, created_at__lt=decision.created_at)
    if decision.to_status != decision.from_status:
        before = Decision.objects.filter(comment=decision.comment_id, case__isnull=False)
        if decision.pk:
            before = before.filter(pk__lt=decision.pk)
        answers |= Q(case__in=before.values("case"))
    elif decision.reverses_id is not None:
        answers |= Q(case__decisions=decision.reverses_id)
        if decision.pk and decision.reverses is not None:
            then = decision.reverses.created_at
            answers |= Q(case__continues__decisions=decision.reverses_id, created_at__lt=then)
    chosen: dict[object, Report] = {}
    for report in Report.objects.filter(answers).select_related("reporter").order_by("id"):
        # Who has no account is known by their mail address, or not at all: then there is nobody to answer.
        whom = report.reporter_id or report.email.casefold()
        held = chosen.get(whom)
        if whom and (held is None or held.case_id != decision.case_id):
            chosen[whom] = report
    return sorted(chosen.values(), key=lambda report: report.pk)
