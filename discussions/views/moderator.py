"""Who stands at the desk, the case that they opened there, and what they hear of a colleague."""

import uuid

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Case, CaseKind, Decision


def moderator_of(request: HttpRequest) -> User:
    """The guard has let a moderator in; this says so to the type checker."""
    assert isinstance(request.user, User)
    return request.user


def said_of_colleague(decision: Decision, moderator: User) -> str:
    """What is said to who decided the same as a colleague did a moment before; "" for their own decision."""
    if decision.moderator_id == moderator.pk:
        return ""
    said = _("A colleague had just decided the same: %(outcome)s.")
    return said % {"outcome": decision.get_outcome_display()}


def case_about_comment(
    request: HttpRequest, case_id: uuid.UUID, *, or_appeal: bool = False
) -> Case:
    """A case about a comment, of those that this moderator may see; with `or_appeal` also an appeal about anything.
    Raises Http404 for any other."""
    about = Q(comment__isnull=False) | (Q(kind=CaseKind.APPEAL) if or_appeal else Q())
    cases = Case.objects.visible_to(request.user).filter(about)
    found: Case = get_object_or_404(cases.select_related("comment", "leased_by"), public_id=case_id)
    return found
