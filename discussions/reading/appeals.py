"""What somebody sees who follows the link of a letter to ask for a reappraisal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from discussions.models import Appeal, Decision, Report
from discussions.moderation.appeal_links import read_token
from discussions.moderation.appeals import appeal_reference, appeal_until, appeals_of, why_not
from discussions.moderation.correspondence import LETTER_ROWS


class NoSuchLink(LookupError):
    """This link was not made here."""


@dataclass(frozen=True)
class AppealPage:
    """`sent` was asked before, with its `reference`; `refusal` is why it cannot be asked, as `why_not` says.
    `quoted` is empty for who reported: what was hidden stays hidden."""

    decision: Decision
    person: User | None
    report: Report | None
    quoted: str
    until: datetime
    sent: Appeal | None
    reference: str
    refusal: str


def load_appeal_page(token: str) -> AppealPage:
    """What the link stands for: whoever holds it may see this one decision, and needs no account. Raises NoSuchLink."""
    link = read_token(token)
    if link is None:
        raise NoSuchLink
    decision = Decision.objects.select_related(*LETTER_ROWS).filter(pk=link.decision_id).first()
    person = User.objects.filter(pk=link.person_id or 0).first()
    report = Report.objects.filter(pk=link.report_id or 0).first()
    if decision is None or (person is None and report is None):
        raise NoSuchLink
    filed = appeals_of(decision, person=person, report=report)
    sent = filed.select_related("case", "answer").first()
    refusal = ""
    if sent is None:
        refusal = why_not(decision, person=person, report=report, now=timezone.now())
    return AppealPage(
        decision=decision,
        person=person,
        report=report,
        quoted="" if report is not None else decision.text.quoted_body,
        until=appeal_until(decision),
        sent=sent,
        reference=appeal_reference(sent) if sent else "",
        refusal=refusal,
    )
