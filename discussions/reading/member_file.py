"""What moderators know of one member, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from discussions.models import Case, Comment, Decision, MemberNote, Report
from discussions.moderation.ladder import LIGHT, SERIOUS, Advice, Before, next_step
from discussions.moderation.log import LOG_ROWS, LogRow, log_rows, with_acts
from discussions.moderation.past import decided_about, what_came_before
from discussions.moderation.unheard import left_alone
from discussions.permissions import Reader
from discussions.reading.restrictions import Restrictions, load_restrictions

SHOWN = 20


@dataclass(frozen=True)
class MemberFile:
    """`reports` are the latest, with all of them in the count; `decisions` and `notes` are a page of them, the newest
    first, and `next_decision` and `next_note` lead to older ones, 0 on the last page. `advice`: the next rung of the
    ladder for something light and for something serious. `answered`: their own reports of the last year that were, and
    `left_alone` how many of these were left alone."""

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
    next_decision: int
    next_note: int
    left_alone: int
    answered: int


def load_member(
    viewer: Reader,
    person: User,
    *,
    decisions_before: int | None = None,
    notes_before: int | None = None,
) -> MemberFile:
    """Twelve queries, however much there is. Decisions and notes with a lower number than these, when given."""
    lines = decided_about(Decision.objects.visible_to(viewer), person.pk)
    cases = Case.objects.visible_to(viewer).filter(comment__author=person)
    reports = Report.objects.filter(case__in=cases)
    before = what_came_before(person)
    alone, answered = left_alone(person)
    latest = reports.select_related("case", "case__comment").order_by("-id")
    shown = lines if decisions_before is None else lines.filter(pk__lt=decisions_before)
    found = list(with_acts(shown.newest_first()).select_related(*LOG_ROWS)[: SHOWN + 1])
    notes = load_notes(viewer, person, before=notes_before)
    return MemberFile(
        person=person,
        before=before,
        comment_count=Comment.objects.filter(author=person, withdrawn_at=None).count(),
        reports=list(latest[:SHOWN]),
        report_count=reports.count(),
        decisions=log_rows(found[:SHOWN], viewer),
        decision_count=lines.count(),
        restrictions=load_restrictions(viewer, person=person),
        notes=notes[:SHOWN],
        advice=[next_step(before, LIGHT), next_step(before, SERIOUS)],
        next_decision=found[SHOWN - 1].pk if len(found) > SHOWN else 0,
        next_note=notes[SHOWN - 1].pk if len(notes) > SHOWN else 0,
        left_alone=alone,
        answered=answered,
    )


def load_notes(viewer: Reader, person: User, *, before: int | None = None) -> list[MemberNote]:
    """What moderators wrote down about this member, the newest first: a page of it, and one more if there is. One
    query."""
    notes = MemberNote.objects.visible_to(viewer).kept().filter(person=person)
    if before is not None:
        notes = notes.filter(pk__lt=before)
    return list(notes.select_related("author").order_by("-id")[: SHOWN + 1])
