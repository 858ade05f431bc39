"""What of the stances reaches a template at all."""

import pytest
from django.utils import translation

from discussions.agreement import Distribution
from discussions.reading.stances import shown_agreement


@pytest.mark.parametrize("stances", [Distribution(4, 0, 0), Distribution(1, 2, 1), Distribution()])
def test_below_the_limit_the_template_is_not_told_who_said_what(stances: Distribution) -> None:
    shown = shown_agreement(stances)
    assert (shown.agree, shown.depends, shown.disagree) == (0, 0, 0)
    assert (shown.verdict, shown.bars) == ("", [])
    assert (shown.total, shown.missing) == (stances.total, 5 - stances.total)


def test_from_the_limit_on_counts_and_bars_are_there() -> None:
    shown = shown_agreement(Distribution(3, 0, 2))
    assert (shown.agree, shown.depends, shown.disagree, shown.missing) == (3, 0, 2, 0)
    assert [(bar.kind, bar.x) for bar in shown.bars] == [("eens", "0.00"), ("oneens", "60.28")]


def test_between_the_limits_the_counts_stand_without_a_verdict() -> None:
    with translation.override("nl"):
        assert shown_agreement(Distribution(9, 0, 0)).verdict == "nog te vroeg voor een conclusie"
        assert shown_agreement(Distribution(10, 0, 0)).verdict == "eensgezind"
