"""What differs between two texts, in blocks and words, and in bounded time."""

import time

from hypothesis import given
from hypothesis import strategies as st

from articles.anchoring.difference import (
    BlockChange,
    Change,
    Piece,
    blocks_differ,
    words_changed,
    words_differ,
)

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED
texts = st.lists(st.sampled_from(["een", "twee", "drie", "vier.", "\u00a0", "👩‍👩‍👧"])).map(
    " ".join
)


def test_only_the_words_that_differ_are_marked() -> None:
    assert words_differ("De wijk vraagt om zorg.", "De wijk vraagt nu om hulp.") == (
        Piece(SAME, "De wijk vraagt "),
        Piece(ADDED, "nu "),
        Piece(SAME, "om "),
        Piece(REMOVED, "zorg"),
        Piece(ADDED, "hulp"),
        Piece(SAME, "."),
    )


@given(texts, texts)
def test_what_stayed_and_came_is_the_new_text(old: str, new: str) -> None:
    pieces = words_differ(old, new)
    assert "".join(p.text for p in pieces if p.change is not REMOVED) == new
    kept = "".join(p.text for p in pieces if p.change is not ADDED)
    assert kept.split() == old.split()


@given(st.lists(texts), st.lists(texts))
def test_blocks_that_are_not_removed_are_the_new_ones_in_order(
    old: list[str], new: list[str]
) -> None:
    found = blocks_differ(old, new)
    kept = [block for block in found if block.change is not REMOVED]
    assert ["".join(p.text for p in b.pieces if p.change is not REMOVED) for b in kept] == new


def kinds(found: list[BlockChange]) -> list[str]:
    return [block.change.value for block in found]


def test_blocks_are_aligned_before_words_are_compared() -> None:
    first, second, third = "De eerste alinea staat hier.", "Dan komt er nog een.", "En het slot."
    assert kinds(blocks_differ([first, second, third], [first, third])) == [
        "same",
        "removed",
        "same",
    ]
    changed = second.replace("nog een", "een tweede")
    assert kinds(blocks_differ([first, second, third], [first, changed, third])) == [
        "same",
        "changed",
        "same",
    ]
    moved = blocks_differ([first, second, third], [second, third, first])
    assert sorted(kinds(moved)) == ["moved", "same", "same"]
    other = "Iets heel anders over fietsen."
    assert kinds(blocks_differ([first, second], [first, other])) == ["same", "added", "removed"]


def test_a_rewritten_book_is_compared_in_seconds() -> None:
    old = [f"Alinea {n} zegt {'veel ' * 40}over onderwerp {n % 7}." for n in range(1_100)]
    new = [block.replace("over", "bijna niets over") for block in reversed(old)]
    began = time.perf_counter()
    blocks_differ(old, new)
    words_differ(" ".join(old), " ".join(new))
    assert time.perf_counter() - began < 10


def test_the_words_that_are_drawn_are_the_words_that_are_counted() -> None:
    old = ["De wijk vraagt om zorg.", "Dit verdwijnt."]
    new = ["De wijk vraagt nu om hulp.", "Iets heel nieuws, van zes woorden."]
    assert words_changed(blocks_differ(old, new)) == (2 + 6, 1 + 2)
    assert words_changed(blocks_differ(old, old)) == (0, 0)
