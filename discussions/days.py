"""Days as moments, in the time of this site."""

from datetime import date, datetime, time

from django.utils import timezone


def midnight(day: date) -> datetime:
    """The first moment of this day."""
    return timezone.make_aware(datetime.combine(day, time.min))
