"""The same text once more, or nearly the same."""

from discussions.filters.facts import Facts, Match
from discussions.filters.tokens import key_of

CODE = "F-4"
_SHORT = 8  # words: "Daar ben ik het helemaal mee eens" may be said twice
_RUN = 3


def repeat(text: str, facts: Facts, limit: int) -> Match | None:
    """As alike as `limit` percent to one of the writer's own earlier texts: of all runs of three words in both, the
    share that they have in common. Short texts repeat nothing."""
    words = key_of(text)
    if len(words) < _SHORT:
        return None
    runs = _runs(words)
    for earlier in facts.earlier:
        alike = _in_common(runs, _runs(key_of(earlier)))
        if alike >= limit:
            same = "is dezelfde als" if alike == 100 else "lijkt sterk op"
            return Match(CODE, f"Je tekst {same} een reactie die je eerder plaatste.")
    return None


def likeness(text: str, other: str) -> float:
    """In percent how much of all runs of three words in both texts they have in common; 100 for the same words,
    0 when one of them has no words at all."""
    words, others = key_of(text), key_of(other)
    return _in_common(_runs(words), _runs(others)) if words and others else 0


def _in_common(runs: set[tuple[str, ...]], others: set[tuple[str, ...]]) -> float:
    return 100 * len(runs & others) / len(runs | others)


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[place : place + _RUN] for place in range(max(1, len(words) - _RUN + 1))}
