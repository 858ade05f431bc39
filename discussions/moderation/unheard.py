"""Whose reports are not handled for a while, because they often reported what was clearly nothing (regulation
2022/2065, article 23(2)): what that needs, and what it stops."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import (
    Decision,
    Notification,
    Outcome,
    Report,
    Restriction,
    RestrictionKind,
)
from discussions.models.outcome import GROUNDED, ON_WRITING
from discussions.models.report import ALWAYS_HEARD
from discussions.models.restriction import RestrictionQuerySet
from discussions.moderation.holding_on import lock_people
from discussions.moderation.past import YEAR, what_came_before
from discussions.moderation.policy import HIDDEN

# Once or twice wrong is no misuse: the law says "frequently".
OFTEN = 3
# When one of these was decided in its case there was something in a report.
_DONE = (*GROUNDED, *ON_WRITING, Outcome.MOVE, Outcome.WITHDRAW, Outcome.UNLABEL, Outcome.RESTORE)


class NotHeard(ValidationError):
    """What somebody reports is not handled now. `restriction` says until when and why."""

    def __init__(self, restriction: Restriction) -> None:
        super().__init__(why_not_heard(restriction))
        self.restriction = restriction


@dataclass(frozen=True)
class WeighedReports:
    """The four factors of article 23(3) for who reports: how many of their reports of the last year the editors left
    alone, of how many they answered, and in own words how grave it is and what was meant."""

    number: int
    answered: int
    gravity: str = ""
    intention: str = ""

    @property
    def percent(self) -> int:
        """The share of what was answered, rounded."""
        return round(100 * self.number / self.answered) if self.answered else 0

    def in_words(self) -> str:
        """What stands in the letter."""
        answered = "één melding" if self.answered == 1 else f"{self.answered} meldingen"
        return (
            f"Wat we hebben gewogen: het afgelopen jaar beantwoordden we van jou {answered}. Bij {self.number} daarvan "
            f"({self.percent} procent) was er niets aan de hand, en bleef alles zoals het was. Hoe ernstig het is: "
            f"{self.gravity} Wat de bedoeling was: {self.intention}"
        )


def what_unhearing_lacks(
    weighed: WeighedReports, *, warnings: int, has_end: bool
) -> dict[str, str]:
    """What is missing before somebody's reports may be left, a sentence for each field; empty when nothing is."""
    lacks: dict[str, str] = {}
    if not warnings:
        lacks["kind"] = (
            "Waarschuw eerst, en zeg daarin dat het om meldingen gaat. Meldingen niet behandelen kan pas als er een "
            "waarschuwing ligt."
        )
    elif weighed.number < OFTEN:
        lacks["kind"] = (
            f"Dit kan alleen bij wie vaak ongegrond meldt: {OFTEN} keer of meer in het laatste jaar. Bij deze persoon "
            f"ging het {weighed.number} keer om iets wat de redactie liet staan."
        )
    if not has_end:
        lacks["until"] = "Zeg tot wanneer. Meldingen niet behandelen heeft een einde."
    if not weighed.gravity:
        lacks["gravity"] = "Schrijf op hoe ernstig het is, en wat de gevolgen zijn."
    if not weighed.intention:
        lacks["intention"] = "Schrijf op wat je weet over de bedoeling van de melder."
    return lacks


def weigh_reports(person: User, *, gravity: str, intention: str, has_end: bool) -> WeighedReports:
    """The four factors for this member. Raises ValidationError, by field, for what is missing: a warning before it, an
    end, reports that were nothing, or how the last two were weighed. Five queries."""
    number, answered = left_alone(person)
    weighed = WeighedReports(number, answered, gravity, intention)
    warnings = what_came_before(person).warnings
    if lacks := what_unhearing_lacks(weighed, warnings=warnings, has_end=has_end):
        raise ValidationError(lacks)
    return weighed


def left_alone(person: User) -> tuple[int, int]:
    """Of the reports that this member made in the last year: how many the editors left alone, and how many they
    answered.

    An answer that was taken back is none, and when anything was done in the case there was something in it. Only what
    they sent with their account counts against them: anybody can type their mail address. Two queries.
    """
    made = Report.objects.filter(reporter=person, created_at__gt=timezone.now() - YEAR)
    stands = Decision.objects.filter(
        case=OuterRef("case"), created_at__gte=OuterRef("created_at"), reversed_by__isnull=True
    )
    # What stays hidden is not left alone.
    kept = Exists(stands.filter(outcome=Outcome.KEEP).exclude(from_status=HIDDEN))
    done = Exists(stands.filter(outcome__in=_DONE))
    return made.filter(kept & ~done).count(), made.filter(kept | done).count()


def unheard_now(person: User) -> Restriction | None:
    """What says that this member's reports are not handled at this moment. One query."""
    found: Restriction | None = _in_force().filter(person=person).first()
    return found


def refuse_unheard(reporter: User, law_code: str = "") -> None:
    """Raise NotHeard for a member whose reports are not handled now, unless somebody may be in danger.

    Their row stays locked until the transaction ends: of a report and the measure at the same moment one comes first.
    """
    if law_code in ALWAYS_HEARD:
        return
    lock_people([reporter.pk])
    if (restriction := unheard_now(reporter)) is not None:
        raise NotHeard(restriction)


def unheard_address(email: str, law_code: str) -> Restriction | None:
    """What says that reports from this mail address are not handled now: it is that of a member whose reports are not.

    For who sends without an account. Nobody but the address itself may hear of it. At most three queries.
    """
    if not email.strip() or law_code in ALWAYS_HEARD:
        return None
    whose = list(User.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True))
    if not whose:
        return None
    lock_people(whose)
    found: Restriction | None = _in_force().filter(person__in=whose).first()
    return found


def letter_about(restriction: Restriction, person: User) -> Notification | None:
    """The message in their inbox with the letter about it, None as long as it waits. One query."""
    found: Notification | None = (
        Notification.objects.visible_to(person).filter(decision=restriction.decision_id).first()
    )
    return found


def why_not_heard(restriction: Restriction) -> str:
    """Until when somebody's reports are not handled, why, and what is handled all the same."""
    assert restriction.until is not None, "the database holds an end"
    reason = restriction.reason if restriction.reason[-1] in ".!?…" else f"{restriction.reason}."
    return _(
        "Until %(until)s we do not handle your reports. %(reason)s Is somebody threatened, are personal data spread, "
        "or is it about the abuse of children? Then report it as against the law, and choose that: these reports we "
        "always handle."
    ) % {
        "until": date_format(timezone.localtime(restriction.until), "j F Y, H:i"),
        "reason": reason,
    }


def _in_force() -> RestrictionQuerySet:
    holds: RestrictionQuerySet = Restriction.objects.in_force(timezone.now())
    return holds.filter(kind=RestrictionKind.UNHEARD)
