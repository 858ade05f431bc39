"""What a rule may look at when it judges a line: the page, its outline, and the verdicts on the lines above."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.cleaning.classes import Verdict
from articles.cleaning.lines import Line
from articles.cleaning.outline import Outline
from articles.cleaning.page import Page
from articles.cleaning.signs import Sign


@dataclass
class View:
    """The page, its outline, and the verdicts on the lines above the one being judged."""

    page: Page
    outline: Outline
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    @property
    def title(self) -> Line | None:
        return self.page[self.outline.title] if self.outline.title else None

    def is_above_title(self, line: Line) -> bool:
        return self.outline.title is not None and line.number < self.outline.title

    def may_be_heading(self, line: Line, sign: Sign) -> bool:
        """Whether an ambiguous word stands where a subheading would: between paragraphs, right above one."""
        below = self.page.next(line)
        return (
            sign.ambiguous
            and self.outline.is_interior(line)
            and line.content != "0"
            and below is not None
            and below.number in self.page.prose
            and self.outline.last_prose >= below.number
        )
