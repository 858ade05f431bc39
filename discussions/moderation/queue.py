"""What waits, what was handled, and the log: three lists, each by key and in few queries."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Case, Comment, CommentStatus, Decision, Report, Thread
from discussions.moderation.correspondence import article_of, place_name, title_of
from discussions.moderation.grounds import ground_of
from discussions.moderation.legal_grounds import LegalGround
from discussions.moderation.policy import HouseRule, find_rule

PAGE_SIZE = 20
SHORT = 280  # characters of a reported text: enough to see what it is about
PLACE_ROWS = (
    "thread__article__current_version",
    "thread__claim__article",
    "thread__claim__current_wording",
)

# What a line of the log shows, fetched along with it.
LOG_ROWS = (
    *("case", "moderator", "comment__author", "comment__imported_author", "reversed_by"),
    *("person", "article__current_version", "claim__current_wording"),
    *("thread__article__current_version", "thread__claim__article"),
    "thread__claim__current_wording",
)


class NoSuchPlace(LookupError):
    """The key in the address belongs to nothing in this list."""


@dataclass(frozen=True)
class CaseRow:
    """`held_by` is the colleague who has it in hand now, "" when nobody else has. `waits_because`: it is not placed
    yet, for this reason; `answers_name` and `answers_text`: what it will stand below."""

    title_name: str
    url: str
    take_url: str
    excerpt: str
    place: str
    place_url: str
    report_count: int
    rules: Sequence[HouseRule]
    since: datetime
    held_by: str
    is_hidden: bool
    is_withdrawn: bool
    is_own: bool
    version: int
    waits_because: str = ""
    answers_name: str = ""
    answers_text: str = ""


@dataclass(frozen=True)
class CaseList:
    rows: Sequence[CaseRow]
    waiting_count: int
    next_url: str | None


@dataclass(frozen=True)
class LogRow:
    """`rule` is None where none was applied. `about` says what it is about, `author` whose comment or which person;
    `moderator` is empty when a program decided. `case_url` is where one reads on, "" for a measure about the site."""

    decided_at: datetime
    outcome: str
    outcome_label: str
    rule: HouseRule | LegalGround | None
    moderator: str
    about: str
    author: str
    case_url: str
    undoes: bool
    undone: bool


def load_cases(viewer: User | AnonymousUser, *, handled: bool = False, after: str = "") -> CaseList:
    """Open cases, what is due first first; or handled ones, the latest first. Five queries at most.

    `after` is the id of the last case of the page before. Raises NoSuchPlace for another key.
    """
    cases = Case.objects.visible_to(viewer).about_comments()
    chosen = cases.handled() if handled else cases.waiting()
    moment, order = ("closed_at", "-") if handled else ("due_at", "")
    if after:
        chosen = chosen.filter(_beyond(cases, moment, "lt" if handled else "gt", after))
    found = list(
        chosen.select_related(
            *("leased_by", "comment__author", "comment__imported_author", "comment__hold"),
            *("comment__parent__author", "comment__parent__imported_author"),
            *(f"comment__{row}" for row in PLACE_ROWS),
        )
        .defer(*(f"comment__thread__article__current_version__{name}" for name in WHOLE_TEXT))
        .order_by(order + moment, order + "id")[: PAGE_SIZE + 1]
    )
    shown = found[:PAGE_SIZE]
    rules: dict[int, list[HouseRule]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    reports = Report.objects.filter(case__in=[case.pk for case in shown])
    for case_id, code, number in (
        reports.values_list("case", "rule_code").annotate(Count("pk")).order_by("rule_code")
    ):
        counts[case_id] += number
        if rule := find_rule(code):
            rules[case_id].append(rule)
    next_url = None
    if len(found) > PAGE_SIZE:
        view = "toon=afgehandeld&" if handled else ""
        next_url = f"{reverse('moderation_queue')}?{view}na={shown[-1].public_id}"
    return CaseList(
        rows=[_row(case, viewer, rules[case.pk], counts[case.pk]) for case in shown],
        waiting_count=cases.waiting().count(),
        next_url=next_url,
    )


# Texts that may be long, and that no list shows.
WHOLE_TEXT = ("raw", "lines", "blocks", "canonical_text", "metadata", "lead")


def load_log(viewer: User | AnonymousUser, *, after: str = "") -> tuple[list[LogRow], str | None]:
    """The log, newest first, and the address of the next page or None. One query.

    `after` is the number of the last line of the page before. Raises NoSuchPlace for nonsense.
    """
    lines = Decision.objects.visible_to(viewer).newest_first()
    if after:
        if not (after.isascii() and after.isdigit() and len(after) < 19):
            raise NoSuchPlace(after)
        lines = lines.filter(pk__lt=int(after))
    found = list(lines.select_related(*LOG_ROWS)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    next_url = None
    if len(found) > PAGE_SIZE:
        next_url = f"{reverse('moderation_log')}?na={shown[-1].pk}"
    return [log_row(line) for line in shown], next_url


def log_row(line: Decision) -> LogRow:
    """Costs no query when case, moderator, comment with author, and reversal came along."""
    return LogRow(
        decided_at=line.created_at,
        outcome=line.outcome,
        outcome_label=line.get_outcome_display(),
        rule=ground_of(line),
        moderator=line.moderator.display_name if line.moderator else "",
        about=_about(line),
        author=_author(line),
        case_url=line.case.get_absolute_url() if line.case else "",
        undoes=line.reverses_id is not None,
        undone=hasattr(line, "reversed_by"),
    )


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


def _beyond(cases: QuerySet[Case], moment: str, direction: str, after: str) -> Q:
    """Where the next page starts: after the row with this id, in order of (moment, id)."""
    try:
        key = uuid.UUID(after)
    except ValueError:
        raise NoSuchPlace(after) from None
    last = cases.filter(public_id=key).values_list(moment, "id").first()
    if last is None or last[0] is None:
        raise NoSuchPlace(after)
    return Q(**{f"{moment}__{direction}": last[0]}) | Q(
        **{moment: last[0], f"id__{direction}": last[1]}
    )


def _row(
    case: Case, viewer: User | AnonymousUser, rules: Sequence[HouseRule], report_count: int
) -> CaseRow:
    comment = case.comment
    assert comment is not None, "the list holds cases about comments"
    above = comment.parent if comment.is_waiting else None
    return CaseRow(
        title_name=comment.author_name,
        url=case.get_absolute_url(),
        take_url=reverse("moderation_take", args=[case.public_id]),
        excerpt=_excerpt(comment),
        place=place_name(comment.thread),
        place_url=place_url(comment.thread),
        report_count=report_count,
        rules=rules,
        since=case.opened_at,
        held_by=held_by(case, viewer),
        is_hidden=comment.status == CommentStatus.HIDDEN and comment.withdrawn_at is None,
        is_withdrawn=comment.withdrawn_at is not None,
        is_own=comment.author_id == viewer.pk,
        version=case.version,
        waits_because=comment.hold.get_reason_display() if comment.is_waiting else "",
        answers_name=above.author_name if above else "",
        answers_text=_excerpt(above) if above else "",
    )


def _excerpt(comment: Comment) -> str:
    return Truncator(unescape(strip_tags(comment.body_html))).chars(SHORT)
