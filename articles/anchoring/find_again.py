"""Find a passage again in a text that has changed, and say how sure that is. Pure, and the same each time.

A place is certain, likely, doubtful or gone. What is doubtful or gone has no place here: only candidates, for a person
to decide about. Offsets count code points of the canonical text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from articles.anchoring.approximate import MOST_ENDS, Likeness, fewest_errors, most_alike
from articles.anchoring.matching_text import MatchingText, matching_text
from articles.anchoring.quote import CONTEXT_AT_LEAST, Quote, literal_spans, splits_grapheme

# How much words, context before, context after and distance weigh in the score.
_WORDS, _BEFORE, _AFTER, _DISTANCE = 50, 20, 20, 2
_MOST_CANDIDATES = 5
# A stretch of letters longer than this is no word, and no border to look for.
_LONGEST_WORD = 60


class Certainty(Enum):
    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Limits:
    """From where on a place counts as certain. Scores and shares lie between 0 and 1.

    `certain`: the least score of a passage that changed and is drawn; `alike`: the least share of its own words that
    must be left then (and one whole word), or of what stood around one of few words. `worth_checking`: under this
    score it is lost. `lead`: how far the best of several places must be ahead. `enough_words`: with fewer, words that
    stand there literally must have their surroundings too. At most `most_errors`, and at most `most_changed` of its
    length, may differ.
    """

    certain: float = 0.70
    alike: float = 0.60
    worth_checking: float = 0.50
    lead: float = 0.05
    enough_words: int = 5
    most_errors: int = 256
    most_changed: float = 0.50


@dataclass(frozen=True)
class Candidate:
    """A place that came into question. `likeness` is the share of its words that is left (1: literal), `around` that of
    the words beside it."""

    start: int
    end: int
    score: float
    likeness: float
    around: float = 1.0


@dataclass(frozen=True)
class FoundAgain:
    """`place` is set exactly when it may be drawn. `candidates` are the best first, and never overlap."""

    certainty: Certainty
    place: tuple[int, int] | None
    score: float
    candidates: tuple[Candidate, ...] = ()


class ChangedText:
    """A text in which passages of a former one are looked for. Made once, for all of them."""

    def __init__(self, canonical_text: str) -> None:
        self.canonical = canonical_text
        self.matching: MatchingText = matching_text(canonical_text)

    def find_again(
        self, quote: Quote, old_place: tuple[int, int] | None, limits: Limits
    ) -> FoundAgain:
        """Where the passage stands now. `old_place` is where it stood; None when that was not known."""
        if old_place and self.canonical[slice(*old_place)] == quote.exact:
            best = Candidate(*old_place, score=1.0, likeness=1.0)
            return FoundAgain(Certainty.UNCHANGED, old_place, 1.0, (best,))
        old_start = old_place[0] if old_place else None
        literal = self._literal(quote, old_start)
        if literal:
            return _judge_literal(literal, quote, limits)
        likely = self._likely(quote, old_start, limits)
        return _judge_likely(likely, limits, bool(likely) and self._is_its_own(quote, likely[0]))

    def _literal(self, quote: Quote, old_start: int | None) -> list[Candidate]:
        wanted = matching_text(quote.exact.strip()).text
        cuts = _cuts(quote.prefix, quote.exact), _cuts(quote.exact, quote.suffix)
        spans = [
            (start, end)
            for start, end in literal_spans(self.canonical, self.matching, wanted)
            # "zorg" is not said again by "verzorgen", unless it was a part of a word before.
            if (cuts[0] or not _within_a_word(self.canonical, start))
            and (cuts[1] or not _within_a_word(self.canonical, end))
        ]
        if len(spans) > MOST_ENDS:
            spans = sorted(spans, key=lambda span: (abs(span[0] - (old_start or 0)), span))
            spans = sorted(spans[:MOST_ENDS])
        return _best_first(self._candidate(span, 1.0, quote, old_start) for span in spans)

    def _likely(self, quote: Quote, old_start: int | None, limits: Limits) -> list[Candidate]:
        """The places with the fewest errors; and beside words that stood around it and still do, the best there.

        The second kind is for words that are said twice in different ways: a change of one of them must not make the
        other one its place.
        """
        wanted = matching_text(quote.exact.strip()).text
        most = min(limits.most_errors, int(len(wanted) * limits.most_changed))
        text, near = self.matching.text, old_start or 0
        found = most_alike(text, wanted, most, near=near)
        for start, end in self._beside_context(quote, len(wanted) + most, near) if found else ():
            found += [
                Likeness(place.start + start, place.end + start, place.errors)
                for place in most_alike(text[start:end], wanted, most)
            ]
        fewest: dict[tuple[int, int], int] = {}
        for place in found:
            first, last = _whole_words(text, place.start, place.end)
            if first < last:
                span = self._original(first, last)
                fewest[span] = min(place.errors, fewest.get(span, place.errors))
        return _best_first(
            self._candidate(span, 1 - errors / len(wanted), quote, old_start)
            for span, errors in sorted(fewest.items())
        )

    def _is_its_own(self, quote: Quote, candidate: Candidate) -> bool:
        """Whether one whole word of the passage is left there, and words that stood beside it make up less than half.
        Letters alone prove nothing: of few words another word may have most of them."""
        there = _words(matching_text(self.canonical[candidate.start : candidate.end]).text)
        own = set(_words(matching_text(quote.exact).text))
        around = f"{quote.prefix} {quote.suffix}"
        beside = set(_words(matching_text(around).text)) - own
        foreign = sum(len(word) for word in there if word in beside)
        return bool(own & set(there)) and foreign * 2 < sum(map(len, there))

    def _beside_context(self, quote: Quote, length: int, near: int) -> list[tuple[int, int]]:
        """The stretches that follow the words before the passage, and those that lead up to the words after it."""
        prefix = matching_text(quote.prefix).text[-CONTEXT_AT_LEAST:]
        suffix = matching_text(quote.suffix).text[:CONTEXT_AT_LEAST]
        text = self.matching.text
        found = [(at + len(prefix), at + len(prefix) + length) for at in self._all(prefix, near)]
        found += [(max(0, at - length), at) for at in self._all(suffix, near)]
        return [(start, min(end, len(text))) for start, end in found if start < end]

    def _all(self, words: str, near: int) -> list[int]:
        """Where those words stand literally; a few words stand anywhere and prove nothing."""
        if len(words) < CONTEXT_AT_LEAST // 2:
            return []
        found, at = [], self.matching.text.find(words)
        while at >= 0:
            found.append(at)
            at = self.matching.text.find(words, at + 1)
        return sorted(found, key=lambda at: (abs(at - near), at))[:_MOST_CANDIDATES]

    def _original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the canonical text, widened to whole characters as readers see them."""
        first, last = self.matching.index_map[start][0], self.matching.index_map[end - 1][1]
        while splits_grapheme(self.canonical, first):
            first -= 1
        while splits_grapheme(self.canonical, last):
            last += 1
        return first, last

    def _candidate(
        self, span: tuple[int, int], likeness: float, quote: Quote, old_start: int | None
    ) -> Candidate:
        start, end = span
        length = len(self.canonical)
        distance = 1.0 if old_start is None else 1 - min(1.0, abs(start - old_start) / length)
        # Twice the length, for a run of white space becomes one: then as many as there are to compare.
        prefix, suffix = matching_text(quote.prefix).text, matching_text(quote.suffix).text
        before = matching_text(self.canonical[max(0, start - 2 * len(quote.prefix)) : start]).text
        after = matching_text(self.canonical[end : end + 2 * len(quote.suffix)]).text
        context = _BEFORE * _agreement(before[-len(prefix) :], prefix)
        context += _AFTER * _agreement(after[: len(suffix)], suffix)
        score = (_WORDS * likeness + context + _DISTANCE * distance) / (
            _WORDS + _BEFORE + _AFTER + _DISTANCE
        )
        around = context / (_BEFORE + _AFTER)
        return Candidate(start, end, round(score, 4), round(likeness, 4), round(around, 4))


