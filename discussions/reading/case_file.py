"""A whole case on one screen: the words, where they stand, who reported them, what came before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Passage
from articles.reading import as_read_by, is_open, passage_in_context
from discussions.models import Case, Comment, Decision, Hold, MemberNote, Outcome, Report, Thread
from discussions.models.decision import DecisionQuerySet
from discussions.moderation.correspondence import article_of, place_name, reference, title_of
from discussions.moderation.drafting import judged_revision
from discussions.moderation.grounds import Ground, chosen_ground
from discussions.moderation.log import (
    LOG_ROWS,
    PLACE_ROWS,
    LogRow,
    held_by,
    log_row,
    place_url,
    with_dispute,
)
from discussions.moderation.past import decided_about
from discussions.reading.labels import ShownLabel, labels_of, with_labels

EARLIER_SHOWN = 5
NOTES_SHOWN = 3


@dataclass(frozen=True)
class Quote:
    """The passage a claim stands on; see components/quote.html."""

    prefix: str
    exact: str
    suffix: str
    url: str
    label: str


@dataclass(frozen=True)
class Said:
    """One comment as moderators read it. `body_html` is safe; it is empty once withdrawn, and
    then `last_text` is what was judged, as plain text, as long as it is kept."""

    author: str
    url: str
    said_at: datetime
    body_html: str
    last_text: str
    is_hidden: bool
    is_withdrawn: bool
    labels: tuple[ShownLabel, ...] = ()


@dataclass(frozen=True)
class ReportRow:
    """`earlier_url`: its author asks to have an earlier text hidden, the one of `earlier_from`; there that is done."""

    reference: str
    reporter: str
    reported_at: datetime
    rule: Ground | None
    explanation: str
    earlier_url: str = ""
    earlier_from: datetime | None = None


@dataclass(frozen=True)
class DecisionRow:
    """A decision in this case with its words. `undo_url` is empty unless it is the one that holds."""

    line: LogRow
    explanation: str
    public_reason: str
    answer: str
    undo_url: str


@dataclass(frozen=True)
class CaseFile:
    """`earlier` are the latest decisions in other cases about this author and what they wrote, `earlier_count` all;
    `notes` the newest that moderators wrote down about them, none about oneself.

    An author with `author_is_unknown` came with an import: nobody can be written to. About one's own comment
    (`is_own`) `reports` is empty and `decisions` hold no answer to a reporter, because the author never hears who
    reported it: `report_count` only says how many did.
    """

    case: Case
    comment: Said
    parent: Said | None
    place: str
    place_url: str
    article_title: str
    article_url: str
    quote: Quote | None
    reports: Sequence[ReportRow]
    report_count: int
    decisions: Sequence[DecisionRow]
    earlier: Sequence[LogRow]
    earlier_count: int
    held_by: str
    held_by_viewer: bool
    is_own: bool
    author_is_unknown: bool
    is_open: bool
    status: str
    hold: Hold | None = None
    author_url: str = ""
    notes: Sequence[MemberNote] = ()


def load_case_file(viewer: User | AnonymousUser, case: Case) -> CaseFile:
    """The same number of queries whatever was reported, decided or answered."""
    comment = (
        with_labels(Comment.every.all())
        .select_related(
            "hold__restriction",
            *("author", "imported_author", "parent__author", "parent__imported_author"),
            *("thread__claim__article__source", *PLACE_ROWS),
        )
        .get(cases=case)
    )
    article = article_of(comment.thread)
    lines = Decision.objects.visible_to(viewer).newest_first()
    lines = lines.select_related(*LOG_ROWS)
    about_author = _about_author(lines, comment).exclude(case=case)
    is_own = comment.author_id == viewer.pk
    reports = list(case.reports.select_related("reporter", "revision__hidden").order_by("id"))
    return CaseFile(
        case=case,
        comment=_said(comment, judged_revision(comment).body),
        parent=_said(comment.parent) if comment.parent else None,
        place=place_name(comment.thread),
        place_url=place_url(comment.thread),
        article_title=title_of(article),
        article_url=article.get_absolute_url(),
        quote=_quote(viewer, comment.thread),
        reports=[
            ReportRow(
                reference(report),
                report.who or _("somebody without an account"),
                report.created_at,
                chosen_ground(report.rule_code, report.law_code),
                report.explanation,
                _earlier_version(report, comment),
                report.revision.created_at if report.revision is not None else None,
            )
            for report in reports
            if not is_own
        ],
        report_count=len(reports),
        decisions=[
            _decided(line, comment, viewer, is_own=is_own)
            for line in lines.filter(case=case).select_related("text")
        ],
        earlier=[log_row(line) for line in about_author[:EARLIER_SHOWN]],
        earlier_count=about_author.count(),
        held_by=held_by(case, viewer),
        held_by_viewer=case.leased_by_id == viewer.pk and case.leased_by_id is not None,
        is_own=is_own,
        author_is_unknown=comment.author_id is None,
        is_open=case.closed_at is None,
        status=comment.status,
        hold=getattr(comment, "hold", None),
        author_url=reverse("member", args=[comment.author.public_id])
        if comment.author and not comment.author.anonymised_at and not is_own
        else "",
        notes=_notes(viewer, comment),
    )


def _about_author(lines: DecisionQuerySet, comment: Comment) -> DecisionQuerySet:
    """About the author and their comments; of one who came with an import, about those under that same name."""
    if comment.author_id is None:
        return lines.filter(comment__imported_author=comment.imported_author_id)
    return decided_about(lines, comment.author_id)


def _notes(viewer: User | AnonymousUser, comment: Comment) -> Sequence[MemberNote]:
    """The newest about this author: nobody reads those about themselves, nor are there about a mere name."""
    kept = MemberNote.objects.visible_to(viewer).kept().filter(person=comment.author_id)
    return list(kept.select_related("author").order_by("-id")[:NOTES_SHOWN])


def _said(comment: Comment, last_text: str = "") -> Said:
    return Said(
        author=comment.author_name or _("Unknown"),
        url=comment.get_absolute_url(),
        said_at=comment.created_at,
        body_html=comment.body_html,
        last_text=last_text if comment.withdrawn_at else "",
        is_hidden=comment.status == "hidden",
        is_withdrawn=comment.withdrawn_at is not None,
        labels=labels_of(comment),
    )


def _earlier_version(report: Report, comment: Comment) -> str:
    """Where the text is hidden that its author asks for, until it is. Of who is known by no account nobody is the
    author."""
    revision, asks = report.revision, report.reporter_id
    if revision is None or asks is None or asks != comment.author_id or hasattr(revision, "hidden"):
        return ""
    return reverse("hide_revision", args=[comment.public_id, revision.number])


def _decided(
    line: Decision, comment: Comment, viewer: User | AnonymousUser, *, is_own: bool
) -> DecisionRow:
    stands = line.pk in [label.decision for label in labels_of(comment)]
    is_status = line.outcome not in (Outcome.KEEP, Outcome.RELEASE)
    holds = stands or (is_status and comment.decision_id == line.pk)
    return DecisionRow(
        line=with_dispute(log_row(line), line, viewer),
        explanation=line.text.explanation,
        public_reason=line.text.public_reason,
        answer="" if is_own else line.text.answer,
        undo_url=reverse("moderation_undo", args=[line.pk]) if holds else "",
    )


def _quote(viewer: User | AnonymousUser, thread: Thread) -> Quote | None:
    """The first passage of the claim in the text of today, if its place is certain and open."""
    if thread.claim is None:
        return None
    article = thread.claim.article
    version = article.current_version
    passages = Passage.objects.drawn().filter(claim=thread.claim_id, version=version)
    passage = passages.order_by("ordinal").first()
    if version is None or passage is None:
        return None
    read = as_read_by(viewer, article, version)
    if not is_open(read, passage.end):
        return None
    found = passage_in_context(read, passage)
    url = f"{article.get_absolute_url()}#passage-{thread.claim.number}-{passage.ordinal}"
    return Quote(found.prefix, found.exact, found.suffix, url, found.where)
