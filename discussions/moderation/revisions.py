"""Hiding one earlier text of a comment, and asking for it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.mail import queue_mail
from accounts.models import User
from discussions.actions.cases import open_case_about
from discussions.models import Case, CaseKind, Comment, CommentRevision, HiddenRevision, Report
from discussions.moderation.policy import find_rule
from discussions.permissions import is_author, may_decide_about

# What an author asks for is nearly always this; a moderator chooses the rule.
ASKED_BY_RULE = "HR-3"


@transaction.atomic
def hide_revision(
    *, revision: CommentRevision, moderator: User, rule_code: str, reason: str
) -> HiddenRevision:
    """Let nobody read this earlier text any more, and tell its author why. Twice is once.

    Raises ValidationError, by field, without a reason, for an unknown rule, for a moderator's own comment
    and for the text that the comment has now: that one is hidden with the comment.
    """
    comment = _locked(revision)
    if not may_decide_about(moderator, comment):
        raise ValidationError(_("This is your own comment. A colleague decides about it, not you."))
    if done := HiddenRevision.objects.filter(revision=revision).first():
        return done
    rule = find_rule(rule_code)
    if rule is None:
        raise ValidationError({"rule_code": _("Choose a house rule.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: it is read in its place.")})
    if revision.number >= comment.revision_number:
        raise ValidationError(_("This is what the comment says now. Hide the comment itself."))
    hidden: HiddenRevision = HiddenRevision.objects.create(
        revision=revision,
        moderator=moderator,
        rule_code=rule.code,
        rule_version=rule.version,
        reason=reason.strip(),
    )
    _tell(comment, hidden, rule.name)
    return hidden


@transaction.atomic
def ask_to_hide(*, revision: CommentRevision, person: User, explanation: str) -> Report:
    """Ask the editors to hide an earlier text of one's own comment: it waits among the reports. Twice is once.

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
        defaults={
            "rule_code": ASKED_BY_RULE,
            "explanation": explanation.strip(),
            "revision": revision,
        },
    )
    if is_new:
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    return report


def _locked(revision: CommentRevision) -> Comment:
    comment: Comment = Comment.objects.select_for_update(no_key=True).get(pk=revision.comment_id)
    return comment


def _tell(comment: Comment, hidden: HiddenRevision, rule: str) -> None:
    """By mail only: the comment itself is as it was. Not who left."""
    author = comment.author
    if author is None or author.anonymised_at is not None:
        return
    address = settings.PUBLIC_URL + reverse("comment_changes", args=[comment.public_id])
    with override(author.language):
        words = _(
            "Dear %(name)s,\n\nThe editors hid an earlier version of your comment. What it says now is as it was.\n\n"
            "House rule: %(rule)s\nWhy: %(reason)s\n\nYou see it here:\n%(url)s\n"
        ) % {"name": author.display_name, "rule": rule, "reason": hidden.reason, "url": address}
        queue_mail(
            person=author,
            address=author.email,
            kind="revision_hidden",
            key=f"revision-{hidden.pk}",
            subject=_("An earlier version of your comment was hidden"),
            body_text=words,
        )
