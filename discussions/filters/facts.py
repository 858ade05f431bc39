"""What a filter is told, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Facts:
    """What is known of the writer. `earlier`: their latest other texts, the newest first. `ages`: how long ago they
    wrote each of them. `stood`: how many of their comments were let stand, as far as it matters (`STOOD_ENOUGH`).
    `words`: the word list as it was typed."""

    earlier: Sequence[str] = ()
    ages: Sequence[timedelta] = ()
    stood: int = 0
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Match:
    """`code` of the filter, `reason` in a sentence for the writer, and the stretches [start, end) of the text, in code
    points, that it is about; none when it is about the whole."""

    code: str
    reason: str
    spans: tuple[tuple[int, int], ...] = ()

    def words(self, text: str) -> list[str]:
        """The stretches of `text` that it is about."""
        return [text[start:end] for start, end in self.spans]
