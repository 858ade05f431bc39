"""What is mailed: choosing it, with and without logging in, and why a mail did not come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.bounces import bounces_of, is_stopped, resume_mail
from accounts.models import User
from accounts.permissions import signed_in
from discussions.actions.mail_choices import choices_of, choose, stop_mail
from discussions.forms.mail_choices import MailChoicesForm
from discussions.reading.mail_tokens import MailToken, read_token
from discussions.reading.why_no_mail import load_why

ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058, 3.1


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """One's own choices."""
    person = signed_in(request.user)
    form = MailChoicesForm.of(choices_of(person), request.POST or None)
    if request.method == "POST" and _save(person, form):
        messages.success(request, _("Your choices have been saved."))
        return redirect("mail_choices")
    context = {
        "form": form,
        "action": reverse("mail_choices"),
        "stopped": is_stopped(person),
        "bounces": bounces_of(person),
        "address": person.email,
        "section": "inbox",
    }
    return render(request, "discussions/mail_choices.html", context, status=_status(form))


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Have mail sent again to an address from which it came back."""
    resume_mail(person=signed_in(request.user))
    messages.success(request, _("Mail goes to your address again."))
    return redirect("mail_choices")


@require_safe
@never_cache
def why(request: HttpRequest) -> HttpResponse:
    """Of each thing one was told, what became of its mail."""
    person = signed_in(request.user)
    before = request.GET.get("na", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Http404
    page = load_why(person, int(before) if before else None)
    context = {
        "rows": page.rows,
        "next_url": f"{reverse('why_no_mail')}?na={page.next_key}" if page.next_key else "",
        "stopped": is_stopped(person),
        "section": "inbox",
    }
    return render(request, "discussions/why_no_mail.html", context)


# A mail program posts here by itself (RFC 8058): without cookies, so without a log-in and without a CSRF
# token. The signed token says whose mail it is, and all it can do is send less of it.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """POST stops the mail this token came with, at once; GET shows all choices and changes nothing."""
    found = _found(token)
    if request.method == "POST":
        name, value = ONE_CLICK
        if request.POST.get(name) != value:
            return HttpResponse(status=400, content_type="text/plain")
        stop_mail(person=found.person, what=found.what)
        return HttpResponse(_("Stopped."), content_type="text/plain; charset=utf-8")
    form = MailChoicesForm.of(choices_of(found.person))
    return _chosen_by_mail(request, token, found, form)


@login_not_required
@require_POST
@never_cache
def save_from_mail(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody chooses on that page: one press that stops this mail, or the whole form."""
    found = _found(token)
    if "stop" in request.POST:
        stop_mail(person=found.person, what=found.what)
        messages.success(request, _("This mail will not come any more."))
        return redirect("unsubscribe", token)
    form = MailChoicesForm.of(choices_of(found.person), request.POST)
    if not _save(found.person, form):
        return _chosen_by_mail(request, token, found, form)
    messages.success(request, _("Your choices have been saved."))
    return redirect("unsubscribe", token)


def _found(token: str) -> MailToken:
    found = read_token(token)
    if found is None:
        raise Http404
    return found


def _save(person: User, form: MailChoicesForm) -> bool:
    if not form.is_valid():
        return False
    choose(person=person, paces=form.paces, answers=form.cleaned_data["answers"])
    return True


def _chosen_by_mail(
    request: HttpRequest, token: str, found: MailToken, form: MailChoicesForm
) -> HttpResponse:
    context = {
        "form": form,
        "action": reverse("save_from_mail", args=[token]),
        "by_token": True,
        "hide_next": True,
    }
    return render(request, "discussions/mail_choices.html", context, status=_status(form))


def _status(form: MailChoicesForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200
