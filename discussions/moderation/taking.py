"""Opening a case and holding it for a while."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.actions.cases import open_case_about
from discussions.models import Case, CaseKind, Comment
from discussions.moderation.within import refuse_elsewhere
from discussions.permissions import may_decide_about

LEASE = timedelta(minutes=10)


@transaction.atomic
def open_case(*, comment: Comment, moderator: User) -> Case:
    """The open case of this comment, made if there is none: the editors' own initiative.

    The moderator who opens it has it in hand. Raises Comment.DoesNotExist when the author
    withdrew it, for then there are no words to judge, ValidationError for one's own comment, and PermissionDenied for
    one that is not this moderator's.
    """
    comment = Comment.objects.select_for_update(no_key=True).get(
        pk=comment.pk, withdrawn_at__isnull=True
    )
    refuse_own_comment(moderator, comment)
    refuse_elsewhere(moderator, None, comment)
    case = open_case_about(comment=comment, kind=CaseKind.OWN)
    return take_case(case=case, moderator=moderator)


@transaction.atomic
def take_case(*, case: Case, moderator: User) -> Case:
    """Hold the case for ten minutes, so that colleagues see it is in hand.

    A case that a colleague holds stays theirs; look at `leased_by` of what comes back. The lease
    is a courtesy, not a lock: it leaves `version` alone, and what guards a decision is `version`.
    """
    now = timezone.now()
    free = Q(leased_by=None) | Q(leased_until__lt=now) | Q(leased_by=moderator)
    Case.objects.waiting().filter(free, pk=case.pk).update(
        leased_by=moderator, leased_until=now + LEASE
    )
    taken: Case = Case.objects.select_related("leased_by").get(pk=case.pk)
    return taken


class OwnComment(ValidationError):
    """A moderator does not decide about what they wrote themselves."""


def refuse_own_comment(moderator: User, comment: Comment) -> None:
    """Raise OwnComment for it."""
    if not may_decide_about(moderator, comment):
        raise OwnComment(_("This is your own comment. A colleague decides about it, not you."))