def _judge_literal(candidates: Sequence[Candidate], quote: Quote, limits: Limits) -> FoundAgain:
    """The words stand there. Alone they are certain; said twice, or few, their surroundings decide."""
    best = candidates[0]
    if len(candidates) > 1:
        certain = best.score - candidates[1].score > limits.lead
    else:
        certain = True
    if len(quote.exact.split()) < limits.enough_words:
        certain = certain and best.around >= limits.alike
    if not certain:
        return _doubtful(candidates)
    place = (best.start, best.end)
    return FoundAgain(Certainty.MOVED, place, best.score, tuple(candidates[:_MOST_CANDIDATES]))


def _judge_likely(candidates: Sequence[Candidate], limits: Limits, is_its_own: bool) -> FoundAgain:
    if not candidates:
        return FoundAgain(Certainty.ORPHAN, None, 0.0)
    best = candidates[0]
    if best.score < limits.worth_checking:
        return FoundAgain(Certainty.ORPHAN, None, best.score)
    # Two places that are as good as each other prove neither, here no less than where the words are literal.
    rival = len(candidates) > 1 and best.score - candidates[1].score <= limits.lead
    alike = is_its_own and best.likeness >= limits.alike
    if rival or best.score < limits.certain or not alike:
        return _doubtful(candidates)
    return FoundAgain(
        Certainty.CHANGED, (best.start, best.end), best.score, tuple(candidates[:_MOST_CANDIDATES])
    )


def _doubtful(candidates: Sequence[Candidate]) -> FoundAgain:
    return FoundAgain(
        Certainty.DOUBTFUL, None, candidates[0].score, tuple(candidates[:_MOST_CANDIDATES])
    )


def _best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """By score; of those that overlap only the best, for they are one place with borders in dispute.

    Literal places are kept all: each has the words. Equal scores go by their order in the text.
    """
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (-one.score, one.start, one.end)):
        if candidate.likeness == 1 or not any(
            candidate.start < other.end and other.start < candidate.end for other in kept
        ):
            kept.append(candidate)
    return kept


def _agreement(beside: str, context: str) -> float:
    """How much of the context stands there still; 1 when the passage had none."""
    return 1 - fewest_errors(beside, context) / len(context) if context else 1.0


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with whole words only, and no white space at its ends.

    A word that it cuts is taken in when a third of its letters are in the place already, and left out otherwise: else
    one letter would draw in a long word that never was the passage's.
    """
    first = start
    while first > max(0, start - _LONGEST_WORD) and _within_a_word(text, first):
        first -= 1
    if first < start:
        rest = start
        while rest < end and _within_a_word(text, rest):
            rest += 1
        start = first if 2 * (rest - start) >= start - first else rest
    last = end
    while last < min(len(text), end + _LONGEST_WORD) and _within_a_word(text, last):
        last += 1
    if last > end:
        rest = end
        while rest > start and _within_a_word(text, rest):
            rest -= 1
        end = last if 2 * (end - rest) >= last - end else rest
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(before: str, after: str) -> bool:
    return before[-1:].isalnum() and after[:1].isalnum()


def _within_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
