"""What an operator does for the law: publishing the figures of a year, and switching duties off and on."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.law.figures import Figure, csv_text
from discussions.models import Duty, DutyChange, LawReport
from discussions.models.law_report import SWITCHED

# Any number; the lock of whoever publishes, so that two versions never carry one number.
_PUBLISHING = 2024_2835


@transaction.atomic
def publish_law_report(
    *, year: int, figures: Sequence[Figure], by: User | None, words: str = "", correction: str = ""
) -> LawReport:
    """Publish these figures as the next version of this year. From then on they stay as they are.

    Raises ValidationError by field when a later version does not say what it corrects, and for a year that has not
    ended.
    """
    now = timezone.now()
    if timezone.localdate(now).year <= year:
        raise ValidationError(
            {"year": _("%(year)s has not ended yet.") % {"year": year}}, code="not_ended"
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])
    version = LawReport.objects.filter(year=year).count() + 1
    if version > 1 and not correction.strip():
        raise ValidationError(
            {"correction": _("Say what this version corrects.")}, code="no_correction"
        )
    return LawReport.objects.create(
        year=year,
        version=version,
        figures=[figure.as_json() for figure in figures],
        csv=csv_text(
            year=year,
            version=version,
            published=timezone.localdate(now).isoformat(),
            figures=figures,
        ),
        words=words.strip(),
        correction=correction.strip() if version > 1 else "",
        published_by=by,
        published_at=now,
    )


@transaction.atomic
def switch_duty(
    *, duty: str, is_on: bool, reason: str, reviewer: str, since: date, by: User
) -> DutyChange:
    """Switch a duty off or on from a day. Off asks why, and who looked at it too.

    Raises ValidationError by field when one of these is missing, and for a duty that is always on.
    """
    reason, reviewer = reason.strip(), reviewer.strip()
    wrong = {}
    if duty not in SWITCHED:
        wrong["duty"] = _("This is always on.")
    if not reason:
        wrong["reason"] = _("Say why.")
    if not is_on and not reviewer:
        wrong["reviewer"] = _("Say who looked at this with you, such as a lawyer.")
    if wrong:
        raise ValidationError(wrong)
    return DutyChange.objects.create(
        duty=Duty(duty), is_on=is_on, reason=reason, reviewer=reviewer, since=since, changed_by=by
    )


def duties_on(day: date, changes: Iterable[DutyChange] | None = None) -> frozenset[str]:
    """The duties that hold on this day: all, without what was switched off by then and not on again. What is always on
    cannot have been switched off."""
    rows = DutyChange.objects.filter(since__lte=day).order_by("since", "pk")
    on = set(Duty.values)
    for change in rows if changes is None else changes:
        if change.duty in SWITCHED:
            (on.add if change.is_on else on.discard)(change.duty)
    return frozenset(on)


def keep_active_month(*, month: date, members: int) -> None:
    """Remember how many members used the site in this month so far; a lower number than before is forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discussions_activemonth (month, members, counted_at) VALUES (%s, %s, now())"
            " ON CONFLICT (month) DO UPDATE SET members = EXCLUDED.members, counted_at = now()"
            " WHERE discussions_activemonth.members < EXCLUDED.members",
            [month.replace(day=1), members],
        )
