"""One case: reading it, previewing its letters, deciding it; and undoing what was decided."""

import uuid
from collections.abc import Sequence
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
from discussions.forms.moderation import DecisionForm, UndoForm
from discussions.forms.refusing import refuse
from discussions.models import Case, CaseKind, Comment, CommentStatus, Decision, Outcome
from discussions.moderation.addressing import Addressed
from discussions.moderation.bulk import decide_and_warn
from discussions.moderation.choice import Choice
from discussions.moderation.deciding import (
    CannotUndo,
    StaleCase,
    decide,
    refuse_stale,
    undo_act,
)
from discussions.moderation.deciding import undo as undo_decision
from discussions.moderation.guard import moderators_only
from discussions.moderation.previewing import preview
from discussions.reading.case_file import CaseFile, load_case_file
from discussions.views.moderator import case_about_comment, moderator_of, said_of_colleague


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Read a case, preview its letters, decide it.

    When it changed meanwhile the answer is 409, with what changed and with everything typed.
    """
    found = case_about_comment(request, case_id, or_appeal=True)
    moderator = moderator_of(request)
    if found.kind == CaseKind.APPEAL:
        return redirect(found.appeal)
    if request.method != "POST":
        chosen = _against(found) if request.GET.get("kies") == "tegen" else None
        unfilled = DecisionForm(initial={"seen_version": found.version, "outcome": chosen})
        return _case_page(request, found, unfilled)
    form = DecisionForm(request.POST)
    try:
        if not form.is_valid() or "preview" in request.POST:
            refuse_stale(case=found, seen_version=form.cleaned_data.get("seen_version"))
        if not form.is_valid():
            return _case_page(request, found, form, status=422)
        if "preview" in request.POST:
            choice = Choice(
                moderator=moderator,
                outcome=form.cleaned_data["outcome"],
                case=found,
                words=form.words(),
                label_code=form.cleaned_data["label_code"],
                **form.ground(),
            )
            return _case_page(
                request,
                found,
                form,
                letters=preview(choice, also_warn=form.cleaned_data["also_warn"]),
            )
        decision = _decide(found, moderator, form)
    except ValidationError as error:
        refuse(form, error)
        return _case_page(request, found, form, status=422)
    except StaleCase as stale:
        now = case_about_comment(request, case_id, or_appeal=True)
        # As it was sent, also when it could not be used: this form may be sent again at once.
        typed = {**request.POST.dict(), "seen_version": now.version}
        again = DecisionForm(initial=typed)
        return _case_page(request, now, again, stale=stale, typed=form.typed(), status=409)
    messages.success(request, _said(decision, moderator))
    return redirect("moderation_queue")


def _decide(case: Case, moderator: User, form: DecisionForm) -> Decision:
    words = form.words()
    verb = decide_and_warn if form.cleaned_data["also_warn"] else decide
    return verb(
        case=case,
        moderator=moderator,
        outcome=form.cleaned_data["outcome"],
        seen_version=form.cleaned_data["seen_version"],
        explanation=words.explanation,
        public_reason=words.public_reason,
        answer=words.answer,
        facts=words.facts,
        label_code=form.cleaned_data["label_code"],
        **form.ground(),
    )


def _said(decision: Decision, moderator: User) -> str:
    """What a moderator reads who decided."""
    if said := said_of_colleague(decision, moderator):
        return said
    outcome = {"outcome": decision.get_outcome_display()}
    if decision.comment is None:
        return _("Decided: %(outcome)s. Whoever reported it gets a letter.") % outcome
    said = _("The comment by %(name)s: %(outcome)s. Whoever it concerns gets a letter.")
    if decision.comment.author_id is None:
        said = _(
            "The comment by %(name)s: %(outcome)s. Its author cannot be reached; whoever "
            "reported it gets a letter."
        )
    return said % {**outcome, "name": decision.comment.author_name}


@moderators_only
@require_POST
def take_back(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Undo at once what one decided a moment ago, with all that was decided with it, before anybody reads of it. Too
    late: then the page asks why."""
    moderator = moderator_of(request)
    decision = get_object_or_404(
        Decision.objects.visible_to(moderator), pk=decision_id, moderator=moderator
    )
    try:
        done, _left = undo_act(act=decision.act, moderator=moderator)
    except ValidationError:
        return redirect("moderation_undo", decision.pk)
    if not done:
        return redirect("moderation_undo", decision.pk)
    messages.success(request, _("It has been undone. Nobody gets a letter."))
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
            undo_decision(decision=decision, moderator=moderator_of(request), **form.cleaned_data)
        except CannotUndo:
            form.add_error(None, _("This does not hold any more. Look at the case again."))
            status = 409
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("It has been undone. Everybody concerned gets a letter."))
            return redirect(decision.case or "moderation_log")
    if form.errors and status == 200:
        status = 422
    context = {
        "section": "queue",
        "title": _UNDOING.get(decision.outcome, (_("Undo this?"), ""))[0],
        "text": _(
            "Everything becomes as it was. The author and whoever reported it get a letter. The "
            "log keeps both lines."
        ),
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
    lines = Decision.objects.visible_to(moderator).filter(act=act, reverses=None)
    if not lines.exists():
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
            _say_undone(request, len(done), len(left))
            return redirect("moderation_log")
    standing = lines.filter(reversed_by=None).count()
    context = {
        "section": "queue",
        "title": _("Undo everything that was decided in one go?"),
        "text": ngettext(
            "One measure still stands. It is undone, and everybody concerned gets a letter.",
            "%(n)s measures still stand. All are undone, and everybody concerned gets a letter.",
            standing,
        )
        % {"n": standing},
        "action": reverse("moderation_undo_act", args=[act]),
        "label": _("Undo all of this"),
        "cancel_url": reverse("moderation_log"),
        "form": form,
    }
    return render(request, "confirm.html", context, status=status)


def _say_undone(request: HttpRequest, done: int, left: int) -> None:
    if done:
        said = ngettext("One measure was undone.", "%(n)s measures were undone.", done)
        messages.success(request, said % {"n": done})
    if left:
        said = ngettext(
            "One could not be undone any more.", "%(n)s could not be undone any more.", left
        )
        messages.warning(request, said % {"n": left})


def _against(case: Case) -> Outcome:
    """What against its author means for this case."""
    is_held = Comment.every.filter(cases=case, status=CommentStatus.HELD).exists()
    return Outcome.REFUSE if is_held else Outcome.HIDE


def _case_page(
    request: HttpRequest,
    case: Case,
    form: DecisionForm,
    *,
    letters: Sequence[Addressed] = (),
    stale: StaleCase | None = None,
    typed: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    file = load_case_file(moderator_of(request), case)
    typed = form.typed() if form.is_bound and not typed else typed
    fit_form(form, file)
    context = {
        "section": "queue",
        "file": file,
        "form": form,
        "letters": letters,
        "stale": stale,
        "typed": typed,
    }
    return render(request, "discussions/moderation/case.html", context, status=status)


def fit_form(form: DecisionForm, file: CaseFile) -> None:
    """Leave in the form what can be decided in this case."""
    form.offer(
        status=file.status,
        is_reported=bool(file.report_count),
        may_warn=not file.author_is_unknown,
        is_readable=file.status == CommentStatus.PUBLISHED and not file.comment.is_withdrawn,
        standing=[label.code for label in file.comment.labels],
    )
