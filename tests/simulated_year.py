"""A year of a site, out of a seed: what happened as plain lists of events.

200 members, 20,000 comments, 600 reports, 150 decisions and 20 requests for another look, with some of each just
outside the year. `tests/simulated_rows.py` stores them.
"""

import random
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from discussions.moderation.legal_grounds import LEGAL_GROUNDS
from discussions.moderation.policy import HOUSE_RULES
from tests.simulated_disputes import bring
from tests.simulated_events import Asked, Line, Opened, Told, Written

YEAR = 2025
FIRST = datetime(YEAR, 1, 1, tzinfo=UTC) - timedelta(hours=1)  # midnight in Amsterdam
END = datetime(YEAR + 1, 1, 1, tzinfo=UTC) - timedelta(hours=1)
MEMBERS, COMMENTS, REPORTS, DECISIONS, APPEALS = 200, 20_000, 600, 150, 20
RULES = [rule.code for rule in HOUSE_RULES]
LAWS = [ground.code for ground in LEGAL_GROUNDS if ground.code != "LAW-6"]
PARTLY = 17  # the request that was founded in part
RESTRICTING = ("hide", "label", "hide_text", "move")


class SimulatedYear:
    """What happened, in lists that point at each other by place. The same seed makes the same year."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.written: list[Written] = []
        self.cases: list[Opened] = []
        self.told: list[Told] = []
        self.lines: list[Line] = []
        self.asked: list[Asked] = []
        for _ in range(COMMENTS):
            self.written.append(Written(self._moment(), self.chance.randrange(MEMBERS), 0))
        self.written.sort(key=lambda each: each.at)
        self._reported()
        self._own_initiative()
        self._programs()
        self._people()
        self._appeals()
        self._second_thoughts()
        self._around_the_year()
        self.disputes = bring(self.chance, self.lines, YEAR)

    def _moment(self) -> datetime:
        return FIRST + (END - FIRST) * self.chance.random()

    def _ground(self) -> dict[str, str]:
        if self.chance.random() < 0.25:
            return {"law": self.chance.choice(LAWS)}
        return {"rule": self.chance.choice(RULES)}

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)

    def _open(self, at: datetime, comment: int | None, **more: Any) -> int:
        self.cases.append(Opened(at, comment, public_id=self._uuid(), **more))
        return len(self.cases) - 1

    def _decide(self, at: datetime, outcome: str, **more: Any) -> int:
        self.lines.append(Line(at, outcome, public_id=self._uuid(), **more))
        return len(self.lines) - 1

    def _reported(self) -> None:
        """Six hundred reports of ninety comments: one has fifty, and thirty-four wait still."""
        comments = self.chance.sample(range(COMMENTS), 90)
        sizes = [50] + [1] * 89
        while sum(sizes) < REPORTS - 1:  # one more comes with second thoughts
            at = self.chance.randrange(1, 90)
            sizes[at] += sizes[at] < 60
        for place, (comment, size) in enumerate(zip(comments, sizes, strict=True)):
            opened = FIRST + (END - FIRST) * (0.05 + 0.8 * self.chance.random())
            case = self._open(opened, comment)
            reporters = self.chance.sample(range(MEMBERS), size)
            kinds = [self.chance.choice(["rule", "rule", "rule", "illegal"]) for _ in range(size)]
            for turn in range(size):
                kind = kinds[turn]
                code = self.chance.choice(RULES if kind == "rule" else [*LAWS, ""])
                without_account = kind == "illegal" and self.chance.random() < 0.5
                self.told.append(
                    Told(
                        opened + timedelta(minutes=self.chance.randrange(1 + 200 * bool(turn))),
                        case,
                        kind,
                        code,
                        None if without_account else reporters[turn],
                    )
                )
            if place < 56:
                decided = opened + timedelta(minutes=201 + self.chance.randrange(20_000))
                source = "article_16" if "illegal" in kinds else "report"
                self.cases[case].closed_at = decided
                if self.chance.random() < 0.4:
                    # One notice was about a label, and that was taken off: no measure either.
                    off = "illegal" in kinds and all(
                        line.outcome != "unlabel" for line in self.lines
                    )
                    self._decide(decided, "unlabel" if off else "keep", case=case, source=source)
                else:
                    self._decide(decided, "hide", case=case, source=source, **self._ground())

    def _own_initiative(self) -> None:
        for turn, comment in enumerate(self.chance.sample(range(COMMENTS), 24)):
            at = self._moment_within()
            case = self._open(at, comment, kind="own", closed_at=at)
            self._decide(
                at,
                self.chance.choice(RESTRICTING),
                case=case,
                unannounced=turn < 4,
                facts="Een reactie is verborgen." if turn % 2 else "",
                **self._ground(),
            )

    def _programs(self) -> None:
        """Twelve comments were held by a program; three of these let through by somebody, and three not: of these one
        was let through after all."""
        for turn, comment in enumerate(self.chance.sample(range(COMMENTS), 12)):
            at = self._moment_within()
            case = self._open(at, comment, kind="held", closed_at=at)
            self._decide(
                at,
                "hold",
                case=case,
                moderator=None,
                detected=True,
                automated="fully",
                rule=self.chance.choice(RULES),
            )
            if turn < 3:
                self._decide(
                    at + timedelta(hours=self.chance.randrange(1, 30)),
                    "release",
                    case=case,
                    detected=True,
                )
            elif turn < 6:
                later = at + timedelta(hours=self.chance.randrange(1, 30))
                refused = self._decide(later, "refuse", case=case, detected=True, **self._ground())
                if turn == 5:
                    self._decide(
                        later + timedelta(days=2),
                        "release",
                        case=case,
                        reverses=refused,
                        detected=True,
                    )

    def _people(self) -> None:
        against = ("suspend",) * 4 + ("limit",) * 2 + ("read_first",) + ("no_notices",) * 2
        for outcome in ("warn",) * 5 + against:
            at = self._moment_within()
            until = None if outcome == "warn" else at + timedelta(days=14)
            person = self.chance.randrange(MEMBERS)
            self._decide(at, outcome, about="person", person=person, until=until, **self._ground())
        for outcome in ("close", "slow", "read_first"):
            self._decide(self._moment_within(), outcome, about="thread")
        for outcome in ("close", "read_first", "read_first", "withdraw"):
            ground = {"law": "LAW-3"} if outcome == "withdraw" else {}
            self._decide(self._moment_within(), outcome, about="article", **ground)

    def _second_thoughts(self) -> None:
        """What was undone and was no measure, or nobody heard of: what was put back and hidden again, a move and its
        way back, a warning; and two decisions, one of them about a report, that were taken back at once."""
        comments = self.chance.sample(range(COMMENTS), 4)

        def own(comment: int) -> tuple[datetime, int]:
            at = self._moment_within()
            return at, self._open(at, comment, kind="own", closed_at=at)

        at, case = own(comments[0])
        hidden = self._decide(at, "hide", case=case, rule="HR-1")
        hour = timedelta(hours=1)
        back = self._decide(at + hour, "restore", case=case, reverses=hidden)
        self._decide(at + 2 * hour, "hide", case=case, rule="HR-1", reverses=back)
        at, case = own(comments[1])
        moved = self._decide(at, "move", case=case)
        self._decide(at + hour, "move", case=case, reverses=moved)
        at = self._moment_within()
        warned = self._decide(at, "warn", about="person", person=3, rule="HR-1")
        self._decide(at + hour, "unwarn", about="person", person=3, reverses=warned)
        moment = timedelta(seconds=9)
        at, case = own(comments[2])
        self.told.append(Told(at, case, "rule", "HR-1", 5))
        kept = self._decide(at + moment, "keep", case=case, source="report")
        self._decide(at + 2 * moment, "reopen", case=case, reverses=kept, unread=True)
        self._decide(at + hour, "hide", case=case, rule="HR-1", source="report")
        at, case = own(comments[3])
        hidden = self._decide(at, "hide", case=case, law="LAW-3")
        self._decide(at + moment, "restore", case=case, reverses=hidden, unread=True)

    def _appeals(self) -> None:
        """Twenty requests: nineteen about what was hidden and one about a suspension. Eighteen answered, seven of them
        with a reversal and one in part."""
        hidden = [
            at
            for at, line in enumerate(self.lines)
            if line.outcome == "hide" and line.source != "voluntary"
        ]
        suspension = next(at for at, line in enumerate(self.lines) if line.outcome == "suspend")
        chosen = self.chance.sample(hidden, APPEALS - 1)
        chosen.insert(PARTLY, suspension)
        for turn, place in enumerate(chosen):
            first = self.lines[place]
            if turn == PARTLY:
                self._shortened(turn, place)
                continue
            assert first.case is not None
            reports = [at for at, told in enumerate(self.told) if told.case == first.case]
            by_reporter = turn % 4 == 3
            filed = min(
                first.at + timedelta(days=self.chance.randrange(1, 20)), END - timedelta(days=3)
            )
            case = self._open(filed, self.cases[first.case].comment, kind="appeal")
            self.asked.append(
                Asked(
                    filed,
                    place,
                    case,
                    "reporter" if by_reporter else "author",
                    reports[0] if by_reporter else None,
                )
            )
            if turn >= 18:
                continue
            answered = filed + timedelta(minutes=self.chance.randrange(60, 3_000))
            self.cases[case].closed_at = answered
            same = turn == 5
            self._decide(
                answered,
                "restore" if turn < 7 else "uphold",
                case=case,
                moderator=0 if same else 1,
                reverses=place if turn < 7 else None,
                answers=turn,
                by_the_same=same,
                source=first.source,
            )

    def _shortened(self, turn: int, place: int) -> None:
        first = self.lines[place]
        assert first.until is not None
        filed = min(first.at + timedelta(days=1), END - timedelta(days=3))
        answered = filed + timedelta(hours=5)
        case = self._open(filed, None, person=first.person, kind="appeal", closed_at=answered)
        self.asked.append(Asked(filed, place, case, "author", None))
        self._decide(
            answered,
            "shorten",
            about="person",
            person=first.person,
            case=case,
            moderator=1,
            rule=first.rule,
            law=first.law,
            answers=turn,
            until=first.until - timedelta(days=3),
        )

    def _moment_within(self) -> datetime:
        return FIRST + (END - FIRST) * (0.02 + 0.9 * self.chance.random())

    def _around_the_year(self) -> None:
        """Half an hour before and after the year, in the time of Amsterdam: these do not count."""
        inside = len([line for line in self.lines if FIRST <= line.at < END])
        for turn in range(DECISIONS - inside):
            at = (
                self._moment_within()
                if turn > 1
                else (FIRST if turn else END - timedelta(seconds=1))
            )
            case = self._open(at, turn, kind="own", closed_at=at)
            self._decide(at, "hide", case=case, **self._ground())
        for turn, at in enumerate(
            (FIRST - timedelta(minutes=30), END, END + timedelta(minutes=30))
        ):
            case = self._open(at, 200 + turn, kind="own", closed_at=at)
            self._decide(at, "hide", case=case, rule="HR-1")
            self.told.append(Told(at, case, "rule", "HR-1", turn))
            self.written.append(Written(at, turn, 0))
