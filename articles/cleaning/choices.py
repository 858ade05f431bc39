"""What an editor made of single lines, carried to the next version of the same source.

A choice is kept with the words of its line, since numbers move: a new version has a line more above it, or a menu less.
It is applied again only where those words stand once, or clearly nearest to where they stood; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.cleaning.classes import ClassifiedLine, LineClass
from articles.cleaning.draft import ArticleDraft


@dataclass(frozen=True)
class LostChoice:
    """A choice that could not be carried: `line` and `line_class` as stored, `reason` in Dutch for the editor.

    The words of the line are not in it: they may hold a stranger's phone number.
    """

    line: int
    line_class: LineClass
    reason: str


@dataclass(frozen=True)
class CarriedChoices:
    """`applied`: line number in the new draft → class. `lost`: what the editor has to choose again, or let go."""

    applied: dict[int, LineClass]
    lost: tuple[LostChoice, ...]


def stored(choices: Mapping[int, LineClass], draft: ArticleDraft) -> list[dict[str, Any]]:
    """The choices as they are kept with a version: [{"line": 3, "text": its words, "class": "body"}], by line.

    Choices for lines that do not exist are left out.
    """
    texts = {line.number: line.text for line in draft.lines}
    return [
        {"line": number, "text": texts[number], "class": choices[number].value}
        for number in sorted(choices)
        if number in texts
    ]


def choices_for(
    lines: Sequence[ClassifiedLine], stored_choices: Iterable[Mapping[str, Any]]
) -> dict[int, LineClass]:
    """The stored choices for the lines of a new draft: line number → class. See `carried`."""
    return carried(lines, stored_choices).applied


def carried(
    lines: Sequence[ClassifiedLine], stored_choices: Iterable[Mapping[str, Any]]
) -> CarriedChoices:
    """Find each chosen line again by its exact words; of several, the one nearest to the old number.

    Two that are equally near, or two choices of different classes for one line, are lost rather than guessed. An entry
    that is not a choice is passed over.
    """
    places: dict[str, list[int]] = {}
    for line in lines:
        places.setdefault(line.text, []).append(line.number)
    wanted: dict[int, dict[LineClass, int]] = {}
    lost: list[LostChoice] = []
    for choice in stored_choices:
        read = _read(choice)
        if read is None:
            continue
        number, text, line_class = read
        nearest = _nearest(places.get(text, []), number)
        if len(nearest) == 1:
            wanted.setdefault(nearest[0], {}).setdefault(line_class, number)
        elif nearest:
            lost.append(LostChoice(number, line_class, _TWICE.format(number=number)))
        else:
            lost.append(LostChoice(number, line_class, _GONE.format(number=number)))
    applied = {}
    for place, classes in wanted.items():
        if len(classes) == 1:
            applied[place] = next(iter(classes))
        else:
            lost += [
                LostChoice(number, line_class, _AGAINST.format(number=number))
                for line_class, number in classes.items()
            ]
    return CarriedChoices(applied, tuple(sorted(lost, key=lambda choice: choice.line)))


_GONE = "De regel die eerst regel {number} was, staat niet meer in de tekst: die keuze vervalt."
_TWICE = "De regel die eerst regel {number} was, staat er nu twee keer, even ver van de oude plaats: kies opnieuw."
_AGAINST = (
    "Voor de regel die eerst regel {number} was, zijn verschillende keuzes bewaard: kies opnieuw."
)


def _read(choice: Mapping[str, Any]) -> tuple[int, str, LineClass] | None:
    number, text, line_class = (choice.get(key) for key in ("line", "text", "class"))
    if isinstance(number, bool) or not isinstance(number, int) or not isinstance(text, str):
        return None
    if line_class not in set(LineClass):
        return None
    return number, text, LineClass(line_class)


def _nearest(places: Sequence[int], number: int) -> list[int]:
    distance = min((abs(place - number) for place in places), default=0)
    return [place for place in places if abs(place - number) == distance]
