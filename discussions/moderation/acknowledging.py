"""Telling whoever reported something that it came in, at once (regulation 2022/2065, article 16(4))."""

from accounts.mail import queue_mail
from discussions.models import Report
from discussions.models.case import office_hours
from discussions.moderation.correspondence import contact_address, reference


def acknowledge(report: Report) -> None:
    """Mail the number of a report to whoever made it, in the transaction that stores it: both are there, or neither.

    Nothing for who left no address. The key of the mail is the report: one mail each.
    """
    address = address_of(report)
    if not address:
        return
    parts = [
        f"Beste {report.who}," if report.who else "Goedendag,",
        f"Je melding is binnen. Zij heeft nummer {reference(report)}.",
        *_what(report),
        "Een mens uit de redactie leest je melding en beslist, zonder hulp van een computerprogramma. De "
        f"redactie is er op {office_hours().in_words()}. Je krijgt antwoord, wat er ook beslist wordt. De "
        "schrijver hoort niet wie de melding deed.",
        f"Wil je iets toevoegen? Schrijf naar {contact_address()} en noem het nummer.",
        "De redactie van Stellingname",
    ]
    queue_mail(
        person=report.reporter,
        address=address,
        kind="report_received",
        key=f"report-{report.pk}-received",
        subject=f"Je melding {reference(report)} is binnen",
        body_text="\n\n".join(parts) + "\n",
    )


def address_of(report: Report) -> str:
    """Where whoever made it can be mailed, "" if nowhere: they left, or gave no address."""
    if report.reporter is None:
        return report.email
    return "" if report.reporter.anonymised_at is not None else report.reporter.email


def _what(report: Report) -> list[str]:
    if not report.addresses:
        return []
    return ["Je meldde dat hier iets staat wat de wet verbiedt:", "\n".join(report.addresses[:20])]
