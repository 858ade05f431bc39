"""The colours of tokens.css, computed: WCAG 2.2, 1.4.3 (words) and 1.4.11 (controls and marks)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")

WORDS_ON_GROUND = [
    *[
        (word, ground)
        for ground in ("paper", "sheet")
        for word in ("ink", "ink-soft", "accent", "eens", "nuance", "oneens")
    ],
    ("ink", "mark"),
    ("accent", "mark"),
    ("paper", "ink"),
    ("paper", "accent"),
    ("paper", "eens"),
    ("paper", "nuance"),
    ("paper", "oneens"),
]
SHAPES_ON_GROUND = [
    (shape, ground) for ground in ("paper", "sheet") for shape in ("edge", "line", "accent")
]
NEIGHBOURS_IN_BAR = [("eens-fill", "nuance-fill"), ("nuance-fill", "oneens-fill")]


def colours(scheme: str) -> dict[str, str]:
    pairs = COLOUR.findall(TOKENS.read_text(encoding="utf-8"))
    return {name: light if scheme == "light" else dark for name, light, dark in pairs}


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), after WCAG's definition for sRGB."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_is_known_in_both_schemes() -> None:
    text = TOKENS.read_text(encoding="utf-8")
    assert len(colours("light")) == text.count("light-dark(") == 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WORDS_ON_GROUND)
def test_words_reach_aa(scheme: str, word: str, ground: str) -> None:
    known = colours(scheme)
    assert contrast(known[word], known[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES_ON_GROUND)
def test_controls_and_marks_reach_three_to_one(scheme: str, shape: str, ground: str) -> None:
    known = colours(scheme)
    assert contrast(known[shape], known[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("one", "other"), NEIGHBOURS_IN_BAR)
def test_neighbours_in_a_bar_differ_in_lightness(scheme: str, one: str, other: str) -> None:
    known = colours(scheme)
    assert contrast(known[one], known[other]) >= 2.5
