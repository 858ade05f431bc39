"""What happens to a text that someone sends: shown first, refused, placed. Never lost."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from accounts.models import User
from discussions.actions.comments import CannotAnswer, CannotWrite, SubmissionConflict
from discussions.actions.mentions import as_shown
from discussions.actions.second_look import count_second_look
from discussions.filtering import what_filters, what_warns
from discussions.filters import CODES, Match
from discussions.forms.comments import CommentForm
from discussions.models import Comment, Thread
from discussions.moderation.placing import place_comment
from discussions.permissions import may_comment
from discussions.reading.comment_page import (
    address_of_placed,
    answered_by,
    placed_node,
    quoted_node,
    told_of_placed,
)
from discussions.reading.drafts import Keeping, keeping, keeping_draft, place_key
from discussions.reading.latest import place_of
from discussions.reading.routing import Proposal, proposed_claim
from discussions.reading.sorts import OLDEST
from discussions.reading.standing import said, standing_of
from discussions.reading.subject import thread_for
from discussions.reading.writing import Composer, WritingPlace, composer
from discussions.second_look import KINDS, look
from discussions.tree import DEEPEST_LEVEL
from discussions.views.keeping import keep, kept_meanwhile
from discussions.views.kept import let_go, logged_out
from discussions.views.request import Request, wants_json


def take_comment(request: Request, place: WritingPlace, **target: Any) -> HttpResponse:
    """Answer a POST with a text for `place`; `target` says the same to `post_comment`.

    Whatever goes wrong, the answer holds the text.
    """
    place = replace(place, target=target)
    if not may_comment(request.user):
        return logged_out(request, place)
    form = CommentForm(request.POST)
    if "concept" in request.POST:
        return _keep(request, request.user, place, form)
    if not form.is_valid():
        return _again(request, place, form, errors=form.messages, status=422)
    body = form.cleaned_data["body"]
    if "hierheen" in request.POST:
        return _here(request, place, form)
    if "preview" in request.POST:
        article = target.get("article")
        proposal = proposed_claim(article, body) if article else None
        shown = as_shown(thread=thread_for(**target), body=body, author=request.user)
        waits = what_filters(person=request.user, body=body, now=timezone.now())
        notes = [said(waits, timezone.now())] if waits else []
        return _again(request, place, form, preview_html=shown, proposal=proposal, notes=notes)
    kinds = {find.kind for find in look(body)}
    anyway = "toch" in request.POST
    found = what_warns(
        person=request.user,
        body=body,
        now=timezone.now(),
        submission_id=form.cleaned_data["submission_id"],
    )
    if (kinds and not anyway) or (found and not (anyway and found.code in seen_filters(request))):
        return _again(request, place, form, second_look=body, found=found)
    try:
        placed = place_comment(
            author=request.user,
            body=body,
            submission_id=form.cleaned_data["submission_id"],
            extras=form.extras,
            seen_draft=form.seen_draft(place_key(place.target)),
            **target,
        )
    except SubmissionConflict as conflict:
        return _conflict(request, place, form, conflict.earlier)
    except CannotWrite as refusal:
        return _not_now(request, place, form, refusal)
    except CannotAnswer as refusal:
        kept = kept_meanwhile(request.user, place.target, form)
        return _again(request, place, form, errors=[_why_not(refusal)], kept=kept, status=422)
    count_second_look(seen=seen_kinds(request), kept=kinds)
    return _placed(request, place, placed)


def seen_kinds(request: Request) -> set[str]:
    """The kinds that made this form wait, here or in the browser before anything was sent."""
    return set(request.POST.get("gezien", "").split()) & set(KINDS)


def seen_filters(request: Request) -> set[str]:
    """The filters that made this form wait."""
    return set(request.POST.get("gezien", "").split()) & set(CODES)


def write_page(
    request: Request,
    place: WritingPlace,
    form: Composer | None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page with nothing but the form and what it is about."""
    context = {
        "subject": place.subject,
        "parent": quoted_node(place.parent, request.user) if place.parent else None,
        "composer": form,
        "notice": notice,
    }
    return render(request, "discussions/answer.html", context, status=status)


def drawn_level(request: Request) -> int:
    """Where the page that asks draws the comment it asks about. Nonsense is the top."""
    levels = {str(level): level for level in range(DEEPEST_LEVEL + 1)}
    return levels.get(request.GET.get("niveau", ""), 0)


def _why_not(refusal: CannotAnswer) -> str:
    if refusal.reason == "too_deep":
        return _("This branch cannot become any deeper. Answer a comment higher up.")
    return _(
        "The comment you answer was withdrawn or hidden while you wrote. Your text is still "
        "here: copy it, and place it elsewhere in this discussion if it can stand on its own."
    )


