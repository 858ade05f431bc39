"""From rows to branches, without a database."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.tree import DEEPEST_LEVEL, Branch, assemble, cut_page, heading_level, next_level


@dataclass(frozen=True)
class Row:
    pk: int
    parent_id: int | None = None
    reply_count: int = 0
    is_counted: bool = True


def test_assemble_hangs_answers_under_their_parents() -> None:
    first, second = Row(1, reply_count=5), Row(2)
    below = [Row(11, 1), Row(12, 1), Row(111, 11)]
    assert assemble([second, first], below) == [
        Branch(second, 0, [], 0),
        Branch(
            first,
            0,
            [Branch(below[0], 1, [Branch(below[2], 2, [], 0)], 0), Branch(below[1], 1, [], 0)],
            3,
        ),
    ]


def test_an_answer_that_is_in_no_count_hides_no_other() -> None:
    waits = Row(12, 1, is_counted=False)
    (drawn,) = assemble([Row(1, reply_count=4)], [Row(11, 1), waits])
    assert [one.item for one in drawn.below] == [Row(11, 1), waits]
    assert drawn.unseen == 3


def test_assemble_leaves_out_what_has_no_parent_on_the_page() -> None:
    assert assemble([Row(1)], [Row(9, 8)]) == [Branch(Row(1), 0, [], 0)]


def test_assemble_never_counts_less_than_nothing() -> None:
    (branch,) = assemble([Row(1, reply_count=0)], [Row(2, 1)])
    assert branch.unseen == 0


def test_levels_stop_at_three() -> None:
    assert [next_level(level) for level in range(DEEPEST_LEVEL + 1)] == [1, 2, 2]
    assert [heading_level(level) for level in range(DEEPEST_LEVEL + 1)] == [3, 4, 5]


@pytest.mark.parametrize(
    ("items", "page", "more"), [([], [], False), ([1, 2], [1, 2], False), ([1, 2, 3], [1, 2], True)]
)
def test_cut_page(items: list[int], page: list[int], more: bool) -> None:
    assert cut_page(items, 2) == (page, more)


@given(st.lists(st.integers(0, 10_000), max_size=60), st.integers(0, 2))
def test_assemble_draws_every_row_once(choices: list[int], level: int) -> None:
    """Each row answers one before it, or none: any tree can be made so."""
    rows = [Row(0)]
    for number, choice in enumerate(choices, start=1):
        rows.append(Row(number, choice % (number + 1) if choice % (number + 1) < number else None))
    top = [row for row in rows if row.parent_id is None]
    below = [row for row in rows if row.parent_id is not None]

    def walk(branches: list[Branch[Row]], parent: int | None, level: int) -> list[int]:
        seen = []
        for branch in branches:
            assert branch.item.parent_id == parent
            assert branch.level == level
            seen += [branch.item.pk, *walk(branch.below, branch.item.pk, next_level(level))]
        return seen

    drawn = walk(assemble(top, below, level), None, level)
    assert sorted(drawn) == [row.pk for row in rows]
