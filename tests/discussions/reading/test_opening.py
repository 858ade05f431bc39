"""How a text begins in a list: whole sentences of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.reading.opening import opening_sentences


def test_keeps_a_short_text_whole() -> None:
    assert opening_sentences("Eén zin. Nog een.") == "Eén zin. Nog een."


def test_cuts_at_the_last_sentence_that_fits() -> None:
    text = "Een open deur. " + "Woord " * 10 + "einde. " + "Dit past er niet meer bij."
    assert opening_sentences(text, long_enough=85) == "Een open deur. " + "Woord " * 10 + "einde."


def test_keeps_the_first_sentence_however_long() -> None:
    long = "woord " * 100 + "slot."
    assert opening_sentences(f"{long} Tweede zin.", long_enough=50) == " ".join(long.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "Dat zei dr. Jansen gisteren in de krant over de wijkteams.",
        "Het gaat om o.a. De Meern en de andere wijken van deze stad.",
        "Zo kost het 3.500 euro, en dat is meer dan wij hadden gedacht.",
    ],
)
def test_is_not_fooled_by_a_stop_inside_a_sentence(sentence: str) -> None:
    assert opening_sentences(f"{sentence} En dan de tweede zin.", long_enough=40) == sentence


@given(st.text(alphabet="aB .!?…”\n", max_size=400), st.integers(min_value=1, max_value=300))
def test_never_invents_a_letter(text: str, long_enough: int) -> None:
    assert " ".join(text.split()).startswith(opening_sentences(text, long_enough))
