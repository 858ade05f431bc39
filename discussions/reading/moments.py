"""When something was said, as short as a reader needs it."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from discussions.models.case import office_hours


def short_moment(moment: datetime, now: datetime) -> str:
    """Such as "today, 08:13" or "12 November, 08:13"; with the year when it is another one.

    Both are aware. Days and years are those of the current time zone, which is the site's.
    """
    local, today = timezone.localtime(moment), timezone.localdate(now)
    return _spoken(local.replace(second=0, microsecond=0), today, get_language())


@lru_cache(10_000)
def _spoken(local: datetime, today: date, language: str | None) -> str:
    """Kept by all it depends on: a page says many moments, and most of them again and again."""
    time = date_format(local, "H:i")
    if local.date() == today:
        return _("today, %(time)s") % {"time": time}
    if local.date() == today - timedelta(days=1):
        return _("yesterday, %(time)s") % {"time": time}
    return date_format(local, "j F, H:i" if local.year == today.year else "j F Y, H:i")


def usually_looked_at(since: datetime, now: datetime) -> str:
    """What somebody whose comment waits `since` then may expect: by which day the editors usually have looked."""
    day = looked_at_by(since)
    if day < timezone.localtime(now).date():
        return _("It takes longer than usual.")
    return _("The editors usually look before the end of %(day)s.") % {
        "day": date_format(day, "l j F")
    }


def looked_at_by(since: datetime) -> date:
    """The day at the end of which the editors usually have looked at what came in at `since`."""
    hours = office_hours()
    return hours.working_day(hours.day_of(since), settings.MODERATION_DAYS)
