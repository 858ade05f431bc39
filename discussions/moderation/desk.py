"""The one queue: every case that waits, by when it is due; and what was handled. By key, in few queries."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
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
from discussions.models import Case, CaseKind, Comment, CommentStatus, Report
from discussions.models.case import office_hours
from discussions.moderation.appeals import appeal_reference
from discussions.moderation.correspondence import place_name, title_of
from discussions.moderation.desk_filters import LATER, NOW, DeskFilter, in_lane, narrowed
from discussions.moderation.further import FURTHER_NAMES, FurtherList, further_lists
from discussions.moderation.grounds import Ground, chosen_ground
from discussions.moderation.log import PLACE_ROWS, NoSuchPlace, held_by, place_url

PAGE_SIZE = 20
SHORT = 280  # characters of a reported text: enough to see what it is about
COUNTED = 999  # as far as is counted: a page must not cost more when very much waits
# What the title of a case is made of, fetched along with it.
_TITLE_ROWS = (
    *("comment__author", "comment__imported_author"),
    *(f"comment__{row}" for row in PLACE_ROWS),
    *("article__current_version", "claim__current_wording", "claim__article", "person"),
    "appeal",
)
# Texts that may be long, and that no list shows.
_WHOLE_TEXT = ("raw", "lines", "blocks", "canonical_text", "metadata", "lead")


@dataclass(frozen=True)
class CaseRow:
    """`title` names what it is about and `about` does so within a sentence. `held_by` is the colleague who has it in
    hand now, "" when nobody else has. Of what is the viewer's own (`is_own`) neither `rules` nor `excerpt` tell what a
    reporter said. `waits_because`: it is not placed yet, for this reason; `answers_name` and
    `answers_text`: what it will stand below. `is_simple`: it can be left alone, hidden or let through from here."""

    key: str
    title: str
    about: str
    url: str
    excerpt: str
    place: str
    place_url: str
    kind: str
    report_count: int
    rules: Sequence[Ground]
    since: datetime
    due_at: datetime
    is_now: bool
    is_urgent: bool
    held_by: str
    is_hidden: bool
    is_withdrawn: bool
    is_own: bool
    is_simple: bool
    version: int
    waits_because: str = ""
    answers_name: str = ""
    answers_text: str = ""


@dataclass(frozen=True)
class CaseList:
    """`now_count` and `later_count` are of all that is asked for, at most 999; `further` is on the first page only."""

    rows: Sequence[CaseRow]
    next_url: str | None
    now_count: int = 0
    later_count: int = 0
    further: Sequence[FurtherList] = field(default=())

    @property
    def waiting_count(self) -> int:
        return self.now_count + self.later_count

    @property
    def lanes(self) -> list[tuple[str, Sequence[CaseRow]]]:
        """The rows of this page by lane, without an empty one."""
        now = [row for row in self.rows if row.is_now]
        later = [row for row in self.rows if not row.is_now]
        return [(name, rows) for name, rows in ((NOW, now), (LATER, later)) if rows]


def load_waiting(
    viewer: User | AnonymousUser, wanted: DeskFilter | None = None, *, after: str = ""
) -> CaseList:
    """Open cases, what is due first first, as far as they are asked for.

    `after` is the id of the last case of the page before. Raises NoSuchPlace for another key.
    """
    wanted, now = wanted or DeskFilter(), timezone.now()
    every = Case.objects.visible_to(viewer)
    chosen: QuerySet[Case]
    if wanted.soort in FURTHER_NAMES:
        chosen = every.none()
    else:
        chosen = narrowed(every.waiting(), wanted, viewer, now)
    counts = [_counted(in_lane(chosen, lane, now)) for lane in (NOW, LATER)]
    if wanted.wanneer:
        chosen = in_lane(chosen, wanted.wanneer, now)
    if after:
        chosen = chosen.filter(_beyond(every, "due_at", "gt", after))
    rows, last = _page(chosen.order_by("due_at", "id"), viewer, now)
    further: Sequence[FurtherList] = ()
    only_lane = not wanted.but(soort="", wanneer="").query and wanted.wanneer != NOW
    if not after and only_lane and wanted.soort in ("", *FURTHER_NAMES):
        further = further_lists(viewer, wanted.soort)
    query = wanted.query + "&" if wanted.query else ""
    next_url = f"{reverse('moderation_queue')}?{query}na={last}" if last else None
    return CaseList(rows, next_url, counts[0], counts[1], further)


def load_handled(viewer: User | AnonymousUser, *, after: str = "") -> CaseList:
    """Cases that were decided, the latest first. Raises NoSuchPlace as `load_waiting` does."""
    every, now = Case.objects.visible_to(viewer), timezone.now()
    chosen = every.handled()
    if after:
        chosen = chosen.filter(_beyond(every, "closed_at", "lt", after))
    rows, last = _page(chosen.order_by("-closed_at", "-id"), viewer, now)
    next_url = f"{reverse('moderation_queue')}?toon=afgehandeld&na={last}" if last else None
    counts = [_counted(in_lane(every.waiting(), lane, now)) for lane in (NOW, LATER)]
    return CaseList(rows, next_url, counts[0], counts[1])


def load_row(viewer: User | AnonymousUser, case: Case) -> CaseRow:
    """One case as the queue shows it."""
    rows, _last = _page(Case.objects.visible_to(viewer).filter(pk=case.pk), viewer, timezone.now())
    return rows[0]


def _counted(cases: QuerySet[Case]) -> int:
    return int(cases.order_by()[: COUNTED + 1].count())


def load_titles(viewer: User | AnonymousUser, cases: Sequence[Case]) -> dict[int, str]:
    """Key of a case → what it is about, for those that this moderator can still see. One query."""
    found = Case.objects.visible_to(viewer).filter(pk__in=[case.pk for case in cases])
    return {case.pk: _named(case)[0] for case in found.select_related(*_TITLE_ROWS)}


def _page(
    cases: QuerySet[Case], viewer: User | AnonymousUser, now: datetime
) -> tuple[list[CaseRow], str]:
    """The first rows, and the key of the last of them if there are more. Two queries."""
    versions = (
        "article__current_version",
        "comment__thread__article__current_version",
    )
    found = list(
        cases.select_related(
            *("leased_by", "comment__hold", *_TITLE_ROWS),
            *("comment__parent__author", "comment__parent__imported_author"),
        ).defer(*(f"{version}__{name}" for version in versions for name in _WHOLE_TEXT))[
            : PAGE_SIZE + 1
        ]
    )
    shown = found[:PAGE_SIZE]
    rules: dict[int, list[Ground]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    reports = Report.objects.filter(case__in=[case.pk for case in shown])
    for case_id, rule_code, law_code, number in (
        reports.values_list("case", "rule_code", "law_code")
        .annotate(Count("pk"))
        .order_by("rule_code", "law_code")
    ):
        counts[case_id] += number
        if named := chosen_ground(rule_code, law_code):
            rules[case_id].append(named)
    tonight = office_hours().end_of_day(now)
    rows = [_row(case, viewer, rules[case.pk], counts[case.pk], tonight) for case in shown]
    return rows, str(shown[-1].public_id) if len(found) > PAGE_SIZE else ""


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
    case: Case,
    viewer: User | AnonymousUser,
    rules: Sequence[Ground],
    report_count: int,
    tonight: datetime,
) -> CaseRow:
    comment = case.comment
    above = comment.parent if comment is not None and comment.is_waiting else None
    title, about, place, url = _named(case)
    said = _excerpt(comment) if comment is not None else ""
    if case.kind == CaseKind.APPEAL:
        number = {"number": appeal_reference(case.appeal), "title": title}
        title = _("Appeal %(number)s: %(title)s") % number
        said = Truncator(case.appeal.body).chars(SHORT)
    is_own = viewer.pk in (comment.author_id if comment is not None else None, case.person_id)
    if is_own and case.kind == CaseKind.APPEAL and case.appeal.report_id is not None:
        said = ""
    holder = held_by(case, viewer)
    return CaseRow(
        key=str(case.public_id),
        title=title,
        about=about,
        url=case.get_absolute_url(),
        excerpt=said,
        place=place,
        place_url=url,
        kind=case.get_kind_display(),
        report_count=report_count,
        rules=() if is_own else rules,
        since=case.opened_at,
        due_at=case.due_at,
        is_now=case.due_at < tonight,
        is_urgent=case.is_urgent,
        held_by=holder,
        is_hidden=comment is not None
        and comment.status == CommentStatus.HIDDEN
        and comment.withdrawn_at is None,
        is_withdrawn=comment is not None and comment.withdrawn_at is not None,
        is_own=is_own,
        is_simple=comment is not None and not is_own and case.kind != CaseKind.APPEAL,
        version=case.version,
        waits_because=comment.hold.get_reason_display() if comment and comment.is_waiting else "",
        answers_name=above.author_name if above else "",
        answers_text=_excerpt(above) if above else "",
    )


def _named(case: Case) -> tuple[str, str, str, str]:
    """What a case is about: as a title, within a sentence, and where it stands."""
    if case.comment is not None:
        thread, name = case.comment.thread, {"name": case.comment.author_name}
        titled, about = _("Comment by %(name)s") % name, _("the comment by %(name)s") % name
        return titled, about, place_name(thread), place_url(thread)
    if case.claim is not None:
        said = str(case.claim.current_wording)
        return _("Claim: %(claim)s") % {"claim": said}, said, said, case.claim.get_absolute_url()
    if case.article is not None:
        title = title_of(case.article)
        return (
            _("Article: %(title)s") % {"title": title},
            title,
            title,
            case.article.get_absolute_url(),
        )
    if case.person is not None:
        who = case.person.display_name
        return _("Member: %(name)s") % {"name": who}, who, who, ""
    where = Truncator(case.address).chars(80)
    return _("Address: %(address)s") % {"address": where}, where, where, ""


def _excerpt(comment: Comment) -> str:
    return Truncator(unescape(strip_tags(comment.body_html))).chars(SHORT)
