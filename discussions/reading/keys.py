"""Keys in addresses: where in an ordered list a page begins, as a whole number and an id."""

from datetime import UTC, datetime, timedelta

from discussions.reading.filters import NoSuchFilter

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# Digits: more is no key of any row, and int() refuses thousands of them.
LONGEST_VALUE = 17
LONGEST_ID = 18


def place_in(key: str) -> tuple[int, int]:
    """ "12-34" → (12, 34). Raises NoSuchFilter for anything else."""
    value, _dash, pk = key.partition("-")
    if not (value.isdecimal() and pk.isdecimal()):
        raise NoSuchFilter(key)
    if len(value) > LONGEST_VALUE or len(pk) > LONGEST_ID:
        raise NoSuchFilter(key)
    return int(value), int(pk)
