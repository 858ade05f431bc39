"""Hiding one earlier text of a comment, showing it again, and asking for it."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.actions.cases import open_case_about
from discussions.models import (
    Case,
    CaseKind,
    Comment,
    CommentRevision,
    Decision,
    HiddenRevision,
    Outcome,
    Report,
    ReportKind,
    Source,
)
from discussions.moderation.choice import Choice
from discussions.moderation.drafting import (
    beside_status,
    check_ground,
    draft_decision,
    refuse_without_reason,
)
from discussions.moderation.on_comments import CannotUndo
from discussions.moderation.recording import close_and_tell, write_down
from discussions.moderation.taking import refuse_own_comment
from discussions.permissions import is_author

# What an author asks for is nearly always this; a moderator chooses the rule.
ASKED_BY_RULE = "HR-3"


def asked_by_author(revision: CommentRevision) -> bool:
    """Whether who wrote it asked for this, and waits for it. One query."""
    author = revision.comment.author_id
    asked = Report.objects.filter(revision=revision, reporter=author, case__closed_at=None)
    return author is not None and asked.exists()


def was_reported_by_others(comment: Comment) -> bool:
    """Whether somebody else than who wrote it ever reported this comment. One query."""
    reports = Report.objects.filter(case__comment=comment)
    if comment.author_id is not None:
        reports = reports.exclude(reporter=comment.author_id)
    return bool(reports.exists())


def hide_revision(choice: Choice) -> Decision:
    """Let nobody read this earlier text any more, and tell its author why. Twice is once.

    When its author asked for it, that is what made the editors look, whatever the choice says.
    `public_reason` stands in its place. The letter does not quote it: mostly it holds what nobody should read again.
    Raises ValidationError, by field, without a reason, for an unknown rule, for a
    moderator's own comment and for the text that the comment has now: that one is hidden with the comment.
    """
    revision, moderator = choice.about, choice.moderator
    assert isinstance(revision, CommentRevision)
    assert moderator is not None
    comment = _locked(revision)
    refuse_own_comment(moderator, comment)
    done = HiddenRevision.objects.select_related("decision").filter(revision=revision).first()
    if done is not None:
        found: Decision = done.decision
        return found
    revision.comment = comment
    line = write_down(draft_hiding(choice))
    HiddenRevision.objects.create(
        revision=revision,
        decision=line,
        moderator=moderator,
        rule_code=line.rule_code or line.law_code,
        rule_version=line.rule_version or 0,
        reason=choice.words.public_reason,
    )
    return close_and_tell(line, quietly=choice.quietly)


def draft_hiding(choice: Choice) -> Decision:
    """The decision to hide this earlier text, not saved: what is previewed is what is done. Raises ValidationError as
    `hide_revision` does."""
    revision, moderator = choice.about, choice.moderator
    assert isinstance(revision, CommentRevision)
    assert moderator is not None
    comment: Comment = revision.comment
    refuse_own_comment(moderator, comment)
    words = choice.words
    refuse_without_reason(words.public_reason, _("Say why: it is read in its place."))
    choice = replace(
        choice,
        about=None,
        words=words.explained(),
    )
    ground = check_ground(choice, field="public_reason")
    if revision.number >= comment.revision_number:
        raise ValidationError(_("This is what the comment says now. Hide the comment itself."))
    return draft_decision(
        choice,
        ground=ground,
        source=Source.AUTHOR if asked_by_author(revision) else None,
        public_reason=words.public_reason,
        **beside_status(comment, revision),
    )


def undo_hidden_revision(decision: Decision, choice: Choice) -> Decision:
    """Show the earlier text again, as it was."""
    assert decision.revision is not None
    comment = _locked(decision.revision)
    if choice.moderator is not None:
        refuse_own_comment(choice.moderator, comment)
    hidden = HiddenRevision.objects.filter(decision=decision).first()
    if hidden is None:
        raise CannotUndo
    line = write_down(
        draft_decision(
            replace(choice, outcome=Outcome.SHOW_TEXT, about=None),
            reverses=decision,
            source=Source(decision.source),
            **beside_status(comment, decision.revision),
        )
    )
    hidden.delete()
    return close_and_tell(line, quietly=choice.quietly)


@transaction.atomic
def ask_to_hide(*, revision: CommentRevision, person: User, explanation: str) -> Report:
    """Ask the editors to hide an earlier text of one's own comment: it waits among the reports, each version
    with a number of its own. The same version twice is once.

    Raises PermissionDenied for somebody else's comment, and ValidationError for what is hidden already, for the
    text that the comment has now, and when it cannot be read (any more).
    """
    comment = _locked(revision)
    if not is_author(person, comment):
        raise PermissionDenied
    is_hidden = HiddenRevision.objects.filter(revision=revision).exists()
    if is_hidden or not comment.is_readable or revision.number >= comment.revision_number:
        raise ValidationError(
            _("This version cannot be read by others any more, or it is the last one.")
        )
    case = open_case_about(comment=comment, kind=CaseKind.REPORT, is_urgent=True)
    report, is_new = Report.objects.get_or_create(
        case=case,
        reporter=person,
        kind=ReportKind.RULE,
        revision=revision,
        defaults={"rule_code": ASKED_BY_RULE, "explanation": explanation.strip()},
    )
    if is_new:
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    return report


def _locked(revision: CommentRevision) -> Comment:
    comment: Comment = Comment.objects.select_for_update(no_key=True).get(pk=revision.comment_id)
    return comment
