"""The rules that hold for a writer, as sentences: before they type, and when their text could not be placed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from accounts.models import User
from discussions.models import HoldReason, RestrictionKind, Thread
from discussions.moderation.legal_grounds import find_ground
from discussions.moderation.policy import find_rule
from discussions.permissions import Reader
from discussions.reading.moments import usually_looked_at
from discussions.standing import FILTER, NEWCOMER, PACE, WARNED, Rule, rules_for

_HELD = {
    HoldReason.PERSON: gettext_lazy("The editors read your comments before others see them."),
    HoldReason.THREAD: gettext_lazy(
        "In this discussion the editors read comments before others see them."
    ),
    HoldReason.ARTICLE: gettext_lazy(
        "Under this article and its claims the editors read comments before others see them."
    ),
    HoldReason.SITE: gettext_lazy("The editors read all comments before others see them."),
}
_HELD_UNTIL = {
    HoldReason.PERSON: gettext_lazy(
        "Until %(until)s the editors read your comments before others see them."
    ),
    HoldReason.THREAD: gettext_lazy(
        "In this discussion the editors read comments before others see them, until %(until)s."
    ),
    HoldReason.ARTICLE: gettext_lazy(
        "Under this article and its claims the editors read comments before others see them, until %(until)s."
    ),
    HoldReason.SITE: gettext_lazy(
        "Until %(until)s the editors read all comments before others see them."
    ),
}


@dataclass(frozen=True)
class Standing:
    """`closed`: why there is no form at all, or "". `notes`: what a writer should know before they type. `announced`:
    what begins later, for everyone."""

    closed: str
    notes: Sequence[str]
    announced: Sequence[str] = ()


def standing_of(viewer: Reader, thread: Thread | None, article_id: int | None = None) -> Standing:
    """How the viewer stands in this discussion now, which is about that article or a claim of it. Two queries for a
    member; for a visitor one, or none when the thread came with the answer (`is_restricted`) and it is no."""
    person = viewer if isinstance(viewer, User) else None
    if person is None and (thread is None or not getattr(thread, "is_restricted", True)):
        return Standing("", [])
    now = timezone.now()
    rules = rules_for(person=person, thread=thread, now=now, article_id=article_id)
    closed = next((said(rule, now) for rule in rules if rule.stops), "")
    later = [said(rule, now) for rule in rules if rule.starts_at is not None]
    return Standing(closed, [] if closed else [said(rule, now) for rule in rules], later)


def said(rule: Rule, now: datetime) -> str:
    """What the rule says, until when, why, and from when on somebody may write again."""
    parts = [_what(rule, now), _sentence(rule.reason), _house_rule(rule), _again(rule, now)]
    if rule.holds_for and not rule.stops:
        parts.append(usually_looked_at(now, now))
    return " ".join(part for part in parts if part)


def _what(rule: Rule, now: datetime) -> str:
    until = _moment(rule.until, now) if rule.until else ""
    time = _time(rule.interval) if rule.interval else ""
    if rule.starts_at is not None:
        return _announced(rule, until, now)
    if rule.kind == RestrictionKind.CLOSED and rule.everywhere:
        if until:
            return _("This site is for reading only until %(until)s.") % {"until": until}
        return _("This site is for reading only.")
    match rule.kind, bool(until):
        case RestrictionKind.CLOSED, True:
            return _("This discussion is closed until %(until)s.") % {"until": until}
        case RestrictionKind.CLOSED, False:
            return _("This discussion is closed.")
        case RestrictionKind.SUSPENDED, _:
            return _("You cannot post comments until %(until)s.") % {"until": until}
        case RestrictionKind.SLOW, True:
            return _(
                "This discussion is in slow mode until %(until)s: one comment per person every %(time)s."
            ) % {"until": until, "time": time}
        case RestrictionKind.SLOW, False:
            return _("This discussion is in slow mode: one comment per person every %(time)s.") % {
                "time": time
            }
        case RestrictionKind.LIMITED, True:
            return _("Until %(until)s you can post one comment every %(time)s.") % {
                "until": until,
                "time": time,
            }
        case RestrictionKind.LIMITED, False:
            return _("You can post one comment every %(time)s.") % {"time": time}
        case RestrictionKind.HELD, ends:
            assert rule.holds_for is not None
            return (_HELD_UNTIL if ends else _HELD)[rule.holds_for] % {"until": until}
        case _ if rule.kind == FILTER and rule.stops:
            return _("With this change the editors would have to read your comment first.")
        case _ if rule.kind == FILTER:
            return _("The editors read this comment before others see it.")
        case _ if rule.kind == WARNED:
            return _(
                "The editors sent you a warning. Read it among your messages and say there that you read it; then you "
                "can write again."
            )
        case _ if rule.kind == NEWCOMER:
            return ngettext(
                "You are new here: the editors read your first comment before others see it.",
                "You are new here: the editors read your first %(count)s comments before others see them.",
                settings.HOLD_NEWCOMERS_FIRST,
            ) % {"count": settings.HOLD_NEWCOMERS_FIRST}
        case _:
            assert rule.kind == PACE
            return _("You placed %(count)s comments in an hour. That is the most.") % {
                "count": settings.COMMENTS_PER_HOUR
            }


def _announced(rule: Rule, until: str, now: datetime) -> str:
    """What begins later. Only closing is announced."""
    assert rule.starts_at is not None
    if rule.everywhere:
        words = (
            _("From %(start)s until %(until)s this site is for reading only.")
            if until
            else _("From %(start)s on this site is for reading only.")
        )
    else:
        words = (
            _("This discussion is closed from %(start)s until %(until)s.")
            if until
            else _("This discussion is closed from %(start)s on.")
        )
    return words % {"start": _moment(rule.starts_at, now), "until": until}


def _again(rule: Rule, now: datetime) -> str:
    if rule.stops_until is None:
        return ""
    return _("You can post your next comment from %(moment)s.") % {
        "moment": _moment(rule.stops_until, now)
    }


def _house_rule(rule: Rule) -> str:
    law = find_ground(rule.rule_code)
    if law is not None:
        return _("The law: %(name)s.") % {"name": law.name}
    found = find_rule(rule.rule_code) if rule.rule_code else None
    return _("House rule %(name)s.") % {"name": found.name.rstrip(".")} if found else ""


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _moment(moment: datetime, now: datetime) -> str:
    """The time when it is today, else the day with it. Rounded up to the minute, so that it is not too early."""
    here = timezone.localtime(moment + timedelta(seconds=59))
    today = timezone.localtime(now).date()
    return date_format(here, "H:i" if here.date() == today else "j F Y, H:i")


def _time(interval: timedelta) -> str:
    """What stands after "every": not "1 hour" but "hour"."""
    minutes = int(interval.total_seconds()) // 60
    if minutes in (1, 60):
        return pgettext("every", "minute") if minutes == 1 else pgettext("every", "hour")
    if minutes % 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
