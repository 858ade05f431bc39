"""Reporting: a reader says that something is not as it should be."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.actions.cases import open_case_about
from discussions.models import Case, CaseKind, Comment, Report
from discussions.moderation.drafting import judged_revision
from discussions.moderation.policy import find_rule

# Somebody can be recognised: every hour that stays makes it worse.
URGENT_RULES = ("HR-3",)


@transaction.atomic
def report_comment(
    *, comment: Comment, reporter: User, rule_code: str, explanation: str = ""
) -> Report:
    """Say that this comment breaks a house rule.

    All reports of a comment wait in one case. Reporting twice is reporting once: the first words
    stay. Raises Comment.DoesNotExist when the words cannot be read (any more), exactly as if there
    were no such comment, and ValidationError for one's own comment or an unknown rule.
    """
    comment = Comment.objects.select_for_update(no_key=True).readable().get(pk=comment.pk)
    if comment.author_id == reporter.pk:
        raise ValidationError(_("This is your own comment. You can withdraw it."))
    if find_rule(rule_code) is None:
        raise ValidationError({"rule_code": _("Choose a house rule.")})
    case = open_case_about(
        comment=comment, kind=CaseKind.REPORT, is_urgent=rule_code in URGENT_RULES
    )
    report, is_new = Report.objects.get_or_create(
        case=case,
        reporter=reporter,
        defaults={
            "rule_code": rule_code,
            "explanation": explanation.strip(),
            "revision": judged_revision(comment),
        },
    )
    if is_new:
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    return report
