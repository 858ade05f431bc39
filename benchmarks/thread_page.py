"""Does a page of a discussion cost the same whatever the size of the discussion?

    .venv/bin/python benchmarks/thread_page.py

Fills discussions of 100, 1,000 and 10,000 comments, asks for the first page of each through the
whole site, in turns, with nothing kept, and prints one row each. Ends with exit code 1 when the page of 10,000 takes
1.3 times as long as that of 100 or more, or when the number of queries differs.

With DATABASE_URL empty it starts a PostgreSQL of its own and throws it away. Otherwise it uses that
database, in one transaction that is rolled back.
"""

import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from _acts import forget
from _filling import fill, some_members
from _site import site_for_measuring

SIZES = (100, 1_000, 10_000)
ROUNDS = 40
WARM_UP = 5
MOST = 1.3

# How many answers a comment gets, in per cent, and how deep it goes: six public talk pages with
# 411 threads and 2,175 comments.
ANSWERS = {0: 45.4, 1: 46.0, 2: 6.2, 3: 1.3, 4: 0.6, 6: 0.3, 10: 0.15, 17: 0.05}
DEEPEST = 15


@dataclass
class Row:
    """One discussion and what its page took: seconds per round, queries, bytes."""

    name: str
    address: str
    seconds: list[float]
    queries: int = 0
    size: int = 0

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.seconds) * 1000


def real_shape(count: int) -> list[int | None]:
    """Parents as positions in the list. A longer list begins as a shorter one does, so that the
    first page is the same page in every size."""
    chance = random.Random(411)  # noqa: S311  the same shape every time
    parents: list[int | None] = []

    def grow(parent: int | None, depth: int) -> None:
        place = len(parents)
        parents.append(parent)
        if depth < DEEPEST:
            (answers,) = chance.choices(list(ANSWERS), list(ANSWERS.values()))
            for _ in range(answers):
                grow(place, depth + 1)

    while len(parents) < count:
        grow(None, 1)
    return parents[:count]


SHAPES: dict[str, Sequence[int | None]] = {
    **{f"{size:,} comments": real_shape(size) for size in SIZES},
    "5,000 under one": [None, *[0] * 4_999],
    "5,000 roots": [None] * 5_000,
    "a chain of 500": [None, *range(499)],
}


def measure(rows: list[Row]) -> None:
    """In turns, so that whatever else the machine does hits every size alike."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor = Client(headers={"host": "localhost"})
    for turn in range(WARM_UP + ROUNDS):
        for row in rows:
            forget()
            start = time.perf_counter()
            response = visitor.get(row.address)
            spent = time.perf_counter() - start
            if response.status_code != 200:
                sys.exit(f"{row.address}: {response.status_code}")
            if turn >= WARM_UP:
                row.seconds.append(spent)
    for row in rows:
        forget()
        with CaptureQueriesContext(connection) as captured:
            row.size = len(visitor.get(row.address).content)
        row.queries = len(captured)


def report(rows: list[Row]) -> bool:
    """Print the table; whether everything is as promised."""
    print(f"{'discussion':<18}{'ms (median)':>13}{'queries':>9}{'kB':>7}")
    for row in rows:
        print(f"{row.name:<18}{row.milliseconds:>13.1f}{row.queries:>9}{row.size / 1000:>7.0f}")
    real = rows[: len(SIZES)]
    ratio = real[-1].milliseconds / real[0].milliseconds
    same = len({row.queries for row in real}) == 1
    print(f"ratio {SIZES[-1]:,} / {SIZES[0]:,}: {ratio:.2f} (must stay under {MOST})")
    print(f"queries: {'the same' if same else 'NOT the same'}")
    return ratio < MOST and same


def run() -> bool:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from config.roles import as_owner

    call_command("upgrade")
    call_command("collectstatic", interactive=False, verbosity=0)
    # Only the owner may refresh the planner's statistics, and only here are the rows to be seen.
    with as_owner(), transaction.atomic():
        people = [person.pk for person in some_members()]
        rows = [
            Row(name, f"/artikelen/{fill(parents, people).article.slug}/reacties/", [])
            for name, parents in SHAPES.items()
        ]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        measure(rows)
        transaction.set_rollback(True)
    return report(rows)


def main() -> int:
    with site_for_measuring():
        return 0 if run() else 1


if __name__ == "__main__":
    sys.exit(main())
