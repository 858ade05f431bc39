"""PURE: figures as drawings that a page can hold: where each bar stands, and the same numbers as a table.

Places along the width are in percent, so that a drawing fits any page and its letters keep their size; places along
the height are in pixels. All of it is text, since a template would write numbers with a comma.
"""

from collections.abc import Sequence
from dataclasses import dataclass

PLOT = 128  # height of upright bars
ABOVE = 24  # room for the value over the highest bar
BELOW = 24  # room for the names under the bars
ROW = 44  # a name over its lying bar
THICK = 12
LONGEST_NAME = 44  # characters of a name over a lying bar, so that the narrowest page holds it
MOST_VALUES = 16  # of so many upright bars each has its value over it


@dataclass(frozen=True)
class Mark:
    """A bar; x and width in percent, y and height in pixels."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Word:
    """A word or a number in the drawing. `anchor` is start, middle or end."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """A drawing with its table. `name` makes the ids on the page, `columns` are the heads of the table and
    `rows` its cells; `summary` says in one sentence what there is to see."""

    name: str
    title: str
    summary: str
    height: int
    marks: tuple[Mark, ...]
    words: tuple[Word, ...]
    columns: tuple[str, str]
    rows: tuple[dict[str, tuple[str, str]], ...]
    base: str = ""


def upright_bars(
    *,
    name: str,
    title: str,
    summary: str,
    columns: tuple[str, str],
    points: Sequence[tuple[str, int]],
) -> Chart:
    """Numbers in an order of their own, such as weeks or lengths of time: bars that stand."""
    highest = max((value for _, value in points), default=0) or 1
    step = 100 / max(len(points), 1)
    floor = ABOVE + PLOT
    marks, words = [], []
    for at, (label, value) in enumerate(points):
        height = PLOT * value / highest
        left, middle = at * step + step * 0.15, at * step + step / 2
        marks.append(Mark(_percent(left), _px(floor - height), _percent(step * 0.7), _px(height)))
        if len(points) <= MOST_VALUES:
            words.append(Word(str(value), _percent(middle), _px(floor - height - 6), "middle"))
        if _is_named(at, len(points)):
            words.append(_below(label, at, len(points), middle, floor + 18))
    return Chart(
        name=name,
        title=title,
        summary=summary,
        height=floor + BELOW,
        marks=tuple(marks),
        words=tuple(words),
        columns=columns,
        rows=_rows(points),
        base=_px(floor),
    )


def lying_bars(
    *,
    name: str,
    title: str,
    summary: str,
    columns: tuple[str, str],
    points: Sequence[tuple[str, int]],
) -> Chart:
    """Numbers by name, such as house rules: each name over a bar that lies."""
    highest = max((value for _, value in points), default=0) or 1
    marks, words = [], []
    for at, (label, value) in enumerate(points):
        top = at * ROW
        words.append(Word(_short(label), "0%", _px(top + 16), "start"))
        words.append(Word(str(value), "100%", _px(top + 16), "end"))
        marks.append(Mark("0%", _px(top + 24), _percent(100 * value / highest), _px(THICK)))
    return Chart(
        name=name,
        title=title,
        summary=summary,
        height=max(len(points) * ROW, 1),
        marks=tuple(marks),
        words=tuple(words),
        columns=columns,
        rows=_rows(points),
    )


# Until how many hours; what took longer than the last is counted apart.
SPANS = (1, 4, 24, 72, 168)


def spread_of(hours: Sequence[float]) -> tuple[int, ...]:
    """How many took up to one hour, up to four, and so on; the last number are those that took longer."""
    counts, low = [], -1.0
    for high in SPANS:
        counts.append(sum(low < each <= high for each in hours))
        low = high
    return (*counts, sum(each > low for each in hours))


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value under which `share` of all lies (0.5: the median), between two of them in proportion, as
    PostgreSQL's percentile_cont reckons. None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _short(name: str) -> str:
    """The table says it in full."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME - 1].rstrip(" ,:") + "…"


def _is_named(at: int, count: int) -> bool:
    """All of a few; of many the first, the middle and the last, so that names never touch."""
    return count <= 6 or at in (0, count // 2, count - 1)


def _below(label: str, at: int, count: int, middle: float, y: float) -> Word:
    if count <= 6:
        return Word(label, _percent(middle), _px(y), "middle")
    if at == 0:
        return Word(label, "0%", _px(y), "start")
    if at == count - 1:
        return Word(label, "100%", _px(y), "end")
    return Word(label, _percent(middle), _px(y), "middle")


def _rows(points: Sequence[tuple[str, int]]) -> tuple[dict[str, tuple[str, str]], ...]:
    return tuple({"cells": (label, str(value))} for label, value in points)


def _percent(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"


def _px(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
