"""The desk of the moderators: what waits, one case, the log."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from discussions.forms.moderation import DecisionForm, UndoForm
from discussions.models import Case, Comment, Decision, Outcome
from discussions.moderation.deciding import CannotUndo, StaleCase, decide, refuse_stale
from discussions.moderation.deciding import undo as undo_decision
from discussions.moderation.drafting import Addressed, preview
from discussions.moderation.guard import moderators_only
from discussions.moderation.queue import NoSuchPlace, held_by, load_cases, load_log
from discussions.moderation.taking import open_case, take_case
from discussions.reading.case_file import load_case_file
from discussions.reading.second_look import second_look_of_late


@moderators_only
@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; with ?toon=afgehandeld what was handled, latest first."""
    handled = request.GET.get("toon") == "afgehandeld"
    try:
        cases = load_cases(request.user, handled=handled, after=request.GET.get("na", ""))
    except NoSuchPlace:
        raise Http404 from None
    context = {
        "section": "queue",
        "cases": cases,
        "handled": handled,
        "tabs": _tabs(cases.waiting_count, handled),
    }
    return render(request, "discussions/moderation/queue.html", context)


@moderators_only
@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Every decision there ever was, newest first."""
    try:
        lines, next_url = load_log(request.user, after=request.GET.get("na", ""))
    except NoSuchPlace:
        raise Http404 from None
    context = {
        "section": "queue",
        "lines": lines,
        "next_url": next_url,
        "second_look": [] if "na" in request.GET else second_look_of_late(),
        "second_look_columns": [_("Seen"), _("Comments"), _("Placed with it all the same")],
    }
    return render(request, "discussions/moderation/log.html", context)


@moderators_only
@require_POST
def open_comment(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Start a case on the editors' own initiative."""
    comment = get_object_or_404(Comment.objects.visible_to(request.user), public_id=comment_id)
    try:
        opened = open_case(comment=comment, moderator=_moderator(request))
    except Comment.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(comment)
    return redirect(opened)


@moderators_only
@require_POST
def take(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a case in hand. A POST, because a GET writes nothing that colleagues can see."""
    taken = take_case(case=_case(request, case_id), moderator=_moderator(request))
    if colleague := held_by(taken, request.user):
        messages.info(request, _("%(name)s is already looking at this.") % {"name": colleague})
    return redirect(taken)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Read a case, preview its letters, decide it.

    When it changed meanwhile the answer is 409, with what changed and with everything typed.
    """
    found = _case(request, case_id)
    moderator = _moderator(request)
    if request.method != "POST":
        chosen = Outcome.REFUSE if request.GET.get("kies") == "tegen" else None
        unfilled = DecisionForm(initial={"seen_version": found.version, "outcome": chosen})
        return _case_page(request, found, unfilled)
    form = DecisionForm(request.POST)
    try:
        if not form.is_valid() or "preview" in request.POST:
            refuse_stale(case=found, seen_version=form.cleaned_data.get("seen_version"))
        if not form.is_valid():
            return _case_page(request, found, form, status=422)
        outcome, rule_code = form.cleaned_data["outcome"], form.cleaned_data["rule_code"]
        words = form.words()
        if "preview" in request.POST:
            letters = preview(
                case=found, moderator=moderator, outcome=outcome, rule_code=rule_code, words=words
            )
            return _case_page(request, found, form, letters=letters)
        decision = decide(
            case=found,
            moderator=moderator,
            outcome=outcome,
            seen_version=form.cleaned_data["seen_version"],
            rule_code=rule_code,
            explanation=words.explanation,
            public_reason=words.public_reason,
            answer=words.answer,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _case_page(request, found, form, status=422)
    except StaleCase as stale:
        now = _case(request, case_id)
        # As it was sent, also when it could not be used: this form may be sent again at once.
        typed = {**request.POST.dict(), "seen_version": now.version}
        again = DecisionForm(initial=typed)
        return _case_page(request, now, again, stale=stale, typed=form.typed(), status=409)
    outcome_in_words = {"outcome": decision.get_outcome_display()}
    if decision.moderator_id == moderator.pk:
        said = _("The comment by %(name)s: %(outcome)s. Whoever it concerns gets a letter.")
        if decision.comment.author_id is None:
            said = _(
                "The comment by %(name)s: %(outcome)s. Its author cannot be reached; whoever "
                "reported it gets a letter."
            )
        name = decision.comment.author_name
        messages.success(request, said % {**outcome_in_words, "name": name})
    else:
        messages.success(
            request, _("A colleague had just decided the same: %(outcome)s.") % outcome_in_words
        )
    return redirect("moderation_queue")


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
            undo_decision(decision=decision, moderator=_moderator(request), **form.cleaned_data)
        except CannotUndo:
            form.add_error(None, _("This does not hold any more. Look at the case again."))
            status = 409
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It has been undone. Everybody concerned gets a letter."))
            return redirect(decision.case)
    if form.errors and status == 200:
        status = 422
    restores = decision.outcome in (Outcome.HIDE, Outcome.REFUSE)
    context = {
        "section": "queue",
        "title": _("Put the comment back?") if restores else _("Hide the comment again?"),
        "text": _(
            "Everything becomes as it was. The author and whoever reported it get a letter. The "
            "log keeps both lines."
        ),
        "quote_html": decision.comment.body_html,
        "action": reverse("moderation_undo", args=[decision.pk]),
        "label": _("Put it back") if restores else _("Hide it again"),
        "cancel_url": decision.case.get_absolute_url(),
        "form": form,
    }
    return render(request, "confirm.html", context, status=status)


def _case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    cases = Case.objects.visible_to(request.user).about_comments().select_related("leased_by")
    found: Case = get_object_or_404(cases, public_id=case_id)
    return found


def _moderator(request: HttpRequest) -> User:
    """The guard has let a moderator in; this says so to the type checker."""
    assert isinstance(request.user, User)
    return request.user


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
    file = load_case_file(_moderator(request), case)
    typed = form.typed() if form.is_bound and not typed else typed
    form.offer(status=file.status, is_reported=bool(file.reports))
    context = {
        "section": "queue",
        "file": file,
        "form": form,
        "letters": letters,
        "stale": stale,
        "typed": typed,
    }
    return render(request, "discussions/moderation/case.html", context, status=status)


def _tabs(waiting: int, handled: bool) -> list[dict[str, object]]:
    address = reverse("moderation_queue")
    return [
        {"label": _("Waiting"), "url": address, "count": waiting, "current": not handled},
        {
            "label": _("Handled"),
            "url": f"{address}?toon=afgehandeld",
            "count": None,
            "current": handled,
        },
    ]
