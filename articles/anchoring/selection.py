"""What someone selected in a browser → a place in the canonical text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articles.anchoring.quote import find_literal


class NotInText(ValueError):
    """The words do not stand in the text, or begin or end inside what readers see as one character."""


def place_of_selection(text: str, quote: str, near: int) -> tuple[int, int]:
    """[start, end) of the words `quote`, in code points: where they stand nearest to `near`.

    A browser gives a selection back in its own white space and knows only roughly where it began, so
    the words decide and the position settles which of several places is meant. Raises `NotInText`.
    """
    try:
        places = find_literal(text, quote)
    except ValueError as error:
        raise NotInText(quote) from error
    if not places:
        raise NotInText(quote)
    return min(places, key=lambda place: abs(place[0] - near))


def runs(sentences: Sequence[tuple[int, int]], chosen: Iterable[int]) -> list[tuple[int, int]]:
    """Chosen sentences, by their start, as places: those that follow each other become one.

    Raises `NotInText` for a start at which no sentence begins.
    """
    wanted = set(chosen)
    if not wanted <= {start for start, _end in sentences}:
        raise NotInText("no sentence begins there")
    places: list[tuple[int, int]] = []
    previous_was_chosen = False
    for start, end in sentences:
        if start in wanted and previous_was_chosen:
            places[-1] = (places[-1][0], end)
        elif start in wanted:
            places.append((start, end))
        previous_was_chosen = start in wanted
    return places
