"""What happens in a simulated year, as plain events."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Written:
    at: datetime
    author: int
    number: int  # of its row


@dataclass
class Told:
    """A report: `case` is the place in the list of cases."""

    at: datetime
    case: int
    kind: str
    code: str
    reporter: int | None


@dataclass
class Opened:
    at: datetime
    comment: int | None
    person: int | None = None
    kind: str = "report"
    closed_at: datetime | None = None
    public_id: uuid.UUID = field(default_factory=uuid.uuid4)
    number: int = 0


@dataclass
class Line:
    """A decision. `case`, `reverses` and `answers` are places in the lists; `about` is comment, person,
    thread or article."""

    at: datetime
    outcome: str
    about: str = "comment"
    case: int | None = None
    person: int | None = None
    moderator: int | None = 0
    rule: str = ""
    law: str = ""
    source: str = "voluntary"
    detected: bool = False
    automated: str = "no"
    unannounced: bool = False
    reverses: int | None = None
    answers: int | None = None
    by_the_same: bool = False
    unread: bool = False
    until: datetime | None = None
    facts: str = ""
    public_id: uuid.UUID = field(default_factory=uuid.uuid4)
    number: int = 0


@dataclass
class Asked:
    """A request for another look at decision number `line` of the list."""

    at: datetime
    line: int
    case: int
    by: str
    report: int | None
    number: int = 0
