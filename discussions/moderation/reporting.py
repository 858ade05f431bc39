"""Reporting: a reader says that something is not as it should be."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Claim
from discussions.actions.cases import open_case_about
from discussions.models import Case, CaseKind, Comment, CommentRevision, Report, ReportKind
from discussions.models.report import ALWAYS_HEARD, WITHOUT_NAME
from discussions.moderation.acknowledging import acknowledge, acknowledge_set_aside
from discussions.moderation.addresses import Thing, thing_at
from discussions.moderation.drafting import judged_revision
from discussions.moderation.legal_grounds import find_ground
from discussions.moderation.policy import find_rule
from discussions.moderation.unheard import refuse_unheard, unheard_address

# Somebody can be recognised, is threatened, or a child is abused: every hour that it stays makes it worse.
URGENT_RULES = ("HR-3",)
URGENT_GROUNDS = ALWAYS_HEARD
_INDEXED = 500  # characters of an address: an index takes no more than some 2,700 bytes


@transaction.atomic
def report_comment(
    *, comment: Comment, reporter: User, rule_code: str, explanation: str = ""
) -> Report:
    """Say that this comment breaks a house rule.

    All reports of a comment wait in one case, and each is acknowledged by mail. Reporting twice is
    reporting once: the first words stay. Raises Comment.DoesNotExist when the words cannot be read
    (any more), exactly as if there were no such comment, NotHeard for a member whose reports are not
    handled now, and ValidationError for one's own comment or an unknown rule.
    """
    refuse_unheard(reporter)
    comment = Comment.objects.select_for_update(no_key=True).readable().get(pk=comment.pk)
    if comment.author_id == reporter.pk:
        raise ValidationError(_("This is your own comment. You can withdraw it."))
    if find_rule(rule_code) is None:
        raise ValidationError({"rule_code": _("Choose a house rule.")})
    case = open_case_about(
        comment=comment, kind=CaseKind.REPORT, is_urgent=rule_code in URGENT_RULES
    )
    report, is_new = Report.objects.get_or_create(
        case=case,
        reporter=reporter,
        kind=ReportKind.RULE,
        defaults={
            "rule_code": rule_code,
            "explanation": explanation.strip(),
            "revision": judged_revision(comment),
        },
    )
    return _came_in(report) if is_new else report


@transaction.atomic
def report_illegal(
    *,
    explanation: str,
    addresses: Sequence[str],
    reporter: User | None = None,
    law_code: str = "",
    name: str = "",
    email: str = "",
    good_faith: bool = False,
    submission: uuid.UUID | None = None,
) -> Report:
    """Say that something on this site is against the law: a notice of article 16 of regulation 2022/2065.

    With an explanation and an address it is always taken in, whatever stands at the address and whoever sends it. What
    stands at each address has a case, a number and an answer of its own; the report about the first comes back. A
    member is known already; about the abuse of children nobody is stored. The same form, person or mail address twice
    about one thing is one report: the first words stay.

    Raises ValidationError, by field, without an explanation or an address, or for an unknown ground; and NotHeard for a
    member whose reports are not handled now, unless somebody may be in danger (regulation 2022/2065, article 23(2)).
    Without an account that holds for their mail address too. Anybody can have typed it, so nothing is said of it to who
    sends: it is stored with a number like any other, but set aside, in a case of its own that nobody handles; the mail
    that acknowledges it says so, to the address alone.
    """
    words = explanation.strip()
    places = [place.strip() for place in addresses if place.strip()]
    wrong = {}
    if not words:
        wrong["explanation"] = _("Explain why this is against the law.")
    if not places:
        wrong["addresses"] = _("Say where it stands: give the address of the page.")
    if law_code and find_ground(law_code) is None:
        wrong["law_code"] = _("Choose one of these.")
    if wrong:
        raise ValidationError(wrong)
    if law_code == WITHOUT_NAME:
        reporter, name, email = None, "", ""
    elif reporter is not None:
        name = email = ""
    if reporter is not None:
        refuse_unheard(reporter, law_code)
    unheard = unheard_address(email, law_code)
    things = _by_thing(places)
    made: dict[str, Report] = {}
    # In one order for everybody, as each is locked.
    for _key, (place, thing, said) in sorted(things.items()):
        if unheard is not None:
            case, revision = _case_aside(place, email, unheard.starts_at), None
        else:
            case, revision = _case_about(thing, place, is_urgent=law_code in URGENT_GROUNDS)
        # The case is locked: of the same form twice at once the second sees here what the first stored.
        if earlier := _sent_before(case, reporter, email, submission):
            made[place] = earlier
            continue
        report = Report.objects.create(
            case=case,
            kind=ReportKind.ILLEGAL,
            reporter=reporter,
            name=name.strip(),
            email=email.strip(),
            law_code=law_code,
            explanation=words,
            addresses=said,
            good_faith=good_faith,
            submission=submission,
            revision=revision,
            set_aside=unheard is not None,
        )
        if unheard is not None:
            acknowledge_set_aside(report, unheard)
        made[place] = report if unheard is not None else _came_in(report)
    return made[places[0]]


def sent_along_with(report: Report) -> list[Report]:
    """What the same form said about other things. One query, none without a form."""
    if report.submission is None:
        return []
    same_form = Report.objects.filter(submission=report.submission)
    return list(same_form.exclude(pk=report.pk).order_by("pk"))


def _by_thing(
    places: Sequence[str],
) -> dict[tuple[str, int], tuple[str, Thing | None, list[str]]]:
    """The addresses by what stands there: the first of them, the thing, and all of them. Where nothing stands is taken
    together."""
    found: dict[tuple[str, int], tuple[str, Thing | None, list[str]]] = {}
    for place in dict.fromkeys(places):
        thing = thing_at(place)
        key = (type(thing).__name__, thing.pk) if thing is not None else ("", 0)
        found.setdefault(key, (place, thing, []))[2].append(place)
    return found


def _case_about(
    thing: Thing | None, place: str, *, is_urgent: bool
) -> tuple[Case, CommentRevision | None]:
    """The open case about this, locked, with the text that is reported of a comment."""
    if isinstance(thing, Comment):
        comment = Comment.objects.select_for_update(no_key=True).get(pk=thing.pk)
        case = open_case_about(comment=comment, kind=CaseKind.REPORT, is_urgent=is_urgent)
        return case, judged_revision(comment)
    if isinstance(thing, Claim):
        return open_case_about(claim=thing, kind=CaseKind.REPORT, is_urgent=is_urgent), None
    if thing is not None:
        return open_case_about(article=thing, kind=CaseKind.REPORT, is_urgent=is_urgent), None
    return (
        open_case_about(address=place[:_INDEXED], kind=CaseKind.REPORT, is_urgent=is_urgent),
        None,
    )


def _case_aside(place: str, email: str, since: datetime) -> Case:
    """Where a report from this address about this place is kept without being handled, since its reports are not. Whose
    address it is, is locked, so no other makes it at the same time."""
    where = place[:_INDEXED]
    kept = Case.objects.filter(
        address=where,
        reports__set_aside=True,
        reports__email__iexact=email.strip(),
        reports__created_at__gte=since,
    )
    found: Case | None = kept.first()
    return found or Case.objects.create(
        kind=CaseKind.REPORT, address=where, closed_at=timezone.now()
    )


def _sent_before(
    case: Case, reporter: User | None, email: str, submission: uuid.UUID | None
) -> Report | None:
    """By the same form, person or mail address, about the same. The case is locked, so no other can come in between."""
    notices = case.reports.filter(kind=ReportKind.ILLEGAL)
    if submission and (sent := notices.filter(submission=submission).first()):
        return sent
    if reporter is not None:
        return notices.filter(reporter=reporter).first()
    if not email.strip():
        return None
    return notices.filter(reporter=None, email__iexact=email.strip()).first()


def _came_in(report: Report) -> Report:
    """Who has the case open looks again; who reported hears its number."""
    Case.objects.filter(pk=report.case_id).update(version=F("version") + 1)
    acknowledge(report)
    return report
