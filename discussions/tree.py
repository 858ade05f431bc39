"""PURE: rows of comments → branches, as far as one page shows them.

Depth is stored truthfully and may be hundreds; what is drawn is a *level*: 0 for the top of the
page, 1 and 2 below it, and 2 again for everything deeper (accessibility.md: headings h3 to h5).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

ROOTS_PER_PAGE = 20
ANSWERS_PER_PAGE = 20
FIRST_ANSWERS = 3  # of each root, on the page itself
DEEPEST_LEVEL = 2


class Placed(Protocol):
    """What the tree must know of a comment. `reply_count` counts its direct answers, all of those that are
    counted: one that waits for the editors is not."""

    @property
    def pk(self) -> int | None: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def reply_count(self) -> int: ...
    @property
    def is_counted(self) -> bool: ...


Item = TypeVar("Item", bound=Placed)
Row = TypeVar("Row")


@dataclass(frozen=True)
class Branch(Generic[Row]):
    """A comment with the answers that are shown; `unseen` direct answers are not."""

    item: Row
    level: int
    below: list["Branch[Row]"]
    unseen: int


def assemble(top: Sequence[Item], below: Iterable[Item], level: int = 0) -> list[Branch[Item]]:
    """Branches for `top`, in its order, drawn at `level`; `below` hangs under its parents.

    `below` keeps its order among brothers. Whatever in it has no parent on the page is left out.
    """
    answers: dict[int | None, list[Item]] = defaultdict(list)
    for item in below:
        answers[item.parent_id].append(item)

    def branch(item: Item, level: int) -> Branch[Item]:
        shown = [branch(answer, next_level(level)) for answer in answers.get(item.pk, ())]
        # A count that lags behind must never give a negative number of answers.
        counted = sum(answer.item.is_counted for answer in shown)
        return Branch(item, level, shown, max(0, item.reply_count - counted))

    return [branch(item, level) for item in top]


def next_level(level: int) -> int:
    return min(level + 1, DEEPEST_LEVEL)


def heading_level(level: int) -> int:
    """h3 for level 0: the page has h1, the discussion h2."""
    return 3 + level


def cut_page(items: Sequence[Row], size: int) -> tuple[list[Row], bool]:
    """The page, and whether more follow: fetch `size` + 1 and let this cut the last one off."""
    return list(items[:size]), len(items) > size
