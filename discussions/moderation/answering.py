"""The answer to whoever reported something and has no account: by mail, to the address they gave."""

from django.conf import settings

from accounts.mail import queue_mail
from discussions.models import Decision
from discussions.models.notification import NotificationKind
from discussions.moderation.answered import answered_reports
from discussions.moderation.correspondence import (
    appellant_letter,
    reporter_letter,
)


def mail_answers(decision: Decision) -> None:
    """Queue one mail for each address that reported what was decided; members hear as members do.

    In the caller's transaction. The same decision again mails nobody again. Like every letter it waits until it is too
    late to undo, and goes by the name of the decision, by which `undo` takes it back.
    """
    appeal = decision.answers
    appealed = appeal.report if appeal is not None and appeal.person is None else None
    if appeal is not None and appealed is not None and appealed.email:
        letter = appellant_letter(decision, appeal)
        queue_mail(
            person=None,
            address=appealed.email,
            kind=NotificationKind.ANSWER_TO_APPEAL,
            key=f"decision-{decision.pk}-appeal-{appeal.pk}",
            subject=letter.subject,
            body_text=letter.body,
            wait=settings.LETTERS_WAIT,
        )
    for report in answered_reports(decision):
        if report.reporter is not None or report == appealed:
            continue
        letter = reporter_letter(decision, report)
        queue_mail(
            person=None,
            address=report.email,
            kind=NotificationKind.ANSWER_TO_REPORT,
            key=f"decision-{decision.pk}-report-{report.pk}",
            subject=letter.subject,
            body_text=letter.body,
            wait=settings.LETTERS_WAIT,
        )
