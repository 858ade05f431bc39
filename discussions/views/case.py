"""One case: reading it, previewing its letters, deciding it."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from discussions.forms.moderation import DecisionForm
from discussions.forms.refusing import refuse
from discussions.models import Case, CaseKind, Comment, CommentStatus, Decision, Outcome
from discussions.moderation.addressing import Addressed
from discussions.moderation.bulk import decide_and_warn
from discussions.moderation.choice import Choice
from discussions.moderation.deciding import StaleCase, decide, refuse_stale
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
