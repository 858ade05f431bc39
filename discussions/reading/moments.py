"""When something was said, as short as a reader needs it."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


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
