"""Does the second look cost no more than the length of a text, also of one made to be slow?

    .venv/bin/python benchmarks/second_look.py

Looks at texts of 1,000 and of 10,000 code points (the longest comment) that repeat one piece, and prints
the milliseconds of each (fastest of five) and how many times more the longer one takes. Ends with exit code 1
when that is 15 or more for a text that takes longer than 20 ms.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PIECES = (
    "Wij vinden dat samenwerken tijd kost. ",
    "a",
    "a-",
    "a.",
    "0",
    "06 ",
    "1234 ",
    "NL00",
    "@",
    "jij bent ",
    "echt ",
    "een ",
    "geboren ",
    "laan ",
    "gemeente 020 ",
    "idioot ",
)
SMALL, LARGE, MOST, SHORT = 1_000, 10_000, 15, 20.0


def cost(text: str) -> float:
    """Milliseconds, the least of five."""
    from discussions.second_look import look

    least = float("inf")
    for _turn in range(5):
        start = time.process_time()
        look(text)
        least = min(least, (time.process_time() - start) * 1_000)
    return least


def main() -> int:
    slow = False
    print(f"{'piece':<40}{'1,000':>9}{'10,000':>9}{'times':>7}")
    for piece in PIECES:
        small, large = (cost((piece * size)[:size]) for size in (SMALL, LARGE))
        slow |= large > SHORT and large >= MOST * small
        print(f"{piece!r:<40}{small:>9.2f}{large:>9.2f}{large / small:>7.1f}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
