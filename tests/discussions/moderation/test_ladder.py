"""The ladder: the lightest rung that may help, and what a suspension needs."""

import pytest

from discussions.moderation.ladder import (
    GRAVE,
    LIGHT,
    SERIOUS,
    STEPS,
    Before,
    Weighed,
    next_step,
    what_suspending_lacks,
)


@pytest.mark.parametrize(
    ("before", "gravity", "step"),
    [
        (Before(), LIGHT, "ask"),
        (Before(), SERIOUS, "hide"),
        (Before(), GRAVE, "warn"),
        (Before(against=1), LIGHT, "hide"),
        (Before(against=2), LIGHT, "warn"),
        (Before(against=2, warnings=1), LIGHT, "pause"),
        (Before(warnings=1), GRAVE, "pause"),
        (Before(warnings=1, pauses=1), LIGHT, "suspend"),
        (Before(pauses=1), GRAVE, "warn"),
        (Before(suspensions=1, warnings=2), LIGHT, "suspend"),
    ],
)
def test_the_next_rung(before: Before, gravity: str, step: str) -> None:
    advice = next_step(before, gravity)
    assert advice.step.code == step
    assert advice.why.endswith(".")


@pytest.mark.parametrize("gravity", [LIGHT, SERIOUS, GRAVE])
@pytest.mark.parametrize("pauses", [0, 1, 2])
@pytest.mark.parametrize("against", [0, 1, 5])
def test_nobody_is_advised_to_suspend_without_a_warning(
    gravity: str, pauses: int, against: int
) -> None:
    before = Before(against=against, pauses=pauses, suspensions=pauses)
    assert next_step(before, gravity).step.code != "suspend"


def test_rungs_are_in_their_order() -> None:
    assert [step.code for step in STEPS] == ["leave", "ask", "hide", "warn", "pause", "suspend"]


def test_a_suspension_needs_a_warning_an_end_and_four_factors() -> None:
    whole = Weighed(number=3, written=12, gravity="Drie mensen haakten af.", intention="Opzet.")
    warned = Before(written=12, against=3, warnings=1)
    assert what_suspending_lacks(warned, whole, has_end=True) == {}
    assert whole.percent == 25
    said = what_suspending_lacks(Before(against=3), whole, has_end=True)
    assert "Waarschuw eerst" in said.pop("kind")
    assert said == {}
    assert list(what_suspending_lacks(warned, whole, has_end=False)) == ["until"]
    empty = what_suspending_lacks(Before(), Weighed(0, 0, " ", ""), has_end=False)
    assert list(empty) == ["kind", "until", "gravity", "intention"]
    nothing = Weighed(number=0, written=9, gravity="Ernstig.", intention="Opzet.")
    assert list(what_suspending_lacks(warned, nothing, has_end=True)) == ["kind"]
