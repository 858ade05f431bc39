"""Whatever is done to a text: a passage is drawn only over words that are its own.

Each word of the text is made up and stands in it once, so that after any edit it is known which words
are left of a passage, and where.
"""

import random
from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.anchoring.find_again import Certainty, ChangedText, FoundAgain, Limits
from articles.anchoring.quote import describe

DRAWN = {Certainty.UNCHANGED, Certainty.MOVED, Certainty.CHANGED}
BETWEEN = [" "] * 8 + ["\u00a0", "  ", ", ", ". ", ".\n\n", "\n\n", " – ", " “", "… "]
SIGNS = ["👩\u200d👩\u200d👧", "🇳🇱", "👋🏽", "e\u0301", "𝔞𝔟𝔠", "1.000"]


class Words:
    """Made-up words, none of them twice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.given = dice, set[str]()

    def new(self) -> str:
        while True:
            length = self.dice.choice((3, 4, 5, 6, 7, 8, 10, 13))
            word = "".join(self.dice.choices("abdeghiklmnoprstuvwz", k=length))
            if word not in self.given:
                self.given.add(word)
                return word


@dataclass(frozen=True)
class Token:
    """A word with what follows it; `own` is its number in the passage, -1 outside, and None for a
    word that came in later."""

    word: str
    after: str
    own: int | None = -1


def made(dice: random.Random, words: Words, length: int, passage: tuple[int, int]) -> list[Token]:
    """A text of `length` words, of which those from `passage[0]` to `passage[1]` are the passage."""
    tokens = []
    for index in range(length):
        word = words.new()
        if dice.random() < 0.1:
            word = dice.choice(SIGNS) + word
        own = index - passage[0] if passage[0] <= index < passage[1] else -1
        tokens.append(Token(word, dice.choice(BETWEEN), own))
    return tokens


def edited(
    dice: random.Random, words: Words, tokens: list[Token], inside: float, outside: float
) -> list[Token]:
    """The tokens, of which that share was taken out, replaced, or got a word in front."""
    found = []
    for token in tokens:
        share = outside if token.own == -1 else inside
        if dice.random() >= share:
            found.append(token)
            continue
        what = dice.choice(("gone", "other", "other", "other", "more"))
        if what != "gone":
            found.append(Token(words.new(), token.after, None))
        if what == "more":
            found.append(token)
    return found


def moved(dice: random.Random, tokens: list[Token]) -> list[Token]:
    """The passage taken to another place, or everything before it behind the rest."""
    own = [token for token in tokens if token.own is not None and token.own >= 0]
    rest = [token for token in tokens if token not in own]
    at = dice.randint(0, len(rest))
    return [*rest[:at], *own, *rest[at:]]


def written(
    tokens: list[Token], *, outside: bool = False
) -> tuple[str, list[tuple[int, int, int]]]:
    """The text, and of each word that is the passage's own, or stood `outside` it, (number, start, end)."""
    parts, places, at = [], [], 0
    for token in tokens:
        if token.own is not None and (token.own < 0) == outside:
            places.append((token.own, at, at + len(token.word)))
        parts += [token.word, token.after]
        at += len(token.word) + len(token.after)
    return "".join(parts).rstrip(), places


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[Token], list[Token]]:
    """A text and what became of it."""
    dice = random.Random(draw(st.integers(0, 2**32), label="dice"))
    words = Words(dice)
    before = draw(st.sampled_from([0, 1, 7, 60]), label="words before the passage")
    own = draw(st.integers(1, 30), label="words in the passage")
    behind = draw(st.sampled_from([0, 1, 7, 60]), label="words behind it")
    tokens = made(dice, words, before + own + behind, (before, before + own))
    shares = [0.0, 0.05, 0.1, 0.3, 0.5, 0.7, 1.0]
    inside = draw(st.sampled_from(shares), label="changed inside")
    outside = draw(st.sampled_from(shares), label="changed outside")
    after = edited(dice, words, tokens, inside, outside)
    if draw(st.booleans(), label="moved"):
        after = moved(dice, after)
    if draw(st.booleans(), label="a menu in front"):
        after = [*made(dice, words, dice.randint(1, 20), (0, 0)), *after]
    return tokens, after


