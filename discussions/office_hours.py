"""PURE: when the editors are there, and by when something has been looked at.

The same arithmetic sets the date of a case and writes the words that readers see, so that the
site promises what the desk is held to. Holidays are not known.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_IN_FULL = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True)
class OfficeHours:
    """`days` are weekdays, Monday 0; `opens` and `closes` whole hours of the clock in `zone`.

    Raises ValueError without any day, and for hours that are no stretch of one day.
    """

    days: tuple[int, ...]
    opens: int
    closes: int
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if not self.days or not set(self.days) <= set(range(7)):
            raise ValueError("office hours need at least one weekday, and no other days")
        if not 0 <= self.opens < self.closes <= 24:
            raise ValueError("office hours open before they close, on the same day")

    def is_open(self, moment: datetime) -> bool:
        """Whether the editors are there at this (aware) moment."""
        local = moment.astimezone(self.zone)
        return local.weekday() in self.days and self.opens <= local.hour < self.closes

    def opening(self, moment: datetime) -> datetime:
        """When they are there next: this very moment if they are there now."""
        if self.is_open(moment):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date()
        if local.weekday() not in self.days or local.hour >= self.opens:
            day = self.working_day(day, 1)
        return self._at(day, self.opens)

    def working_day(self, day: date, number: int) -> date:
        """The `number`-th working day after this day; the day itself for 0."""
        while number > 0:
            day += timedelta(days=1)
            number -= day.weekday() in self.days
        return day

    def end_of_working_day(self, moment: datetime, number: int = 1) -> datetime:
        """When they close on the `number`-th working day after the day of this moment.

        What comes in on a Friday, or in the weekend, is looked at on Monday.
        """
        return self._at(self.working_day(self.day_of(moment), number), self.closes)

    def end_of_day(self, moment: datetime) -> datetime:
        """The midnight that ends the day of this moment: what is due before it cannot wait till tomorrow."""
        return self._at(self.day_of(moment) + timedelta(days=1), 0)

    def day_of(self, moment: datetime) -> date:
        """The day on the calendar that this moment is in, where the editors are."""
        return moment.astimezone(self.zone).date()

    def in_words(self) -> str:
        """Such as “maandag tot en met vrijdag, van 9 tot 17 uur”, for readers."""
        first, last = self.days[0], self.days[-1]
        if len(self.days) > 2 and self.days == tuple(range(first, last + 1)):
            days = f"{_IN_FULL[first]} tot en met {_IN_FULL[last]}"
        else:
            *most, final = [_IN_FULL[day] for day in self.days]
            days = f"{', '.join(most)} en {final}" if most else final
        return f"{days}, van {self.opens} tot {self.closes} uur"

    def _at(self, day: date, hour: int) -> datetime:
        if hour == 24:
            day, hour = day + timedelta(days=1), 0
        return datetime.combine(day, time(hour), tzinfo=self.zone)


def read_days(names: list[str]) -> tuple[int, ...]:
    """Weekdays from their two letters, “ma” to “zo”, in the order of the week. Raises ValueError for another name."""
    return tuple(sorted({WEEKDAYS.index(name.casefold()) for name in names}))
