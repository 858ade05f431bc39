"""The labelled comments: see tests/data/second-look/README.md."""

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[2] / "data/second-look/examples.tsv"


@dataclass(frozen=True)
class Example:
    """`kinds` should make its writer pause; none of them in an innocent text."""

    kinds: frozenset[str]
    text: str


def examples() -> list[Example]:
    rows = [row.split("\t") for row in FILE.read_text().splitlines() if row[:1] not in ("", "#")]
    return [Example(frozenset(kinds.split(",")) - {"-"}, text) for kinds, text in rows]
