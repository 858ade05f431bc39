"""Words that someone may have meant by a word that is found nowhere."""

from collections.abc import Iterable

SHORTEST = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_edit_away(word: str) -> set[str]:
    """Every word that one slip makes of it: a letter too many, too few, wrong, or two changed places."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS}
    more = {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    return (less | swapped | other | more) - {word}


def most_slips(word: str) -> int:
    """How many slips still make it likely that one word was meant by the other."""
    return 1 if len(word) < 7 else 2


def distance(one: str, other: str) -> int:
    """Slips between two words: a letter too many, too few or wrong, or two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i] + [0] * len(other)
        for j, its in enumerate(other, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]


def likely(word: str, candidates: Iterable[str]) -> list[str]:
    """The candidates near enough to have been meant, the nearest first; of equals one with the same
    first letter, then the longest."""
    near = [(distance(word, other), other) for other in set(candidates) if other != word]
    near = [(slips, other) for slips, other in near if slips <= most_slips(word)]
    near.sort(key=lambda pair: (pair[0], pair[1][:1] != word[:1], -len(pair[1]), pair[1]))
    return [other for _slips, other in near]
