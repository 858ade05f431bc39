"""The place of an article in a series: from its label, its title, the links to its neighbours and its own text."""

from __future__ import annotations

import re

from articles.cleaning.classes import LineClass
from articles.cleaning.classify import Classification
from articles.cleaning.draft import SeriesPlace
from articles.cleaning.lines import LABEL_CHARACTERS

_IN_TITLE = re.compile(
    r"(?:^|[\s(])(?P<label>(?:deel|aflevering|part)\s+(?P<part>\d{1,3}))(?=$|[\s):,.])",
    re.IGNORECASE,
)
# "Deel 3" of "Deel 3 van de reeks Sturen".
_LABEL_OF_PART = re.compile(r"[^\W\d_]+\s+\d{1,3}(?=\s+\w+\s+(?:de|het|onze|een)\s)", re.IGNORECASE)
_LABEL = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,40}[-–\s]?\d{1,3}\b(?!.*\d)")
_BACK = re.compile(r"<<|←|«|‹|\b(?:terug|vorige?|previous)\b", re.IGNORECASE)
_FORTH = re.compile(r">>|→|»|›|\b(?:verder|volgende?|next)\b", re.IGNORECASE)

# A name is a run of words from a capital up to the first punctuation mark, or what stands between quotes.
_NAME = r"(?:[‘'\"“«](?P<quoted>[^’'\"”»\n]{2,80})[’'\"”»]|(?P<name>[^\W\d_a-zà-ÿ][^,.;:!?()\[\]\n]{2,80}))"
_OF_SERIES = re.compile(
    rf"\b(?:reeks|serie|blogreeks|blogserie|artikelenreeks|drieluik|tweeluik|vierluik)\s+{_NAME}"
)
_OF_EARLIER_PARTS = re.compile(
    rf"\b(?:voorgaande|vorige|eerdere)\s+(?P<count>\d{{1,3}})\s+(?:punten|delen|afleveringen|artikelen|blogs|stappen)\s+{_NAME}"
)
_LONGEST_NAME = 10
_NAMES_SERIES = {LineClass.BODY, LineClass.LEAD, LineClass.SERIES}


def find_series(found: Classification) -> tuple[SeriesPlace, dict[str, tuple[int, ...]]]:
    """The place and its evidence. Without a part number there is no series: links to other pages prove none."""
    label = _own_label(found)
    if label is None:
        return SeriesPlace(), {}
    part, part_label, line_number = label
    evidence: dict[str, tuple[int, ...]] = {
        "series_part": (line_number,),
        "series_part_label": (line_number,),
    }
    place: dict[str, str | None] = {"title": None, "previous_label": None, "next_label": None}
    for name, value, number in (
        _series_title(found, part),
        _neighbour(found, back=True),
        _neighbour(found, back=False),
    ):
        if value:
            place[name] = value
            evidence["series_" + name.removesuffix("_label")] = (number,)
    return SeriesPlace(part=part, part_label=part_label, **place), evidence


def _own_label(found: Classification) -> tuple[int, str, int] | None:
    for line in found.lines:
        if line.line_class is LineClass.SERIES and line.number in found.outline.series:
            content = found.page[line.number].content
            label = _LABEL_OF_PART.match(content)
            return (
                found.outline.series[line.number],
                label[0] if label else content,
                line.number,
            )
    for line in found.lines:
        match = _IN_TITLE.search(line.text) if line.line_class is LineClass.TITLE else None
        if match and not line.has_contact_details:
            return int(match["part"]), match["label"], line.number
    return None


def _series_title(found: Classification, part: int) -> tuple[str, str | None, int]:
    """The name after "de reeks", or after "de voorgaande 7 punten" when this is part 8: the count makes it certain."""
    for line in found.lines:
        if line.line_class not in _NAMES_SERIES or line.has_contact_details:
            continue
        matches = [*_OF_SERIES.finditer(line.text)]
        matches += [
            match
            for match in _OF_EARLIER_PARTS.finditer(line.text)
            if int(match["count"]) == part - 1
        ]
        for match in matches:
            name = (match["quoted"] or match["name"]).strip()
            if len(name.split()) <= _LONGEST_NAME:
                return "title", name, line.number
    return "title", None, 0


def _neighbour(found: Classification, *, back: bool) -> tuple[str, str | None, int]:
    name = "previous_label" if back else "next_label"
    for line in found.lines:
        if line.line_class is not LineClass.NAVIGATION or line.has_contact_details:
            continue
        if len(line.text) > LABEL_CHARACTERS:
            continue
        label = _LABEL.search(line.text)
        goes_back, goes_forth = bool(_BACK.search(line.text)), bool(_FORTH.search(line.text))
        if label and (goes_back, goes_forth) == (back, not back):
            return name, label[0], line.number
    return name, None, 0
