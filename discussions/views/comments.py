"""Answering a comment, and withdrawing one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from discussions.actions.comments import withdraw_comment
from discussions.models import Comment
from discussions.permissions import Reader, may_answer_comment, may_comment, may_withdraw_comment
from discussions.quoting import quoted
from discussions.reading.comment_nodes import author_name
from discussions.reading.comment_page import comment_anchor
from discussions.reading.drafts import keeping_draft
from discussions.reading.standing import standing_of
from discussions.reading.subject import subject_of_thread
from discussions.reading.writing import WritingPlace, composer
from discussions.views.drafts import carry_on
from discussions.views.request import Request
from discussions.views.sorting import known_sort
from discussions.views.threads import visible_comment
from discussions.views.writing import drawn_level, take_comment, write_page


# Open to visitors, so that a session that ended while someone wrote does not swallow the text.
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_comment(request: Request, public_id: str) -> HttpResponse:
    """The form under a comment, and what is sent with it."""
    comment = visible_comment(request, public_id, "author", "thread")
    subject = subject_of_thread(comment.thread_id)
    place = WritingPlace.answering(comment, subject, drawn_level(request), known_sort(request))
    if request.method == "POST":
        return take_comment(request, place, parent=comment)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if "verder" in request.GET and may_comment(request.user):
        return carry_on(request, place, parent=comment)
    if not may_answer_comment(request.user, comment):
        notice = _("This comment was withdrawn or hidden, so it cannot be answered any more.")
        if not comment.is_counted:
            notice = _(
                "This comment waits for the editors. It can be answered when they let it through."
            )
        return write_page(request, place, None, notice=notice)
    standing = standing_of(request.user, comment.thread)
    if standing.closed:
        return _closed(request, place, standing.closed)
    assert isinstance(request.user, User)
    kept = keeping_draft(request.user, {"parent": comment})
    form = composer(
        place,
        focus=True,
        plain=not request.htmx,
        notes=standing.notes,
        person=request.user,
        body=f"{kept.body}\n\n{_quote_of(comment)}".lstrip() if "citaat" in request.GET else "",
        keeping=kept,
    )
    if request.htmx:
        return render(request, "discussions/_composer.html", {"composer": form})
    return write_page(request, place, form)


def _quote_of(comment: Comment) -> str:
    return quoted(comment.body, _("%(name)s wrote:") % {"name": author_name(comment)})


def _closed(request: Request, place: WritingPlace, why: str) -> HttpResponse:
    if request.htmx:
        return render(request, "components/notice.html", {"kind": "info", "text": why})
    return write_page(request, place, None, notice=why)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Ask whether someone is sure; then take their words away, and lead to where they stood."""
    assert request.user.is_authenticated  # visitors were led to the log-in
    comment = get_object_or_404(
        Comment.every.visible_to(request.user).filter(author=request.user), public_id=public_id
    )
    if request.method == "POST":
        comment = withdraw_comment(comment=comment, person=request.user)
        messages.success(request, _("Your comment has been withdrawn."))
    elif may_withdraw_comment(request.user, comment):
        return render(
            request,
            "confirm.html",
            {
                "title": _("Withdraw your comment?"),
                "text": _("Your words go away for good. The answers to it stay.")
                if comment.reply_count
                else _("Your words go away for good."),
                "action": request.path,
                "label": _("Withdraw"),
                "cancel_url": comment.get_absolute_url(),
                "quote_html": comment.body_html,
            },
        )
    if comment.gone_at is not None:
        return redirect(_what_is_left(request.user, comment))
    return redirect(f"{comment.get_absolute_url()}#{comment_anchor(comment)}")


def _what_is_left(reader: Reader, comment: Comment) -> str:
    """What a comment without a place answered, if that has one, or the discussion."""
    above = Comment.objects.visible_to(reader).filter(pk=comment.parent_id).first()
    if above is not None:
        return f"{above.get_absolute_url()}#{comment_anchor(above)}"
    # Not to its anchor: what is said about it stands above, and must be seen.
    return subject_of_thread(comment.thread_id).comments_url
