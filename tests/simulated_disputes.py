"""The disputes of a simulated year: in and around it, ended in every way, carried out or not."""

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from discussions.models import Dispute
from tests.simulated_events import Line

OUTCOMES = ("person", "partly", "editors", "settled", "withdrawn")
TO_DO = ("person", "partly", "settled")


@dataclass
class Brought:
    """A dispute about decision number `line` of the list."""

    line: int
    came_in: date
    ended: date | None
    outcome: str
    implemented: date | None
    public_id: uuid.UUID


def bring(chance: random.Random, lines: Sequence[Line], year: int) -> list[Brought]:
    """Thirty at any time, and some on the first and last days: these came in, ended or were done just in or just
    outside the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    day = timedelta(days=1)
    found = []

    def one(came_in: date, ended: date | None, outcome: str, implemented: date | None) -> None:
        key = uuid.UUID(int=chance.getrandbits(128), version=4)
        line = chance.randrange(len(lines))
        found.append(Brought(line, came_in, ended, outcome, implemented, key))

    for turn in range(30):
        came_in = first + timedelta(days=chance.randrange(-40, 365))
        ended = came_in + timedelta(days=chance.randrange(120)) if turn % 6 else None
        outcome = OUTCOMES[turn % 5] if ended else ""
        done = None
        if ended and outcome in TO_DO and chance.random() < 0.6:
            done = ended + timedelta(days=chance.randrange(50))
        one(came_in, ended, outcome, done)
    one(first, first, "person", first)
    one(first - day, first - day, "person", first)
    one(first - day, first, "settled", None)
    one(last, last, "partly", last + 9 * day)
    one(last, last + day, "person", last + day)
    one(last + day, None, "", None)
    return found


def store_disputes(disputes: Sequence[Brought], lines: Sequence[Line], by: User) -> None:
    """As rows, when the lines have theirs."""
    Dispute.objects.bulk_create(
        Dispute(
            public_id=each.public_id,
            decision_id=lines[each.line].number,
            body="Voorbeeld Geschillen",
            reference=f"VG-{number}",
            came_in=each.came_in,
            ended=each.ended,
            outcome=each.outcome,
            implemented=each.implemented,
            recorded_by=by,
        )
        for number, each in enumerate(disputes)
    )
