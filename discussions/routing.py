"""PURE: which claim of an article a comment seems to be about, if any.

Words meet under the forms by which search stores them (`articles.search.words`). A word counts for more the fewer
claims of the article hold it, after the inverse document frequency of K. Spärck Jones (1972); a word of the statement
counts for more than one of the passage alone. A proposal that is wrong costs a reader's attention, so none is made
unless one claim is clearly ahead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from articles.search.words import STOP_WORDS, fold, forms, words_in

# Tuned on tests/data/routing; see there how well it does.
LEAST_WORDS = 2  # different ones that text and claim share
LEAST_SCORE = 1.3  # where a word that only one claim holds, in its statement, counts for 1
LEAD = 1.3  # times the score of the next claim
IN_PASSAGE = 0.6  # what a word of the passage counts for, where the statement is 1
_SHORTEST = 4  # letters of a word that tells something
_LONGEST_TEXT = 2_000  # code points looked at


def listed(words: str) -> list[str]:
    return words.split()


_SAYS_LITTLE = frozenset(
    listed(
        "niet geen maar want omdat toch alleen altijd nooit weer heel erg veel meer meest minder weinig goed "
        "goede beter slecht eigen andere ander anders zelf zelfs juist wel moet moeten kunnen kunt willen "
        "wilt gaan gaat doen doet maken maakt komen komt blijven blijft zijn worden hier daar waar wanneer "
        "waarom hoe zoals elkaar iedereen iemand niemand alles iets niets mijn onze jouw jullie deze eerst "
        "steeds nodig vind vindt vinden denk denken weet weten zien ziet zegt zeggen staat staan mensen jaar "
        "jaren onder tussen binnen buiten zonder tegen volgens vaak soms regel "
    )
)


@dataclass(frozen=True)
class Candidate:
    """A claim, by its number, with the words of its statement and of its passages."""

    number: int
    statement: str
    passages: str


def likeliest(text: str, candidates: Sequence[Candidate]) -> int | None:
    """The number of the claim that the text is most clearly about, or None when that is not clear."""
    said = [forms(word) for word in sorted(_telling(words_in(text[:_LONGEST_TEXT])))]
    stated = {each.number: _forms_of(each.statement) for each in candidates}
    around = {each.number: _forms_of(each.passages) for each in candidates}
    scores = dict.fromkeys(stated, 0.0)
    shared = dict.fromkeys(stated, 0)
    for word in _different(said):
        held_by = [number for number in stated if word & stated[number] or word & around[number]]
        if not held_by:
            continue
        weight = log(1 + len(candidates) / len(held_by)) / log(1 + len(candidates))
        for number in held_by:
            shared[number] += 1
            scores[number] += weight if word & stated[number] else weight * IN_PASSAGE
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    if not ranked:
        return None
    best = ranked[0]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    clear = scores[best] >= LEAST_SCORE and scores[best] >= LEAD * second
    return best if clear and shared[best] >= LEAST_WORDS else None


def _telling(words: Iterable[str]) -> set[str]:
    return {
        folded
        for folded in map(fold, words)
        if len(folded) >= _SHORTEST and folded not in STOP_WORDS | _SAYS_LITTLE
    }


def _forms_of(text: str) -> frozenset[str]:
    return frozenset(form for word in _telling(words_in(text)) for form in forms(word))


def _different(words: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Two forms of one word count once."""
    kept: list[frozenset[str]] = []
    for word in words:
        if not any(word & other for other in kept):
            kept.append(word)
    return kept
