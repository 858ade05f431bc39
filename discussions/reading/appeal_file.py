"""An appeal on one screen: what was decided and why, the words it is about, and what is said against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from discussions.models import Appeal, Case, Comment, Decision, Outcome, OutsideReview, Restriction
from discussions.moderation.appeals import appeal_reference
from discussions.moderation.assessors import may_answer, may_ask_outsider
from discussions.moderation.correspondence import place_name
from discussions.moderation.grounds import Ground, ground_of
from discussions.moderation.log import LOG_ROWS, PLACE_ROWS, LogRow, log_row, place_url
from discussions.moderation.past import decided_about
from discussions.moderation.reappraising import still_holds

EARLIER_SHOWN = 5


@dataclass(frozen=True)
class AppealFile:
    """`line` is the decision appealed against, `explanation` and `quoted` what was written and judged then. `said_by`
    is empty for who gave no name. About one's own words, or oneself, an appeal by a reporter says neither who nor what
    (`is_withheld`). `by_reporter`: who reported asks; `would_hide`: what they reported was left alone
    and can be hidden; `would_reopen`: it was left alone and is no comment. `holds`: it is still as it was decided.
    `can_shorten`: it holds for somebody, until `line_until` if that is set, and could end sooner.
    `is_the_same`: this viewer took the decision and nobody else can answer; `must_be_colleague`: this viewer cannot,
    because they took it or it concerns them. `can_ask_outsider`: nobody is independent."""

    appeal: Appeal
    case: Case
    reference: str
    said_by: str
    body: str
    due_at: datetime
    line: LogRow
    ground: Ground | None
    explanation: str
    quoted: str
    place: str
    place_url: str
    parent_html: str
    parent_name: str
    by_reporter: bool
    would_hide: bool
    would_reopen: bool
    holds: bool
    can_shorten: bool
    line_until: datetime | None
    answer: Decision | None
    review: OutsideReview | None
    earlier: Sequence[LogRow]
    is_the_same: bool = False
    must_be_colleague: bool = False
    can_ask_outsider: bool = False
    is_withheld: bool = False


def load_appeal_file(appeal: Appeal, *, viewer: User | None) -> AppealFile:
    """For a moderator, or (None) for the outsider who holds the link: they see this one case and nobody's past."""
    first = Decision.objects.select_related(*LOG_ROWS, "text").get(pk=appeal.decision_id)
    comment = None
    if first.comment_id is not None:
        rows = Comment.every.select_related(
            *PLACE_ROWS, "parent__author", "parent__imported_author"
        )
        comment = rows.get(pk=first.comment_id)
    above = comment.parent if comment is not None else None
    about = comment.author_id if comment is not None else first.person_id
    earlier: list[LogRow] = []
    if viewer is not None and about is not None:
        lines = decided_about(Decision.objects.visible_to(viewer), about)
        lines = lines.exclude(pk=first.pk).newest_first().select_related(*LOG_ROWS)
        earlier = [log_row(line) for line in lines[:EARLIER_SHOWN]]
    left_alone = first.outcome == Outcome.KEEP
    took_it = viewer is not None and first.moderator_id == viewer.pk
    allowed = viewer is None or may_answer(viewer, appeal)
    by_reporter = appeal.report_id is not None
    said_by = appeal.person.display_name if appeal.person is not None else ""
    if appeal.report is not None and not said_by:
        said_by = appeal.report.who
    # The author never hears who reported it, also when the author moderates.
    is_withheld = by_reporter and viewer is not None and viewer.pk == about
    return AppealFile(
        appeal=appeal,
        case=appeal.case,
        reference=appeal_reference(appeal),
        said_by=said_by if viewer is not None and not is_withheld else "",
        body="" if is_withheld else appeal.body,
        due_at=appeal.case.due_at,
        line=log_row(first),
        ground=ground_of(first),
        explanation=first.text.explanation or ("" if is_withheld else first.text.answer),
        quoted=first.text.quoted_body,
        place=place_name(comment.thread) if comment else "",
        place_url=place_url(comment.thread) if comment else "",
        parent_html=above.body_html if above is not None and above.is_readable else "",
        parent_name=above.author_name if above is not None and above.is_readable else "",
        by_reporter=by_reporter,
        would_hide=left_alone and comment is not None,
        would_reopen=left_alone and comment is None,
        holds=still_holds(first),
        can_shorten=Restriction.objects.not_over(timezone.now())
        .filter(decision=first, person__isnull=False)
        .exists(),
        line_until=first.until,
        answer=Decision.objects.filter(answers=appeal).first(),
        review=OutsideReview.objects.filter(appeal=appeal, ended_at=None).first(),
        earlier=earlier,
        is_the_same=took_it and allowed,
        must_be_colleague=not allowed,
        can_ask_outsider=viewer is not None and may_ask_outsider(viewer, appeal),
        is_withheld=is_withheld,
    )
