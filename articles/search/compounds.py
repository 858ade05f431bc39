"""Long words that hold the word one looks for: jeugdzorgwerker for jeugdzorg."""

from collections.abc import Collection, Iterator

from articles.search.words import forms

SHORTEST_PART = 4
SHORTEST_REST = 3
MOST_COMPOUNDS = 60

_LINKS = ("s", "en", "e", "er", "n")
# What stands before or after a word without being one: verzorgen holds no zorg.
_AFFIXES = frozenset(
    ("ver", "ont", "her", "ing", "ingen", "heid", "heden", "lijk", "lijke", "loos", "loze", "baar")
)


def parts_of(word: str) -> list[str]:
    """The forms of a word that may stand inside a longer one."""
    return sorted(form for form in forms(word) if len(form) >= SHORTEST_PART and form.isalpha())


def rests(compound: str, part: str) -> list[tuple[set[str], ...]]:
    """What remains of a word around `part`, once for every place where it stands.

    Each remainder is the set of words it may be, with and without the letters that link the two.
    """
    found = []
    start = compound.find(part)
    while start >= 0:
        before, after = compound[:start], compound[start + len(part) :]
        found.append(tuple(set(side) for side in (_heads(before), _tails(after)) if side != [""]))
        start = compound.find(part, start + 1)
    return [sides for sides in found if sides]


def is_compound(compound: str, part: str, known: Collection[str]) -> bool:
    """Whether `compound` is `part` with words around it that are in `known`."""
    return any(
        all(any(may_be_a_word(rest) and rest in known for rest in side) for side in sides)
        for sides in rests(compound, part)
    )


def _heads(text: str) -> list[str]:
    if not text:
        return [""]
    return [text, *(text.removesuffix(link) for link in _LINKS if text.endswith(link))]


def _tails(text: str) -> list[str]:
    if not text:
        return [""]
    return [text, *(text.removeprefix(link) for link in _LINKS if text.startswith(link))]


def worth_knowing(compound: str, part: str) -> Iterator[str]:
    """The remainders that must be looked up to judge `is_compound`."""
    for sides in rests(compound, part):
        for side in sides:
            yield from (rest for rest in side if may_be_a_word(rest))


def may_be_a_word(rest: str) -> bool:
    return len(rest) >= SHORTEST_REST and rest not in _AFFIXES
