"""Very long texts."""

from discussions.filters.facts import Facts, Match

CODE = "F-5"


def length(text: str, facts: Facts, limit: int) -> Match | None:
    """Longer than `limit` characters."""
    if len(text) <= limit:
        return None
    return Match(CODE, f"Je tekst is langer dan {limit} tekens.")
