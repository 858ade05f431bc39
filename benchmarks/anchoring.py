"""How long it takes to find a passage again: literal, changed and deleted, at 5,000 and 50,000 words.

    .venv/bin/python benchmarks/anchoring.py

Pure Python, no database. The text is made of the words of the seeds, shuffled with a fixed seed; ten passages of about
25 words each. Printed are milliseconds per passage, median and worst of ten, and once per text the time to prepare it.
"""

import random
import re
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from articles.anchoring.find_again import ChangedText, Limits  # noqa: E402
from articles.anchoring.quote import describe  # noqa: E402

PASSAGES = 10
WORDS_EACH = 25


def made_text(words: int) -> list[str]:
    """Sentences of 12 words, from a fixed seed."""
    dice = random.Random(7)  # noqa: S311
    found = [
        word
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    ]
    return [" ".join(dice.choices(found, k=12)).capitalize() + "." for _ in range(words // 12)]


def changed(text: str, start: int, end: int, kind: str) -> str:
    """The text after an edit elsewhere, and one in the passage: none, three words, or all of it gone."""
    words = text[start:end].split(" ")
    if kind == "one word changed":
        words[8] = "vervangen"
    if kind == "one word in three changed":
        words = ["vervangen" if index % 3 == 1 else word for index, word in enumerate(words)]
    if kind == "deleted":
        words = []
    return "Vooraf iets nieuws.\n\n" + text[:start] + " ".join(words) + text[end:]


def main() -> None:
    for size in (5_000, 50_000):
        text = "\n\n".join(made_text(size))
        dice = random.Random(11)  # noqa: S311
        starts = [match.start() for match in re.finditer(r"(?<=\s)\w", text)]
        print(f"{size} words, {len(text)} characters")
        for kind in ("literal", "one word changed", "one word in three changed", "deleted"):
            times, prepared, states = [], [], set()
            for first in dice.sample(range(len(starts) - WORDS_EACH - 1), PASSAGES):
                start = starts[first]
                end = starts[first + WORDS_EACH] - 1
                while text[end - 1].isspace():
                    end -= 1
                quote = describe(text, start, end)
                edited = changed(text, start, end, kind)
                began = time.perf_counter()
                made = ChangedText(edited)
                prepared.append(time.perf_counter() - began)
                began = time.perf_counter()
                found = made.find_again(quote, (start, end), Limits())
                times.append((time.perf_counter() - began) * 1000)
                states.add(found.certainty.value)
            print(
                f"  {kind:26} {statistics.median(times):8.1f} ms median, {max(times):8.1f} ms worst,"
                f" preparing {statistics.median(prepared) * 1000:.0f} ms, {'/'.join(sorted(states))}"
            )


if __name__ == "__main__":
    main()
