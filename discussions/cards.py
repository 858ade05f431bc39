"""Preview cards: 1200 × 630 pixels of paper, ink and teal. Pure: words in, PNG out, always the same."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
DESIGN = 1  # one higher whenever the same words would be drawn otherwise

# The light values of static/css/tokens.css.
PAPER, INK, SOFT, RULE, TEAL, MARK = (
    "#fbf9f4",
    "#1e1c18",
    "#5d584e",
    "#e2dccf",
    "#0c5a5e",
    "#dcebe6",
)

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
SERIF = FONTS / "literata-latin-wght-normal.woff2"
SANS = FONTS / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
SIZES = range(76, 35, -4)
REFERENCE = 76  # the size at which words are measured
MOST_WORDS = 120  # more never fit
LINE = 1.22  # of the size
TOP, BOTTOM = 168, 500  # where the words may stand

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Card:
    """`above` names the source or the article, `words` are the title or the statement, `below` counts.
    With `number` it is a claim."""

    above: str
    words: str
    below: str
    number: int | None = None


def draw_card(card: Card) -> bytes:
    """A PNG. Takes some tens of milliseconds; keep what comes out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 11), fill=TEAL)
    left = MARGIN
    if card.number is not None:
        left = _disc(draw, card.number)
    small = _font(SANS, 30, 400)
    draw.text((left, 92), _shortened(card.above, small, WIDTH - MARGIN - left), SOFT, small, "ls")
    size, lines = fit(card.words)
    serif = _font(SERIF, size, 560)
    step = size * LINE
    first = TOP + ((BOTTOM - TOP) - step * len(lines)) / 2
    for number, line in enumerate(lines):
        draw.text((MARGIN, first + step * number + size), line, INK, serif, "ls")
    draw.line((MARGIN, 532, WIDTH - MARGIN, 532), RULE, 2)
    name = _font(SANS, 30, 700)
    draw.text((MARGIN, 583), "Stellingname", TEAL, name, "ls")
    draw.text((WIDTH - MARGIN, 583), card.below, SOFT, small, "rs")
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=4)
    return written.getvalue()


def fit(words: str) -> tuple[int, list[str]]:
    """The largest size, in pixels, at which the words fit, and their lines, about equally long.

    What does not fit at the smallest size ends in an ellipsis.
    """
    width = WIDTH - 2 * MARGIN
    for size in SIZES:
        room = int((BOTTOM - TOP) // (size * LINE))
        lines = wrap(words, width, size)
        if len(lines) <= room:
            return size, _balanced(words, lines, width, size)
    return size, [*lines[: room - 1], _cut(lines[room - 1], width, _font(SERIF, size, 560))]


def wrap(words: str, width: float, size: int) -> list[str]:
    """Lines no wider than `width`. A word that is wider by itself is broken with a hyphen."""
    wide = width * REFERENCE / size * 0.99
    space = _measured(" ")
    lines: list[str] = []
    line, length = "", 0.0
    for word in words.split()[:MOST_WORDS]:
        added = _measured(word)
        if line and length + space + added <= wide:
            line, length = f"{line} {word}", length + space + added
            continue
        if line:
            lines.append(line)
        while added > wide:
            at = _breaking_point(word, wide)
            lines.append(f"{word[:at]}-")
            word = word[at:]
            added = _measured(word)
        line, length = word, added
    return [*lines, line] if line else lines


def _breaking_point(word: str, wide: float) -> int:
    """How many characters of a word go before the hyphen: at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if _measured(f"{word[:middle]}-") <= wide:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=2_000)
def _measured(text: str) -> float:
    """How wide it is at the size of reference; other sizes are in proportion."""
    return _font(SERIF, REFERENCE, 560).getlength(text)


def _balanced(words: str, lines: list[str], width: int, size: int) -> list[str]:
    """As many lines, but without one word alone on the last."""
    longest = max(map(_measured, words.split()), default=0) * size / REFERENCE
    for narrower in range(int(width * 0.6), width, 24):
        if longest <= narrower * 0.99 and len(found := wrap(words, narrower, size)) == len(lines):
            return found
    return lines


def _cut(line: str, width: float, font: Font) -> str:
    while line and font.getlength(f"{line} …") > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line} …"


def _shortened(text: str, font: Font, width: float) -> str:
    text = " ".join(text.split())[:300]
    return text if font.getlength(text) <= width else _cut(text, width, font)


def _disc(draw: ImageDraw.ImageDraw, number: int) -> int:
    """The number of a claim as the pages draw it. Returns where the words beside it may start."""
    font = _font(SANS, 28, 700)
    width = max(52, int(font.getlength(str(number))) + 32)
    draw.rounded_rectangle((MARGIN, 56, MARGIN + width, 108), 26, fill=MARK)
    draw.text((MARGIN + width / 2, 92), str(number), TEAL, font, "ms")
    return MARGIN + width + 20


@lru_cache(maxsize=32)
def _font(path: Path, size: int, weight: int) -> Font:
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font
