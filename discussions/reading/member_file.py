"""What moderators know of one member, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from discussions.models import Comment, Decision, MemberNote, Report
from discussions.moderation.ladder import LIGHT, SERIOUS, Advice, Before, next_step
from discussions.moderation.past import what_came_before
from discussions.moderation.queue import LOG_ROWS, LogRow, log_row
from discussions.permissions import Reader
from discussions.reading.restrictions import Restrictions, load_restrictions

SHOWN = 20


@dataclass(frozen=True)
class MemberFile:
    """`decisions` and `reports` are the latest, with all of them in the counts. `advice`: the next rung of the ladder
    for something light and for something serious."""

    person: User
    before: Before
    comment_count: int
    reports: Sequence[Report]
    report_count: int
    decisions: Sequence[LogRow]
    decision_count: int
    restrictions: Restrictions
    notes: Sequence[MemberNote]
    advice: Sequence[Advice]


def load_member(viewer: Reader, person: User) -> MemberFile:
    """Ten queries, however much there is."""
    lines = Decision.objects.visible_to(viewer).filter(Q(comment__author=person) | Q(person=person))
    reports = Report.objects.filter(case__comment__author=person)
    before = what_came_before(person)
    latest = reports.select_related("case", "case__comment").order_by("-id")
    return MemberFile(
        person=person,
        before=before,
        comment_count=Comment.objects.filter(author=person, withdrawn_at=None).count(),
        reports=list(latest[:SHOWN]),
        report_count=reports.count(),
        decisions=[
            log_row(line) for line in lines.newest_first().select_related(*LOG_ROWS)[:SHOWN]
        ],
        decision_count=lines.count(),
        restrictions=load_restrictions(viewer, person=person),
        notes=load_notes(viewer, person),
        advice=[next_step(before, LIGHT), next_step(before, SERIOUS)],
    )


def load_notes(viewer: Reader, person: User) -> list[MemberNote]:
    """What moderators wrote down about this member, the newest first. One query."""
    notes = MemberNote.objects.visible_to(viewer).kept().filter(person=person)
    return list(notes.select_related("author").order_by("-id")[:SHOWN])
