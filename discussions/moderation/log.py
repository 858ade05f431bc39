"""The log, by key and in few queries; and what every list at the desk says of a case."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Automation, Case, Decision, Outcome, Restriction, Thread
from discussions.models.decision import DecisionQuerySet
from discussions.moderation.correspondence import article_of, place_name, title_of
from discussions.moderation.deciding import can_undo
from discussions.moderation.grounds import Ground, ground_of
from discussions.moderation.label_kinds import find_label

PAGE_SIZE = 20
PLACE_ROWS = (
    "thread__article__current_version",
    "thread__claim__article",
    "thread__claim__current_wording",
)

# What a line of the log shows, fetched along with it.
LOG_ROWS = (
    *("case", "moderator", "comment__author", "comment__imported_author", "reversed_by"),
    "restriction",
    *("person", "article__current_version", "claim__current_wording"),
    *("thread__article__current_version", "thread__claim__article"),
    "thread__claim__current_wording",
)

_NOT_DISPUTED = (
    *(Outcome.END, Outcome.UNWARN, Outcome.UNLABEL),
    *(Outcome.REOPEN, Outcome.SHOW_TEXT),
)


class NoSuchPlace(LookupError):
    """The key in the address belongs to nothing in this list."""


@dataclass(frozen=True)
class LogRow:
    """`rule` is None where none was applied. `about` says what it is about, `author` whose comment or which person;
    `moderator` is empty when a program decided (`is_automatic`), or somebody from outside. `case_url` is where one
    reads on, "" for a measure about the site. `undo_url` leads to the page that undoes it, "" where there is no way
    back; `act_url` the same for all `together` that were decided in one go with it and still stand, "" for one alone.
    `dispute_url` is where a dispute about it is written down, "" for whom it is about and where none starts from.
    """

    decided_at: datetime
    outcome: str
    outcome_label: str
    rule: Ground | None
    moderator: str
    about: str
    author: str
    case_url: str
    undoes: bool
    undone: bool
    undo_url: str = ""
    act_url: str = ""
    together: int = 0
    is_automatic: bool = False
    dispute_url: str = ""


def load_log(viewer: User | AnonymousUser, *, after: str = "") -> tuple[list[LogRow], str | None]:
    """The log, newest first, and the address of the next page or None. One query.

    `after` is the number of the last line of the page before. Raises NoSuchPlace for nonsense.
    """
    lines = Decision.objects.visible_to(viewer).newest_first()
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise NoSuchPlace(after)
        lines = lines.filter(pk__lt=int(after))
    found = list(with_acts(lines).select_related(*LOG_ROWS)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    next_url = None
    if len(found) > PAGE_SIZE:
        next_url = f"{reverse('moderation_log')}?na={shown[-1].pk}"
    return log_rows(shown, viewer), next_url


def with_acts(lines: DecisionQuerySet) -> DecisionQuerySet:
    """With `together`: how many that still stand were decided in one go with each."""
    same = Decision.objects.filter(act=OuterRef("act"), reversed_by=None, reverses=None)
    counted = same.order_by().values("act").annotate(n=Count("pk")).values("n")
    return lines.annotate(together=Coalesce(Subquery(counted), 0))


def log_rows(lines: Sequence[Decision], viewer: User | AnonymousUser) -> list[LogRow]:
    """Lines `with_acts`, with what this moderator can undo; the newest line of an act offers the whole of it."""
    acts: set[uuid.UUID] = set()
    rows = []
    for line in lines:
        row = with_dispute(log_row(line), line, viewer)
        if not is_about(line, viewer) and holds(line) and can_undo(line):
            row = replace(row, undo_url=reverse("moderation_undo", args=[line.pk]))
            together: int = getattr(line, "together", 0)
            if together > 1 and line.reverses_id is None and line.act not in acts:
                acts.add(line.act)
                act_url = reverse("moderation_undo_act", args=[line.act])
                row = replace(row, act_url=act_url, together=together)
        rows.append(row)
    return rows


def with_dispute(row: LogRow, line: Decision, viewer: User | AnonymousUser) -> LogRow:
    """The row, with the way to write down a dispute about this line. One starts from what somebody was told and can
    disagree with: not from what ended or went back."""
    undone = getattr(line, "reversed_by", None)
    never_told = line.unread or (undone is not None and undone.unread)
    if never_told or line.outcome in _NOT_DISPUTED or is_about(line, viewer):
        return row
    return replace(row, dispute_url=reverse("moderation_dispute_new", args=[line.pk]))


def is_about(line: Decision, person: User | AnonymousUser) -> bool:
    """Whether somebody's own comment, or they themselves, were decided about: a colleague undoes that."""
    author = line.comment.author_id if line.comment is not None else None
    return person.pk is not None and person.pk in (author, line.person_id)


def holds(line: Decision) -> bool:
    """Whether a decision about a comment's status, or what slows or stops writing, is still the one that counts."""
    if line.comment is not None and line.from_status != line.to_status:
        return line.comment.decision_id == line.pk
    restriction: Restriction | None = getattr(line, "restriction", None)
    if restriction is None:
        return True
    is_over = restriction.until is not None and restriction.until <= timezone.now()
    return restriction.ended_at is None and not is_over


def log_row(line: Decision) -> LogRow:
    """Costs no query when case, moderator, comment with author, and reversal came along."""
    return LogRow(
        decided_at=line.created_at,
        outcome=line.outcome,
        outcome_label=outcome_words(line),
        rule=ground_of(line),
        moderator=_who_decided(line),
        about=_about(line),
        author=_author(line),
        case_url=line.case.get_absolute_url() if line.case else "",
        undoes=line.reverses_id is not None,
        undone=hasattr(line, "reversed_by"),
        is_automatic=line.automated_decision == Automation.FULLY,
    )


def outcome_words(line: Decision) -> str:
    """What was decided; of a label also which one."""
    label = find_label(line.label_code)
    return f"{line.get_outcome_display()} ({label.name})" if label else line.get_outcome_display()


def _who_decided(line: Decision) -> str:
    """ "" for a program. An outsider who answered an appeal has no account."""
    if line.moderator is not None:
        return str(line.moderator.display_name)
    is_program = line.automated_decision == Automation.FULLY
    return "" if is_program else _("somebody from outside the editors")


def _about(line: Decision) -> str:
    """What a line of the log is about, in a few words."""
    if line.comment_id is not None:
        return _("comment by %(name)s") % {"name": _author(line)}
    if line.person is not None:
        return str(line.person.display_name)
    if line.thread is not None:
        return place_name(line.thread)
    if line.claim is not None:
        return str(line.claim.current_wording)
    return title_of(line.article) if line.article is not None else _("the whole site")


def _author(line: Decision) -> str:
    return line.comment.author_name if line.comment else ""


def place_url(thread: Thread) -> str:
    """The page under which the discussion stands."""
    return (thread.claim or article_of(thread)).get_absolute_url()


def held_by(case: Case, viewer: User | AnonymousUser) -> str:
    """The name of the colleague who has the case in hand, "" if it is free or one's own."""
    if case.leased_by is None or case.leased_until is None:
        return ""
    if case.leased_by_id == viewer.pk or case.leased_until < timezone.now():
        return ""
    return str(case.leased_by.display_name)
