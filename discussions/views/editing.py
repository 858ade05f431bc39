"""Changing one's own comment, and reading what a comment was before."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reselect, reswap, retarget, trigger_client_event

from discussions.actions.comments import CannotWrite
from discussions.actions.editing import CannotEdit, EditConflict, edit_comment
from discussions.actions.mentions import as_shown
from discussions.actions.second_look import count_second_look
from discussions.forms.comments import EditForm
from discussions.models import Comment
from discussions.permissions import is_author, may_comment, may_edit_comment, may_read_revisions
from discussions.reading.comment_nodes import author_name
from discussions.reading.comment_page import comment_anchor, edited_node
from discussions.reading.editing import Editor, editor, load_steps
from discussions.reading.standing import said
from discussions.reading.subject import subject_of_thread
from discussions.reading.thread_page import gate_url
from discussions.second_look import look
from discussions.views.request import Request
from discussions.views.threads import visible_comment
from discussions.views.writing import drawn_level, seen_kinds


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
        return _take(request, comment)
    if not may_edit_comment(request.user, comment):
        reason = "too_late" if comment.is_readable else "gone"
        return _refused(request, comment, "", reason, status=200)
    return _form(
        request, comment, editor(comment, level=drawn_level(request), plain=_plain(request))
    )


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
        "steps": load_steps(comment),
        "url": f"{comment.get_absolute_url()}#{comment_anchor(comment)}",
    }
    response = render(request, "discussions/changes.html", context)
    # Words that were taken back are not for search engines.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _take(request: Request, comment: Comment) -> HttpResponse:
    assert request.user.is_authenticated
    form, level = EditForm(request.POST), drawn_level(request)
    again: dict[str, Any] = {
        "level": level,
        "body": form.typed,
        "plain": _plain(request),
        "seen": seen_kinds(request),
    }
    if not form.is_valid():
        number = form.cleaned_data.get("revision_number")
        wrong = editor(comment, errors=form.messages, revision_number=number, **again)
        return _form(request, comment, wrong, status=422)
    body, number = form.cleaned_data["body"], form.cleaned_data["revision_number"]
    again["revision_number"] = number
    if "preview" in request.POST:
        html = as_shown(thread=comment.thread, body=body, author=request.user)
        shown = editor(comment, preview_html=html, **again)
        return _form(request, comment, shown)
    kinds = {find.kind for find in look(body)}
    if kinds and "toch" not in request.POST:
        return _form(request, comment, editor(comment, second_look=body, **again))
    try:
        edited = edit_comment(
            comment=comment, person=request.user, body=body, revision_number=number
        )
    except EditConflict as conflict:
        both = {**again, "revision_number": None, "now_html": conflict.comment.body_html}
        message = _(
            "Your comment was changed after you opened this form, perhaps in another window. Both "
            "texts are here. Sending once more puts yours in its place."
        )
        return _form(
            request, comment, editor(conflict.comment, errors=[message], **both), status=409
        )
    except CannotWrite as refusal:
        error = f"{said(refusal.rule, timezone.now())} {_('Your text is still here.')}"
        return _form(request, comment, editor(comment, errors=[error], **again), status=422)
    except CannotEdit as refusal:
        return _refused(request, comment, form.typed, refusal.reason, status=409)
    count_second_look(seen=seen_kinds(request), kept=kinds)
    return _edited(request, edited, level)


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


def _edited(request: Request, comment: Comment, level: int) -> HttpResponse:
    if not request.htmx:
        address = f"{comment.get_absolute_url()}#{comment_anchor(comment)}"
        return HttpResponse(status=303, headers={"Location": address})
    node = edited_node(comment, request.user, level)
    response = render(request, "discussions/_comment.html", {"comment": node})
    # Only the comment itself: the answers below it stay as they are on the page.
    place = f"#{comment_anchor(comment)}"
    response = reselect(reswap(retarget(response, place), "outerHTML"), place)
    said = {"value": _("Your comment has been changed.")}
    return trigger_client_event(response, "announce", said, after="settle")


def _logged_out(request: Request, comment: Comment) -> HttpResponse:
    """The session ended while someone changed a text: the form stays, and is sent once more after logging in in
    another tab. It is kept nowhere else. To htmx it is 422, which it shows in the page."""
    form = EditForm(request.POST)
    form.is_valid()
    message = _("You are logged out. Log in in another tab, come back here and save once more.")
    writing = editor(
        comment,
        level=drawn_level(request),
        body=form.typed,
        revision_number=form.cleaned_data.get("revision_number"),
        errors=[message],
        plain=_plain(request),
        seen=seen_kinds(request),
        login_url=gate_url(subject_of_thread(comment.thread_id)),
    )
    return _form(request, comment, writing, status=422 if request.htmx else 403)


def _plain(request: Request) -> bool:
    return not request.htmx
