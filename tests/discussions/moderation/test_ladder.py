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


def test_a_suspension_needs_a_warning_and_four_factors() -> None:
    whole = Weighed(number=3, written=12, gravity="Drie mensen haakten af.", intention="Opzet.")
    warned = Before(written=12, against=3, warnings=1)
    assert what_suspending_lacks(warned, whole) == {}
    assert whole.percent == 25
    said = what_suspending_lacks(Before(against=3), whole)
    assert "Waarschuw eerst" in said.pop("kind")
    assert said == {}
    empty = what_suspending_lacks(Before(), Weighed(0, 0, " ", ""))
    assert list(empty) == ["kind", "gravity", "intention"]


@pytest.mark.parametrize(
    ("number", "written", "warnings", "said"),
    [
        (
            1,
            1,
            1,
            "één maatregel over je reacties het afgelopen jaar, op één reactie (100 procent)",
        ),
        (3, 12, 2, "op 12 reacties (25 procent), en 2 waarschuwingen."),
        (
            0,
            1,
            1,
            "geen maatregel over je reacties het afgelopen jaar, op één reactie, en één waar",
        ),
        # About comments of before this year: no share of what was written in it.
        (2, 1, 1, "2 maatregelen over je reacties het afgelopen jaar, op één reactie, en"),
        (1, 0, 1, "het afgelopen jaar, en één waarschuwing."),
    ],
)
def test_a_warning_is_no_share_of_what_somebody_wrote(
    number: int, written: int, warnings: int, said: str
) -> None:
    assert said in Weighed(number, written, "Erg.", "Boos.", warnings).in_words()


def test_what_was_weighed_does_not_run_together() -> None:
    words = Weighed(1, 9, "Anderen haken af", "Hij was boos", 1).in_words()
    assert words.endswith(
        "Hoe ernstig het is: Anderen haken af. Wat de bedoeling was: Hij was boos."
    )
    asked = Weighed(1, 9, "Wie blijft er nog?", "Opzet!", 1).in_words()
    assert asked.endswith("Hoe ernstig het is: Wie blijft er nog? Wat de bedoeling was: Opzet!")
