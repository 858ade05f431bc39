"""The rules of agreement: bounds, symmetry, and the table of words."""

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from discussions.agreement import (
    JUDGED_FROM,
    SHOWN_FROM,
    Distribution,
    Verdict,
    bars,
    verdicts,
    wilson_lower_bound,
)

counts = st.integers(min_value=0, max_value=500)
distributions = st.builds(Distribution, agree=counts, depends=counts, disagree=counts)


@given(m=st.integers(min_value=1, max_value=10_000), data=st.data())
def test_bound_lies_between_zero_and_share(m: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(min_value=0, max_value=m))
    bound = wilson_lower_bound(k, m)
    assert 0 <= bound <= k / m
    assert bound < 1


@given(m=st.integers(min_value=1, max_value=2_000), data=st.data())
def test_bound_rises_with_count_and_with_evidence(m: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(min_value=1, max_value=m))
    assert wilson_lower_bound(k, m) > wilson_lower_bound(k - 1, m)
    assert wilson_lower_bound(2 * k, 2 * m) > wilson_lower_bound(k, m)


@pytest.mark.parametrize(
    ("k", "m", "bound"),
    # Solved by hand from (p̂ − p)² = z²·p(1 − p)/m for the smaller root p, z = 1.2816.
    [(0, 0, 0), (0, 10, 0), (10, 10, 1 / (1 + 1.2816**2 / 10)), (5, 10, 0.3121), (7, 10, 0.4974)],
)
def test_bound_of_known_shares(k: int, m: int, bound: float) -> None:
    assert wilson_lower_bound(k, m) == pytest.approx(bound, abs=5e-4)


@given(m=st.integers(min_value=1, max_value=500), data=st.data())
def test_bound_solves_the_score_equation(m: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(min_value=0, max_value=m))
    bound = wilson_lower_bound(k, m)
    away = abs(k / m - bound) - 1.2816 * math.sqrt(bound * (1 - bound) / m)
    assert away == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("k", "m"), [(-1, 10), (11, 10)])
def test_bound_refuses_what_is_no_share(k: int, m: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson_lower_bound(k, m)


@pytest.mark.parametrize(
    ("agree", "depends", "disagree", "words"),
    [
        (0, 0, 0, {Verdict.TOO_FEW}),
        (9, 0, 0, {Verdict.TOO_FEW}),
        (10, 0, 0, {Verdict.UNANIMOUS}),
        (0, 0, 10, {Verdict.UNANIMOUS}),
        (14, 6, 9, {Verdict.DIVIDED}),
        (8, 0, 4, {Verdict.DIVIDED}),  # exactly a third
        (9, 0, 4, {Verdict.MOSTLY_AGREE}),  # just under a third, and not proven
        (4, 0, 9, {Verdict.MOSTLY_DISAGREE}),
        (66, 0, 33, {Verdict.DIVIDED}),  # unanimous by its own rule: the careful word wins
        (7, 3, 0, {Verdict.NEEDS_DETAIL}),  # exactly three in ten
        (8, 2, 0, {Verdict.UNANIMOUS}),
        (5, 6, 5, {Verdict.DIVIDED, Verdict.NEEDS_DETAIL}),
        (20, 10, 0, {Verdict.UNANIMOUS, Verdict.NEEDS_DETAIL}),
        (0, 12, 0, {Verdict.NEEDS_DETAIL}),  # nobody chose a side
        (4, 2, 4, set()),  # level, and too few on either side to call it divided
    ],
)
def test_words_follow_the_table(
    agree: int, depends: int, disagree: int, words: set[Verdict]
) -> None:
    assert set(verdicts(Distribution(agree, depends, disagree))) == words


MIRROR = {
    Verdict.MOSTLY_AGREE: Verdict.MOSTLY_DISAGREE,
    Verdict.MOSTLY_DISAGREE: Verdict.MOSTLY_AGREE,
}


@given(distributions)
def test_words_mirror_when_sides_swap(stances: Distribution) -> None:
    swapped = Distribution(stances.disagree, stances.depends, stances.agree)
    assert verdicts(swapped) == tuple(MIRROR.get(word, word) for word in verdicts(stances))


@given(counts)
def test_words_without_sides_are_never_divided(depends: int) -> None:
    assert Verdict.DIVIDED not in verdicts(Distribution(0, depends, 0))


@given(distributions)
def test_words_wait_for_enough_people(stances: Distribution) -> None:
    assert (verdicts(stances) == (Verdict.TOO_FEW,)) is (stances.total < JUDGED_FROM)


@given(distributions)
def test_bars_fill_the_width_in_proportion(stances: Distribution) -> None:
    assume(stances.total >= SHOWN_FROM)
    drawn = bars(stances, gap=0.7)
    assert drawn[0].x == 0
    assert drawn[-1].x + drawn[-1].width == pytest.approx(100)
    given_counts = [count for count in (stances.agree, stances.depends, stances.disagree) if count]
    for bar, count in zip(drawn, given_counts, strict=True):
        assert bar.width * given_counts[0] == pytest.approx(drawn[0].width * count)
    for left, right in itertools.pairwise(drawn):
        assert right.x - left.x - left.width == pytest.approx(0.7)


@given(st.integers(min_value=0, max_value=SHOWN_FROM - 1))
def test_bars_are_not_drawn_below_the_limit(agree: int) -> None:
    assert bars(Distribution(agree=agree)) == ()
    assert Distribution(agree=agree).missing == SHOWN_FROM - agree
