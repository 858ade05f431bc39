"""Undoing what was decided: at once, one by one, or all that was decided in one go."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from discussions.forms.moderation import UndoForm
from discussions.forms.refusing import refuse
from discussions.models import Decision, Outcome
from discussions.models.decision import DecisionQuerySet
from discussions.moderation.deciding import CannotUndo, undo_act
from discussions.moderation.deciding import undo as undo_decision
from discussions.moderation.guard import moderators_only
from discussions.moderation.holding_on import warned_along
from discussions.views.moderator import moderator_of


@moderators_only
@require_POST
def take_back(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Undo at once what one decided a moment ago, with all that was decided with it, before anybody reads of it. Too
    late: then a page asks why, of all of it that still stands."""
    moderator = moderator_of(request)
    decision = get_object_or_404(
        Decision.objects.visible_to(moderator), pk=decision_id, moderator=moderator
    )
    try:
        done, left = undo_act(act=decision.act, moderator=moderator)
    except ValidationError:
        return redirect(_asks_why(decision, moderator))
    if not done:
        return redirect(_asks_why(decision, moderator))
    messages.success(request, _said(done))
    _say_left(request, len(left))
    return redirect(decision.case or "moderation_queue")


_UNDOING: dict[str, tuple[Any, Any]] = {
    Outcome.HIDE: (gettext_lazy("Put the comment back?"), gettext_lazy("Put it back")),
    Outcome.REFUSE: (gettext_lazy("Put the comment back?"), gettext_lazy("Put it back")),
    Outcome.LABEL: (gettext_lazy("Take the label off?"), gettext_lazy("Take it off")),
    Outcome.UNLABEL: (gettext_lazy("Put the label back?"), gettext_lazy("Put it there again")),
    Outcome.RESTORE: (gettext_lazy("Hide the comment again?"), gettext_lazy("Hide it again")),
}


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Reverse a decision, after asking why."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related("case", "comment"), pk=decision_id
    )
    form = UndoForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            reversal = undo_decision(
                decision=decision, moderator=moderator_of(request), **form.cleaned_data
            )
        except CannotUndo:
            form.add_error(None, _("This does not hold any more. Look at the case again."))
            status = 409
        except ValidationError as error:
            refuse(form, error)
        else:
            lines = Decision.objects.visible_to(request.user).filter(act=reversal.act)
            messages.success(request, _said(lines))
            return redirect(decision.case or "moderation_log")
    if form.errors and status == 200:
        status = 422
    context = {
        "section": "queue",
        "title": _UNDOING.get(decision.outcome, (_("Undo this?"), ""))[0],
        "text": _what_follows(decision, moderator_of(request)),
        "quote_html": decision.comment.body_html if decision.comment else "",
        "action": reverse("moderation_undo", args=[decision.pk]),
        "label": _UNDOING.get(decision.outcome, ("", _("Undo this")))[1],
        "cancel_url": decision.case.get_absolute_url()
        if decision.case
        else reverse("moderation_log"),
        "form": form,
    }
    return render(request, "confirm.html", context, status=status)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def undo_together(request: HttpRequest, act: uuid.UUID) -> HttpResponse:
    """Reverse all that was decided in one go and still stands, after asking why. What cannot be undone any more is
    left, and counted."""
    moderator = moderator_of(request)
    if not Decision.objects.visible_to(moderator).filter(act=act, reverses=None).exists():
        raise Http404
    form = UndoForm(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            done, left = undo_act(act=act, moderator=moderator, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
            status = 422
        else:
            if done:
                said = ngettext("One measure was undone.", "%(n)s measures were undone.", len(done))
                messages.success(request, said % {"n": len(done)})
            _say_left(request, len(left))
            return redirect("moderation_log")
    standing = _standing(act, moderator).count()
    context = {
        "section": "queue",
        "title": _("Undo everything that was decided in one go?"),
        "text": ngettext(
            "One measure still stands. It is undone, and who had a letter about it hears so.",
            "%(n)s measures still stand. All are undone, and who had a letter about one hears so.",
            standing,
        )
        % {"n": standing},
        "action": reverse("moderation_undo_act", args=[act]),
        "label": _("Undo all of this"),
        "cancel_url": reverse("moderation_log"),
        "form": form,
    }
    return render(request, "confirm.html", context, status=status)


def _standing(act: uuid.UUID, moderator: User) -> DecisionQuerySet:
    """What was decided in that go, and was not undone."""
    lines = Decision.objects.visible_to(moderator)
    found: DecisionQuerySet = lines.filter(act=act, reverses=None, reversed_by=None)
    return found


def _asks_why(decision: Decision, moderator: User) -> str:
    """The page where this is undone with a reason; of the whole act when more of it stands."""
    if _standing(decision.act, moderator).count() > 1:
        return reverse("moderation_undo_act", args=[decision.act])
    return reverse("moderation_undo", args=[decision.pk])


def _what_follows(decision: Decision, moderator: User) -> str:
    said = _(
        "Everything becomes as it was. The author and whoever reported it get a letter, if they had one about "
        "this. The log keeps both lines."
    )
    if warned_along([decision]).filter(reversed_by=None).exists():
        return f"{said} {_('The warning that its author got in the same go is taken back too.')}"
    with_it = Decision.objects.visible_to(moderator).filter(act=decision.act)
    if decision.outcome == Outcome.RESTORE and with_it.filter(outcome=Outcome.UNWARN).exists():
        return f"{said} {_('The warning that was taken back with it stays taken back.')}"
    return str(said)


def _said(lines: Iterable[Decision]) -> str:
    """What a moderator reads who undid something: whether anybody is told."""
    if all(line.unread for line in lines):
        return _("It has been undone. Nobody gets a letter.")
    return _("It has been undone. Everybody concerned gets a letter.")


def _say_left(request: HttpRequest, left: int) -> None:
    if left:
        said = ngettext(
            "One could not be undone any more.", "%(n)s could not be undone any more.", left
        )
        messages.warning(request, said % {"n": left})
