"""The signed link by which somebody asks for a reappraisal: whoever holds it needs no account."""

from dataclasses import dataclass

from django.core import signing

from discussions.models import Decision, Report

_SALT = "stellingname.appeal"


@dataclass(frozen=True)
class AppealLink:
    """Which decision, and for whom: a person or a report."""

    decision_id: int
    person_id: int | None
    report_id: int | None


def appeal_token(
    decision: Decision, *, person: int | None = None, report: Report | None = None
) -> str:
    """The last part of the address."""
    whom = f"r{report.pk}" if report is not None else f"p{person}"
    return signing.Signer(salt=_SALT).sign(f"{decision.pk}.{whom}").replace(":", "~")


def read_token(token: str) -> AppealLink | None:
    """What a link says, or None when it was not made here."""
    try:
        said = signing.Signer(salt=_SALT).unsign(token.replace("~", ":"))
    except signing.BadSignature:
        return None
    decision, _dot, whom = said.partition(".")
    number = int(whom[1:])
    return AppealLink(
        int(decision),
        number if whom.startswith("p") else None,
        number if whom.startswith("r") else None,
    )
