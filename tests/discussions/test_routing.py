"""Which claim a comment is about: measured on labelled comments under the five seeds, and on hostile texts."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.routing import Candidate, likeliest
from tests.figures import MEASURED

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "tests/data/routing/examples.tsv"


@cache
def candidates(file: str) -> tuple[Candidate, ...]:
    articles = json.loads((ROOT / "seeds/claims.json").read_text())["articles"]
    (article,) = [each for each in articles if each["file"].startswith(file)]
    return tuple(
        Candidate(number, claim["statement"], " ".join([claim["quote"], *claim["also_quotes"]]))
        for number, claim in enumerate(article["claims"], start=1)
    )


def examples() -> list[tuple[str, int | None, str]]:
    rows = [line.split("\t") for line in EXAMPLES.read_text().splitlines() if line[0] != "#"]
    return [(file, None if claim == "-" else int(claim[1:]), text) for file, claim, text in rows]


def test_on_labelled_comments(pytestconfig: pytest.Config) -> None:
    right = wrong = missed = 0
    for file, claim, text in examples():
        found = likeliest(text, candidates(file))
        right += found is not None and found == claim
        wrong += found is not None and found != claim
        missed += claim is not None and found is None
    about = sum(claim is not None for _file, claim, _text in examples())
    lines = pytestconfig.stash.setdefault(MEASURED, [])
    lines.append(
        f"Which claim a comment is about: {right} of {right + wrong} proposals right; of {about} comments about a claim"
        f" {missed} without a proposal"
    )
    assert len(examples()) >= 55
    assert right / (right + wrong) >= 0.95
    assert right / about >= 0.8


@pytest.mark.parametrize("text", ["", " ", "Mooi!", "niet altijd maar wel vaak", "\0\ufeff" * 40])
def test_nothing_is_proposed_for_what_says_nothing(text: str) -> None:
    assert likeliest(text, candidates("000")) is None


def test_nothing_is_proposed_when_two_claims_are_as_likely() -> None:
    same = [Candidate(number, "Samenwerking vraagt vertrouwen.", "") for number in (1, 2)]
    assert likeliest("Samenwerking zonder vertrouwen lukt niet.", same) is None
    assert likeliest("Samenwerking zonder vertrouwen lukt niet.", same[:1]) == 1


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert likeliest(text, candidates("001")) in {None, *range(1, 8)}