def look(tokens: list[Token], after: list[Token]) -> tuple[FoundAgain, str, list[tuple[int, int]]]:
    """What is found, in which text, and where the words stand that are the passage's own still."""
    text, own = written(tokens)
    new, left = written(after)
    place = own[0][1], own[-1][2]
    quote = describe(text, *place)
    found = ChangedText(new).find_again(quote, place, Limits())
    assert found == ChangedText(new).find_again(quote, place, Limits()), "the same result twice"
    return found, new, [(start, end) for _number, start, end in left]


# Of two words one was taken out, and the word behind it is somewhat like it.
HALF = [
    Token(word, after, own)
    for word, after, own in (
        ("dlnioduwme", " ", -1),
        ("uweopk", "… ", 0),
        ("heohemunmo", " ", 1),
        ("nrmmkdlg", "… ", -1),
        ("vginewzeahvwa", " ", -1),
        ("agk", " ", -1),
        ("ebszmz", ". ", -1),
    )
]


@settings(max_examples=400)
@example((HALF, [token for token in HALF if token.own != 1]))
@given(changes())
def test_what_is_drawn_are_its_own_words(change: tuple[list[Token], list[Token]]) -> None:
    found, new, left = look(*change)
    assert (found.certainty in DRAWN) == (found.place is not None)
    if found.place is None:
        return
    start, end = found.place
    inside = [place for place in left if start <= place[0] and place[1] <= end]
    assert inside, f"drawn over {new[start:end]!r}, of which no word is its own"
    assert len(inside) * 2 >= len(left)
    # And over little else: of its letters less than half are of words that stood beside the passage.
    beside = written(change[1], outside=True)[1]
    foreign = sum(
        min(end, last) - max(start, first)
        for _n, first, last in beside
        if first < end and start < last
    )
    assert foreign * 2 < end - start, f"drawn over {new[start:end]!r}"


@settings(max_examples=150)
@given(changes())
def test_of_a_passage_that_was_taken_out_nothing_is_drawn(
    change: tuple[list[Token], list[Token]],
) -> None:
    tokens, after = change
    found, _new, left = look(tokens, [token for token in after if token.own in (-1, None)])
    assert left == []
    assert found.place is None


@settings(max_examples=200)
@given(changes())
def test_whole_words_only_with_what_stood_around_them(
    change: tuple[list[Token], list[Token]],
) -> None:
    """A place never begins or ends within a word, nor on white space."""
    found, new, _left = look(*change)
    for candidate in found.candidates:
        start, end = candidate.start, candidate.end
        assert new[start:end] == new[start:end].strip()
        for at in (start, end):
            if 0 < at < len(new):
                assert not (new[at - 1].isalnum() and new[at].isalnum()), new[at - 9 : at + 9]


@settings(max_examples=150)
@given(changes(), st.integers(1, 4))
def test_the_same_words_are_found_wherever_they_go(
    change: tuple[list[Token], list[Token]], emoji: int
) -> None:
    """Five words or more that stand there literally, once: at the beginning, at the end, over blocks."""
    tokens, _after = change
    text, own = written(tokens)
    place = own[0][1], own[-1][2]
    words = text[slice(*place)]
    if len(words.split()) < 5:
        return
    quote = describe(text, *place)
    front = "👩\u200d👩\u200d👧" * emoji + " "
    for new, start in (
        (front + text, place[0] + len(front)),
        (words, 0),
        (f"{words}\n\nIets anders.", 0),
        (f"Iets anders.\n\n{words}", 14),
    ):
        found = ChangedText(new).find_again(quote, place, Limits())
        assert found.place == (start, start + len(words))
        assert found.certainty in (Certainty.UNCHANGED, Certainty.MOVED)
