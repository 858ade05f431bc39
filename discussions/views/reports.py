"""Reporting a comment, as a page of its own or in place."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import mute_person
from discussions.forms.moderation import ReportForm
from discussions.forms.refusing import refuse
from discussions.models import Comment, Report
from discussions.models.scope import with_scope
from discussions.moderation.correspondence import reference
from discussions.moderation.reporting import report_comment
from discussions.moderation.unheard import NotHeard
from discussions.permissions import may_handle
from discussions.reading.unheard import NOT_SENT, load_unheard
from discussions.views.forged import guarded_for_members
from discussions.views.notices import kinds, notice
from discussions.views.request import Request


@guarded_for_members
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, comment_id: uuid.UUID) -> HttpResponse:
    """Say that a comment breaks a house rule, or the law: two choices in one dialog.

    The second is for everybody, and asks the same about any comment, there or not. Of the first, a comment that is
    hidden, withdrawn, in a draft or not there at all gives the same 404; a visitor gets the same gate for any
    address. So the form tells nobody what was hidden.
    """
    if "illegaal" in (request.GET.get("soort"), request.POST.get("soort")):
        address = reverse("report_comment", args=[comment_id])
        return notice(
            request,
            address=settings.PUBLIC_URL + reverse("comment", args=[comment_id]),
            action=f"{address}?soort=illegaal",
            anchor=comment_id,
        )
    if not request.user.is_authenticated:
        return _gate(request, comment_id)
    comments = Comment.objects.visible_to(request.user).readable()
    comments = with_scope(comments.select_related("author", "imported_author"), request.user)
    comment = get_object_or_404(comments, public_id=comment_id)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = report_comment(comment=comment, reporter=request.user, **form.cleaned_data)
        except Comment.DoesNotExist:
            raise Http404 from None
        except NotHeard:
            form.add_error(None, NOT_SENT)
        except ValidationError as error:
            refuse(form, error)
        else:
            return _thanks(request, comment, made)
    context = {
        "form": form,
        "anchor": comment_id,
        "kinds": kinds(comment_id, illegal=False),
        "comment": comment,
        "back_url": _back(comment),
        "is_own": comment.author_id == request.user.pk,
        "mute_url": _mute_url(request, comment),
        "may_decide": may_handle(request.user, comment),
        "unheard": load_unheard(request.user),
    }
    page = "discussions/report.html"
    if request.htmx:
        page += "#form"
    return render(request, page, context, status=422 if form.errors else 200)


def _gate(request: Request, comment_id: uuid.UUID) -> HttpResponse:
    """A POST by somebody whose session ended goes to the log-in page and comes back to the form; what was typed stays
    (`config.middleware.texts_of_logged_out`).

    Not with htmx: 403 leaves the form, and what was typed, where it is.
    """
    if request.method == "POST":
        return HttpResponseForbidden() if request.htmx else redirect_to_login(request.path)
    login_url = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    page = "discussions/report.html#gate" if request.htmx else "discussions/report.html"
    shown = kinds(comment_id, illegal=False)
    return render(request, page, {"login_url": login_url, "anchor": comment_id, "kinds": shown})


def _thanks(request: Request, comment: Comment, made: Report) -> HttpResponse:
    words = _("Thank you. The editors will look at it. Your report has number %(number)s.") % {
        "number": reference(made)
    }
    if request.htmx:
        return render(request, "discussions/report.html#thanks", {"thanks": words})
    messages.success(request, words)
    return redirect(_back(comment))


@require_POST
def mute(request: Request, comment_id: uuid.UUID) -> HttpResponse:
    """Mute who wrote this comment."""
    assert request.user.is_authenticated  # visitors were led to the log-in
    comments = Comment.objects.visible_to(request.user).readable().filter(author__isnull=False)
    comment = get_object_or_404(comments.select_related("author"), public_id=comment_id)
    assert comment.author is not None  # asked for above
    try:
        mute_person(person=request.user, muted=comment.author)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(
            request,
            _("You mute %(name)s. You can undo that under your account.")
            % {"name": comment.author_name},
        )
    return redirect(_back(comment))


def _mute_url(request: Request, comment: Comment) -> str:
    """Empty for one's own words, for a name from an import, and for who is muted already."""
    assert request.user.is_authenticated
    known = {request.user.pk, None, *request.user.muted_ids}
    return "" if comment.author_id in known else reverse("mute_author", args=[comment.public_id])


def _back(comment: Comment) -> str:
    return f"{comment.get_absolute_url()}#reactie-{comment.public_id}"
