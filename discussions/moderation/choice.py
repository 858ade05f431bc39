"""What somebody chose, before it is decided."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import (
    Appeal,
    Automation,
    Case,
    Comment,
    CommentRevision,
    Restriction,
    Source,
    Thread,
)

Subject = Comment | CommentRevision | Thread | User | Restriction | Article | Claim


@dataclass(frozen=True)
class Words:
    """What was written with a decision; see `DecisionText`."""

    explanation: str = ""
    public_reason: str = ""
    answer: str = ""
    facts: str = ""

    def stripped(self) -> "Words":
        """White space around it does not count."""
        return Words(
            self.explanation.strip(),
            self.public_reason.strip(),
            self.answer.strip(),
            self.facts.strip(),
        )

    def explained(self) -> "Words":
        """What everyone reads is the explanation too, when there is no other."""
        return replace(self, explanation=self.explanation or self.public_reason)


@dataclass(frozen=True)
class Choice:
    """One outcome, about what, on which ground, in which words; `decide` says what each of these means.

    `gravity` and `intention` go with a suspension. `quietly`: it undoes what nobody has read of yet, so nobody is told.
    """

    moderator: User | None
    outcome: str
    case: Case | None = None
    about: Subject | None = None
    seen_version: int | None = None
    rule_code: str = ""
    law_code: str = ""
    label_code: str = ""
    words: Words = Words()
    starts_at: datetime | None = None
    until: datetime | None = None
    interval: timedelta | None = None
    gravity: str = ""
    intention: str = ""
    to: Article | Claim | None = None
    source: Source | None = None
    automation: Automation = Automation.NO
    unannounced: bool = False
    answers: Appeal | None = None
    by_the_same: bool = False
    quietly: bool = False
    act: uuid.UUID = field(default_factory=uuid.uuid4)
