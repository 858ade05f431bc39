"""Telling whoever reported something that it came in, at once (regulation 2022/2065, article 16(4))."""

from accounts.mail import queue_mail
from discussions.models import Report, Restriction
from discussions.models.case import office_hours
from discussions.moderation.correspondence import contact_address, moment_in_words, reference


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
    _mail(report, address, parts)


def acknowledge_set_aside(report: Report, restriction: Restriction) -> None:
    """Mail the number, and that it is not handled and why, to the address that was given: it is that of a member who
    got a letter about it. Nobody else hears of it."""
    until = restriction.until
    assert until is not None, "the database holds an end"
    parts = [
        "Goedendag,",
        f"Er is een melding binnen met dit mailadres. Zij heeft nummer {reference(report)}.",
        *_what(report),
        f"We behandelen deze melding niet. Tot {moment_in_words(until)} behandelen we geen meldingen van wie het "
        f"account met dit mailadres heeft. De reden: {restriction.reason}",
        "Wat je kunt doen als je het er niet mee eens bent, staat in onze brief. Die vind je ook bij je berichten op "
        "de site. Wil je dat we er later naar kijken? Meld het na die dag opnieuw.",
        "Wordt er iemand bedreigd, staan er persoonsgegevens, of gaat het om misbruik van kinderen? Meld het dan nu "
        "opnieuw en kies dat. Die meldingen behandelen we altijd.",
        f"Deed je deze melding niet? Dan vulde iemand anders jouw adres in. Schrijf dat naar {contact_address()}.",
        "De redactie van Stellingname",
    ]
    _mail(report, report.email, parts)


def _mail(report: Report, address: str, parts: list[str]) -> None:
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
