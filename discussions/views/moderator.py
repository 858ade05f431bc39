"""Who stands at the desk, and the case that they opened there."""

import uuid

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from discussions.models import Case, CaseKind


def moderator_of(request: HttpRequest) -> User:
    """The guard has let a moderator in; this says so to the type checker."""
    assert isinstance(request.user, User)
    return request.user


def case_about_comment(
    request: HttpRequest, case_id: uuid.UUID, *, or_appeal: bool = False
) -> Case:
    """A case about a comment, of those that this moderator may see; with `or_appeal` also an appeal about anything.
    Raises Http404 for any other."""
    about = Q(comment__isnull=False) | (Q(kind=CaseKind.APPEAL) if or_appeal else Q())
    cases = Case.objects.visible_to(request.user).filter(about)
    found: Case = get_object_or_404(cases.select_related("comment", "leased_by"), public_id=case_id)
    return found