def _again(
    request: Request,
    place: WritingPlace,
    form: CommentForm,
    *,
    errors: Sequence[str] = (),
    preview_html: str = "",
    earlier: Comment | None = None,
    second_look: str = "",
    found: Match | None = None,
    notes: Sequence[str] = (),
    proposal: Proposal | None = None,
    kept: Keeping | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form once more, with the text exactly as it was typed.

    After a conflict (`earlier`) it is a new submission: sending it places a second comment.
    """
    if isinstance(request.user, User):
        kept = kept or keeping(request.user, place.target, form.seen_draft(place_key(place.target)))
    writing = composer(
        place,
        submission_id=None if earlier else form.known_submission_id,
        body=form.typed,
        extras=form.typed_extras,
        errors=errors,
        preview_html=preview_html,
        notes=notes,
        earlier=earlier,
        plain=not request.htmx,
        second_look=second_look,
        found=found,
        seen=seen_kinds(request) | seen_filters(request),
        proposal=proposal,
        keeping=kept,
    )
    if request.htmx:
        context = {"composer": writing}
        return render(request, "discussions/_composer.html", context, status=status)
    return write_page(request, place, writing, status=status)


def _here(request: Request, place: WritingPlace, form: CommentForm) -> HttpResponse:
    """A text that was begun elsewhere comes along. It is a form of its own: the page it stood on is about something
    else, and has no place for the new comment."""
    said_so = _(
        "You are writing about this claim now: “%(statement)s”. Nothing has been placed yet."
    )
    notes = [said_so % {"statement": place.subject.title}]
    writing = composer(
        place,
        submission_id=form.known_submission_id,
        body=form.typed,
        extras=form.typed_extras,
        person=request.user,
        notes=notes,
        focus=True,
        plain=True,
        keeping=keeping(request.user, place.target) if isinstance(request.user, User) else None,
    )
    if request.htmx:
        return render(request, "discussions/_composer.html", {"composer": writing})
    return write_page(request, place, writing)


def _conflict(
    request: Request, place: WritingPlace, form: CommentForm, earlier: Comment
) -> HttpResponse:
    message = _(
        "You sent this form before, with another text. That text has been placed. Do you want to "
        "place this one too? Then send it once more."
    )
    return _again(request, place, form, errors=[message], earlier=earlier, status=409)


def _not_now(
    request: Request, place: WritingPlace, form: CommentForm, refusal: CannotWrite
) -> HttpResponse:
    """A rule forbids it at this moment. To htmx it is 422, which it shows in the page."""
    now, until = timezone.now(), refusal.rule.stops_until
    error = f"{said(refusal.rule, now)} {_('Your text is still here.')}"
    status = 422 if request.htmx else 429 if until else 403
    assert isinstance(request.user, User)
    kept = kept_meanwhile(request.user, place.target, form)
    response = _again(request, place, form, errors=[error], kept=kept, status=status)
    if until:
        response["Retry-After"] = str(max(1, ceil((until - now).total_seconds())))
    return response


def _keep(request: Request, person: User, place: WritingPlace, form: CommentForm) -> HttpResponse:
    """Save what was typed as a draft. To static/js/drafts.js the answer is JSON."""
    form.is_valid()  # a draft may be empty of sense or too long; its number may not
    outcome = keep(person, place.target, form, replaces="vervangt" in request.POST)
    if wants_json(request):
        return outcome.as_json()
    if outcome.draft is None:
        return _again(
            request,
            place,
            form,
            errors=outcome.errors,
            second_look=outcome.second_look,
            kept=outcome.keeping,
            status=409 if outcome.keeping else 422,
        )
    if not request.htmx:
        return HttpResponse(status=303, headers={"Location": place.form_url})
    submission_id, kept = outcome.draft.submission_id, outcome.keeping
    writing = composer(place, submission_id=submission_id, focus=True, person=person, keeping=kept)
    response = render(request, "discussions/_composer.html", {"composer": writing})
    return trigger_client_event(response, "announce", {"value": _("Draft kept.")}, after="settle")


def _placed(request: Request, place: WritingPlace, placed: Comment) -> HttpResponse:
    assert isinstance(request.user, User)
    let_go(request)
    if not request.htmx:
        address = address_of_placed(placed, place.subject, place.sort)
        return HttpResponse(status=303, headers={"Location": address})
    context = {
        "comment": placed_node(placed, request.user, place),
        "list_id": place.list_id,
        "after": None if place.parent or place.sort == OLDEST else place_of(placed, place.sort),
        # An answer form goes away; the form under the text stands ready for the next.
        "composer": None
        if place.parent
        else composer(
            place,
            notes=standing_of(request.user, placed.thread).notes,
            person=request.user,
            keeping=keeping_draft(request.user, place.target),
        ),
        "answered": answered_by(placed),
    }
    response = render(request, "discussions/_placed.html", context)
    news = told_of_placed(placed)
    count = Thread.objects.values_list("comment_count", flat=True).get(pk=placed.thread_id)
    counted = {"value": count, "at": place.beside} if place.beside else {"value": count}
    trigger_client_event(response, "comment-placed", counted, after="settle")
    return trigger_client_event(response, "announce", {"value": news}, after="settle")
