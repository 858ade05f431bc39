"""Many comments in a short time."""

from datetime import timedelta

from discussions.filters.facts import Facts, Match

CODE = "F-6"
WITHIN = timedelta(minutes=10)


def speed(text: str, facts: Facts, limit: int) -> Match | None:
    """`limit` comments of the same writer in the ten minutes before this one."""
    lately = sum(age < WITHIN for age in facts.ages)
    if lately < limit:
        return None
    what = "één reactie" if lately == 1 else f"{lately} reacties"
    return Match(CODE, f"Je plaatste {what} in tien minuten.")
