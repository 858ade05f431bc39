"""How people stand on a claim: what may be shown, and which word fits. Pure.

The thresholds are the product's own rules for groups of tens of people. A share of very few names
them, so below `SHOWN_FROM` nothing is split; a word is a judgement, so it waits for `JUDGED_FROM`.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

SHOWN_FROM = 5  # people
JUDGED_FROM = 10  # people
DIVIDED_SHARE = 3  # the smaller side holds at least one in so many of those who chose a side
UNANIMOUS_FROM = 0.55  # lower bound of the larger side's share of everyone
Z = 1.2816  # normal quantile that leaves 10 % in one tail


class Verdict(StrEnum):
    TOO_FEW = "too_few"
    DIVIDED = "divided"
    UNANIMOUS = "unanimous"
    NEEDS_DETAIL = "needs_detail"
    MOSTLY_AGREE = "mostly_agree"
    MOSTLY_DISAGREE = "mostly_disagree"


@dataclass(frozen=True)
class Distribution:
    """Current stances on one claim, in people; each count is 0 or more.

    Whoever took no stance is missing, never a zero, and *depends* is an answer of its own.
    """

    agree: int = 0
    depends: int = 0
    disagree: int = 0

    @property
    def total(self) -> int:
        return self.agree + self.depends + self.disagree

    @property
    def missing(self) -> int:
        """How many people are still needed before the answers are shown; 0 from then on."""
        return max(0, SHOWN_FROM - self.total)


@dataclass(frozen=True)
class Bar:
    """One part of the picture, in hundredths of its width."""

    answer: str
    x: float
    width: float


def wilson_lower_bound(k: int, m: int) -> float:
    """The share that k of m people prove at least, between 0 and k / m.

    Lower end of the score interval of E. B. Wilson (1927, Journal of the American Statistical
    Association 22) with z = 1.2816: if the true share were lower, nine samples in ten would show
    fewer than k. 0 when k is 0, and so when m is. Raises ValueError unless 0 <= k <= m.
    """
    if not 0 <= k <= m:
        raise ValueError(f"{k} of {m} is not a share")
    if k == 0:
        return 0.0
    p = k / m
    spread = Z * math.sqrt(p * (1 - p) / m + Z * Z / (4 * m * m))
    return (p + Z * Z / (2 * m) - spread) / (1 + Z * Z / m)


def verdicts(stances: Distribution) -> tuple[Verdict, ...]:
    """The words that fit, most telling first; empty when the two sides are level and few.

    From ten people on: *divided* when at least ten chose a side and the smaller side holds a third
    of those; *unanimous* when the larger side proves to be at least 55 % of everyone; *needs
    detail* when three in ten say it depends. *Needs detail* may join either of the others.
    Where both *divided* and *unanimous* hold (66 against 33), the careful word is kept. When none
    of the three holds, the larger side has the word.
    """
    if stances.total < JUDGED_FROM:
        return (Verdict.TOO_FEW,)
    agree, disagree = stances.agree, stances.disagree
    chose_a_side = agree + disagree
    larger, smaller = max(agree, disagree), min(agree, disagree)
    found = []
    if chose_a_side >= JUDGED_FROM and DIVIDED_SHARE * smaller >= chose_a_side:
        found.append(Verdict.DIVIDED)
    elif wilson_lower_bound(larger, stances.total) >= UNANIMOUS_FROM:
        found.append(Verdict.UNANIMOUS)
    if 10 * stances.depends >= 3 * stances.total:
        found.append(Verdict.NEEDS_DETAIL)
    if not found and agree != disagree:
        found.append(Verdict.MOSTLY_AGREE if agree > disagree else Verdict.MOSTLY_DISAGREE)
    return tuple(found)


def bars(stances: Distribution, gap: float = 0.7) -> tuple[Bar, ...]:
    """The answers that were given, side by side from 0 to 100, `gap` apart.

    Empty while the answers may not be shown. An answer that nobody gave takes no room.
    """
    if stances.missing:
        return ()
    counts = {
        "agree": stances.agree,
        "depends": stances.depends,
        "disagree": stances.disagree,
    }
    given = {answer: count for answer, count in counts.items() if count}
    room = 100 - gap * (len(given) - 1)
    drawn = []
    x = 0.0
    for answer, count in given.items():
        width = room * count / stances.total
        drawn.append(Bar(answer, x, width))
        x += width + gap
    return tuple(drawn)
