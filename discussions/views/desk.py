"""The one queue of the moderators: looking, deciding from there, one by one or together."""

import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from discussions.actions.desk import choose_desk, drop_filter, save_filter
from discussions.forms.desk import AGAINST, LEAVE, TogetherForm
from discussions.forms.moderation import DecisionForm
from discussions.models import Case, Decision, Outcome
from discussions.moderation.bulk import AT_MOST, Together, decide_together, hide_spam
from discussions.moderation.desk import load_handled, load_titles, load_waiting
from discussions.moderation.desk_filters import read_filter
from discussions.moderation.further import FURTHER_NAMES
from discussions.moderation.guard import moderators_only
from discussions.moderation.log import NoSuchPlace, held_by
from discussions.moderation.taking import take_case
from discussions.reading.case_file import load_case_file
from discussions.reading.desk_page import (
    LANES,
    desk_choice,
    just_decided,
    lane_tabs,
    saved_views,
    selects,
)
from discussions.views.case import fit_form
from discussions.views.moderator import case_about_comment, moderator_of


@moderators_only
@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, what is due first first; with ?toon=afgehandeld what was handled, latest first."""
    return _page(request)


@moderators_only
@require_POST
def quick(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """One press at the queue: leave alone or let through, or hide as spam. A case that changed is named and left."""
    case = case_about_comment(request, case_id)
    seen = request.POST.get("seen_version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    if request.POST.get("outcome") == "spam":
        came = hide_spam(case=case, seen_version=version, moderator=moderator_of(request))
        return _after(request, came, as_spam=True)
    came = decide_together(chosen=[(case, version)], moderator=moderator_of(request), against=False)
    return _after(request, came)


@moderators_only
@require_http_methods(["POST"])
@never_cache
def together(request: HttpRequest) -> HttpResponse:
    """One measure for everything that is ticked."""
    form = TogetherForm(request.POST)
    ticked = dict(_ticked(request))
    cases = Case.objects.visible_to(request.user).about_comments().filter(public_id__in=ticked)
    chosen = [(case, ticked[case.public_id]) for case in cases.select_related("comment")]
    if not chosen:
        form.add_error(None, _("Tick the cases that it is about first."))
    if not form.is_valid():
        return _page(request, form=form, ticked=ticked, status=422)
    came = decide_together(
        chosen=chosen,
        moderator=moderator_of(request),
        against=form.cleaned_data["outcome"] == AGAINST,
        rule_code=form.cleaned_data["rule_code"],
        explanation=form.cleaned_data["explanation"],
    )
    if came.left:
        _say_done(request, came)
        left = {one.case.public_id: 0 for one in came.left}
        return _page(request, form=form, ticked=left, left=_named(request, came), status=409)
    return _after(request, came)


@moderators_only
@require_POST
@never_cache
def open_here(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a case in hand and show it below its line in the queue; without htmx on a page of its own."""
    case = take_case(case=case_about_comment(request, case_id), moderator=moderator_of(request))
    if colleague := held_by(case, request.user):
        messages.info(request, _("%(name)s is already looking at this.") % {"name": colleague})
    is_against = request.POST.get("kies") == "tegen"
    if not getattr(request, "htmx", False):
        return redirect(f"{case.get_absolute_url()}{'?kies=tegen#maatregel' if is_against else ''}")
    file = load_case_file(moderator_of(request), case)
    initial: dict[str, object] = {"seen_version": case.version}
    if is_against:
        initial["outcome"] = Outcome.REFUSE if file.hold else Outcome.HIDE
        initial["rule_code"] = next((one.rule.code for one in file.reports if one.rule), "")
    form = DecisionForm(initial=initial, auto_id=f"zaak-{case.pk}-%s")
    if is_against:
        form.fields["explanation"].widget.attrs["data-focus"] = ""
    fit_form(form, file)
    if "answer" in form.fields:
        # It stands ready: nobody wrote it, so a second press may bring the form anew.
        form.fields["answer"].widget.attrs["data-given"] = ""
    context = {"file": file, "form": form, "held_by": held_by(case, request.user)}
    return render(request, "discussions/moderation/_in_place.html", context)


