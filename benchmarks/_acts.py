"""Things done again and again, in turns."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

ROUNDS = 40
WARM_UP = 5


@dataclass
class Act:
    """Something that is done again and again: `do` gives the answer, whose bytes are counted."""

    name: str
    do: Callable[[], Any]
    seconds: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.seconds) * 1000


def measure(acts: Sequence[Act]) -> None:
    """In turns, so that whatever else the machine does hits everything alike."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for turn in range(WARM_UP + ROUNDS):
        for act in acts:
            start = time.perf_counter()
            answer = act.do()
            spent = time.perf_counter() - start
            if answer is not None and answer.status_code not in (200, 303):
                sys.exit(f"{act.name}: {answer.status_code}")
            if turn >= WARM_UP:
                act.seconds.append(spent)
    for act in acts:
        with CaptureQueriesContext(connection) as captured:
            answer = act.do()
        act.queries = len(captured)
        act.size = len(answer.content) if answer is not None else 0


def forget() -> None:
    """Let the next page be drawn from the database: nothing of it is kept in this process."""
    from django.core.cache import caches

    from discussions.reading import kept_rows

    caches["pages"].clear()
    kept_rows._pages.clear()
