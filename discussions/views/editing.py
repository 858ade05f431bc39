"""Changing one's own comment, and reading what a comment was before."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reselect, reswap, retarget, trigger_client_event

from accounts.models import User
from discussions.actions.comments import CannotWrite
from discussions.actions.editing import CannotEdit, EditConflict, edit_comment
from discussions.actions.mentions import as_shown
from discussions.actions.second_look import count_second_look
from discussions.filtering import what_warns
from discussions.forms.comments import EditForm
from discussions.models import Comment
from discussions.permissions import (
    is_author,
    may_comment,
    may_edit_comment,
    may_read_revisions,
    was_let_through,
)
from discussions.reading.comment_nodes import author_name
from discussions.reading.comment_page import comment_anchor, edited_node
from discussions.reading.drafts import keeping, keeping_draft, place_key
from discussions.reading.editing import Editor, edit_url, editor, load_steps
from discussions.reading.standing import said
from discussions.reading.subject import subject_of_thread
from discussions.reading.thread_page import gate_url
from discussions.second_look import look
from discussions.views.keeping import keep, kept_meanwhile
from discussions.views.kept import keep_for_after_login, kept_text, let_go, login_and_go_on
from discussions.views.request import Request, wants_json
from discussions.views.threads import visible_comment
from discussions.views.writing import drawn_level, seen_filters, seen_kinds


# Open to visitors, so that a session that ended while someone wrote does not swallow the text.
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    """The form to change one's own comment, and what is sent with it. Whatever goes wrong, the
    answer holds the text."""
    comment = visible_comment(request, public_id, "author")
    if not may_comment(request.user):
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        return _logged_out(request, comment)
    if not is_author(request.user, comment):
        raise Http404
    if request.method == "POST":
        return _take(request, request.user, comment)
    if "verder" in request.GET:
        return _carry_on(request, request.user, comment)
    kept = keeping_draft(request.user, {"changed": comment})
    if not may_edit_comment(request.user, comment):
        reason = "too_late" if comment.is_readable or comment.is_waiting else "gone"
        if was_let_through(comment):
            reason = "read_first"
        return _refused(request, comment, kept.body, reason, status=200)
    return _form(request, comment, _editor(request, comment, keeping=kept))


@login_not_required
@require_safe
def changes(request: Request, public_id: str) -> HttpResponse:
    """What a comment said before, step by step, for everyone who can read it."""
    comment = visible_comment(request, public_id, "author", "imported_author")
    if not may_read_revisions(request.user, comment):
        raise Http404
    context = {
        "comment": comment,
        "name": author_name(comment),
        "subject": subject_of_thread(comment.thread_id),
        "steps": load_steps(comment, request.user),
        "url": f"{comment.get_absolute_url()}#{comment_anchor(comment)}",
    }
    response = render(request, "discussions/changes.html", context)
    # Words that were taken back are not for search engines.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _editor(request: Request, comment: Comment, **fields: Any) -> Editor:
    return editor(
        comment,
        level=drawn_level(request),
        plain=not request.htmx,
        people_url=f"{subject_of_thread(comment.thread_id).comments_url}mensen/",
        **fields,
    )


def _take(request: Request, person: User, comment: Comment) -> HttpResponse:
    form, target = EditForm(request.POST), {"changed": comment}
    is_valid, seen_draft = form.is_valid(), form.seen_draft(place_key(target))
    again: dict[str, Any] = {
        "body": form.typed,
        "seen": seen_kinds(request) | seen_filters(request),
        "revision_number": form.known_revision,
        "keeping": keeping(person, target, seen_draft),
    }
    if "concept" in request.POST:
        return _keep(request, person, comment, form, again)
    if not is_valid:
        wrong = _editor(request, comment, errors=form.messages, **again)
        return _form(request, comment, wrong, status=422)
    body, number = form.cleaned_data["body"], form.cleaned_data["revision_number"]
    if "preview" in request.POST:
        html = as_shown(thread=comment.thread, body=body, author=person)
        shown = _editor(request, comment, preview_html=html, **again)
        return _form(request, comment, shown)
    kinds = {find.kind for find in look(body)}
    anyway = "toch" in request.POST
    found = what_warns(person=person, body=body, now=timezone.now(), changed=comment)
    if (kinds and not anyway) or (found and not (anyway and found.code in seen_filters(request))):
        shown = _editor(request, comment, second_look=body, found=found, **again)
        return _form(request, comment, shown)
    try:
        edited = edit_comment(
            comment=comment,
            person=person,
            body=body,
            revision_number=number,
            seen_draft=seen_draft,
        )
    except EditConflict as conflict:
        both = {**again, "revision_number": None, "now_html": conflict.comment.body_html}
        message = _(
            "Your comment was changed after you opened this form, perhaps in another window. Both "
            "texts are here. Sending once more puts yours in its place."
        )
        shown = _editor(request, conflict.comment, errors=[message], **both)
        return _form(request, comment, shown, status=409)
    except CannotWrite as refusal:
        error = f"{said(refusal.rule, timezone.now())} {_('Your text is still here.')}"
        again["keeping"] = kept_meanwhile(person, target, form) or again["keeping"]
        return _form(
            request, comment, _editor(request, comment, errors=[error], **again), status=422
        )
    except CannotEdit as refusal:
        kept_meanwhile(person, target, form)
        return _refused(request, comment, form.typed, refusal.reason, status=409)
    count_second_look(seen=seen_kinds(request), kept=kinds)
    let_go(request)
    return _edited(request, edited)


def _keep(
    request: Request, person: User, comment: Comment, form: EditForm, again: dict[str, Any]
) -> HttpResponse:
    """Save what was typed as a draft of the change. To static/js/drafts.js the answer is JSON."""
    outcome = keep(person, {"changed": comment}, form, replaces="vervangt" in request.POST)
    if wants_json(request):
        return outcome.as_json()
    again["keeping"] = outcome.keeping or again["keeping"]
    if outcome.draft is None:
        shown = _editor(
            request, comment, errors=outcome.errors, second_look=outcome.second_look, **again
        )
        return _form(request, comment, shown, status=409 if outcome.keeping else 422)
    if not request.htmx:
        address = edit_url(comment, drawn_level(request))
        return HttpResponse(status=303, headers={"Location": address})
    response = _form(request, comment, _editor(request, comment, **again))
    return trigger_client_event(response, "announce", {"value": _("Draft kept.")}, after="settle")


def _carry_on(request: Request, person: User, comment: Comment) -> HttpResponse:
    """After logging in: the form with the text in it that was sent when the session had ended, as a draft
    where that may be."""
    address, target = edit_url(comment, drawn_level(request)), {"changed": comment}
    waiting = kept_text(request, address)
    if waiting is None:
        return redirect(address)
    known = keeping_draft(person, target)
    form = EditForm({**waiting.fields, "concept_nr": known.sequence})
    form.is_valid()
    outcome = keep(person, target, form, replaces=known.body not in ("", form.typed))
    if outcome.draft is None:
        shown = _editor(
            request,
            comment,
            body=form.typed,
            revision_number=form.known_revision,
            keeping=keeping(person, target, known.sequence),
        )
        return _form(request, comment, shown)
    let_go(request)
    return redirect(address)


def _form(request: Request, comment: Comment, writing: Editor, status: int = 200) -> HttpResponse:
    if request.htmx:
        return render(request, "discussions/_edit.html", {"editor": writing}, status=status)
    context = {"editor": writing, "subject": subject_of_thread(comment.thread_id)}
    return render(request, "discussions/edit.html", context, status=status)


def _refused(
    request: Request, comment: Comment, typed: str, reason: str, status: int
) -> HttpResponse:
    """Too late, or hidden or withdrawn: why, and what was typed, to take along."""
    why = {
        "gone": _("This comment was withdrawn or hidden, so it cannot be changed any more."),
        "read_first": _(
            "The editors read comments here before others see them, so a comment that stands cannot be "
            "changed. You can answer it yourself, or withdraw it."
        ),
        "too_late": _(
            "The time to change this comment is over. You can answer it yourself, or withdraw it."
        ),
    }
    context = {
        "notice": why[reason],
        "typed": typed,
        "key": comment.public_id,
        "url": comment.get_absolute_url(),
        "subject": subject_of_thread(comment.thread_id),
    }
    name = "discussions/_cannot_edit.html" if request.htmx else "discussions/edit.html"
    return render(request, name, context, status=status)


def _edited(request: Request, comment: Comment) -> HttpResponse:
    if not request.htmx:
        address = f"{comment.get_absolute_url()}#{comment_anchor(comment)}"
        return HttpResponse(status=303, headers={"Location": address})
    node = edited_node(comment, request.user, drawn_level(request))
    response = render(request, "discussions/_comment.html", {"comment": node})
    # Only the comment itself: the answers below it stay as they are on the page.
    place = f"#{comment_anchor(comment)}"
    response = reselect(reswap(retarget(response, place), "outerHTML"), place)
    said = {"value": _("Your comment has been changed.")}
    trigger_client_event(response, "comment-changed", {}, after="settle")
    return trigger_client_event(response, "announce", said, after="settle")


def _logged_out(request: Request, comment: Comment) -> HttpResponse:
    """The session ended while someone changed a text: it waits, and the form stays with the text in it. What
    deserves a second look waits in the page only. To htmx it is 422, which it shows in the page."""
    if wants_json(request):
        return JsonResponse({"reason": "logged_out"}, status=403)
    form = EditForm(request.POST)
    form.is_valid()
    address = edit_url(comment, drawn_level(request))
    waits = keep_for_after_login(request, address)
    message = (
        _(
            "You are logged out. Log in: then your text stands in the form again. We keep it for an hour."
        )
        if waits
        else _("You are logged out. Log in in another tab, come back here and save once more.")
    )
    writing = _editor(
        request,
        comment,
        body=form.typed,
        revision_number=form.known_revision,
        errors=[message],
        seen=seen_kinds(request),
        text_waits=waits,
        login_url=login_and_go_on(address)
        if waits
        else gate_url(subject_of_thread(comment.thread_id)),
    )
    return _form(request, comment, writing, status=422 if request.htmx else 403)