@moderators_only
@require_POST
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the view of now under a name, or take one away."""
    wanted = read_filter(request.GET, FURTHER_NAMES)
    person, gone = moderator_of(request), request.POST.get("weg", "")
    if gone.isdecimal() and len(gone) < 19:
        drop_filter(person=person, filter_id=int(gone))
    else:
        try:
            save_filter(
                person=person,
                name=request.POST.get("name", "").replace("\0", "")[:60],
                query=wanted.query,
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect(f"{reverse('moderation_queue')}?{wanted.query}")


@moderators_only
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keys and mail, each on or off, for oneself."""
    switches = {name: name in request.POST for name in ("keys", "urgent_mail", "digest")}
    choose_desk(person=moderator_of(request), **switches)
    messages.success(request, _("Your choices have been saved."))
    return redirect("moderation_queue")


def _page(
    request: HttpRequest,
    *,
    form: TogetherForm | None = None,
    ticked: dict[uuid.UUID, int] | None = None,
    left: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    person, handled = moderator_of(request), request.GET.get("toon") == "afgehandeld"
    wanted = read_filter(request.GET, FURTHER_NAMES)
    after = request.GET.get("na", "")
    try:
        cases = (
            load_handled(person, after=after)
            if handled
            else load_waiting(person, wanted, after=after)
        )
    except NoSuchPlace:
        raise Http404 from None
    context: dict[str, Any] = {
        "section": "queue",
        "cases": cases,
        "lanes": [(_("Handled"), "afgehandeld", cases.rows)]
        if handled
        else [(LANES[name], name, rows) for name, rows in cases.lanes],
        "handled": handled,
        "tabs": lane_tabs(cases, wanted, handled=handled),
        "wanted": wanted,
        "here": urlencode([*parse_qsl(wanted.query), ("na", after)]) if after else wanted.query,
        "ticked": {str(key) for key in ticked or {}},
        "left": left or [],
        "form": form or TogetherForm(initial={"outcome": LEAVE}),
    }
    if not handled:
        context |= {
            "selects": selects(person, wanted),
            "saved": saved_views(person, wanted),
            "choice": desk_choice(person),
            "just": just_decided(person),
            "whole_site": not person.moderator_scopes.exists(),
        }
    return render(request, "discussions/moderation/queue.html", context, status=status)


def _after(request: HttpRequest, came: Together, *, as_spam: bool = False) -> HttpResponse:
    """Back to the queue, with what came of it."""
    if as_spam and came.done:
        number = len(came.done)
        said = ngettext(
            "Taken off as spam: one comment by %(name)s. Its author gets no letter.",
            "Taken off as spam: %(n)s comments by %(name)s. Their author gets no letter.",
            number,
        )
        messages.success(request, said % {"n": number, "name": _author(came.done[0])})
    else:
        _say_done(request, came)
    for name, why in _named(request, came):
        messages.warning(request, f"{name}: {why}")
    return redirect(_back(request))


def _say_done(request: HttpRequest, came: Together) -> None:
    number = len(came.done)
    if number == 1:
        said = _("%(name)s: %(outcome)s.") % {
            "name": _("Comment by %(name)s") % {"name": _author(came.done[0])},
            "outcome": came.done[0].get_outcome_display(),
        }
        messages.success(request, said)
    elif number:
        said = ngettext("One case was handled.", "%(n)s cases were handled.", number)
        messages.success(request, said % {"n": number})


def _author(decision: Decision) -> str:
    return decision.comment.author_name if decision.comment is not None else ""


def _named(request: HttpRequest, came: Together) -> list[tuple[str, str]]:
    """What was left, and why; a case that is not this moderator's any more is named by nothing of it."""
    if not came.left:
        return []
    titles = load_titles(request.user, [one.case for one in came.left])
    gone = _("A case that you cannot open any more")
    return [(titles.get(one.case.pk, gone), one.why) for one in came.left]


def _back(request: HttpRequest) -> str:
    """The view of the queue that was left; nothing else of an address is followed."""
    query = read_filter(request.GET, FURTHER_NAMES).query
    return f"{reverse('moderation_queue')}?{query}" if query else reverse("moderation_queue")


def _ticked(request: HttpRequest) -> list[tuple[uuid.UUID, int]]:
    """Each box says which case, and which version of it was seen: "<id>:<version>"."""
    found = []
    for box in request.POST.getlist("zaak")[:AT_MOST]:
        key, _colon, version = box.partition(":")
        try:
            found.append((uuid.UUID(key), int(version)))
        except ValueError:
            continue
    return found
