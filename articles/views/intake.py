"""One text on its way in: its preview, each of its lines, and what becomes of it."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.actions.decide_intake import (
    IntakeChanged,
    IntakeClosed,
    choose_line,
    discard_intake,
    publish_intake,
    take_back_intake,
)
from articles.actions.publish import UnseenChanges, WrongStatus
from articles.cleaning.classes import LineClass
from articles.forms.bring_in import DecideForm
from articles.importers.errors import UnreadableSource
from articles.models import Intake, Passage
from articles.models.intake import IntakeStatus
from articles.models.passage import PassageState
from articles.reading.desk import LONGEST_NUMBER
from articles.reading.export import preview_export
from articles.reading.intake import (
    class_choices,
    has_changes,
    passages_of,
    preview_of,
    read_intake,
    rows_that_changed,
    states_of,
)
from articles.views.guard import editor_of, editors_only

# Passages that an editor need not look at: their words are the same.
_AS_BEFORE = (PassageState.UNCHANGED, PassageState.MOVED)


@editors_only
@require_safe
@never_cache
def intake(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """What came in, line by line, beside what readers would see; `?kies=` opens the list of one line."""
    return _page(request, _intake(request, intake_id))


@editors_only
@require_POST
def intake_line(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """Choose what one line is. The answer to htmx is that line, and whatever else changed by it."""
    found = _intake(request, intake_id)
    number, shown = _number(request.POST.get("regel", "")), request.POST.get("op_de_pagina", "")
    wanted = request.POST.get("soort", "")
    if number is None or (shown not in ("0", "1") and wanted not in set(LineClass)):
        return HttpResponseBadRequest(_("Choose a line."))
    try:
        before, after = choose_line(
            intake=found,
            number=number,
            is_published=shown == "1" if shown else None,
            line_class=None if shown else LineClass(wanted),
        )
    except UnreadableSource as error:
        return _refused(request, found, number, error.reason)
    except IntakeClosed as closed:
        return _refused(request, closed.intake, number, _what_happened(closed.intake))
    if not _by_htmx(request):
        return redirect(f"{found.get_absolute_url()}#regel-{number}")
    found.refresh_from_db()
    preview, passages = preview_of(found, after), passages_of(found, after)
    pressed = next((row for row in preview.rows if row.number == number), None)
    context = {
        "intake": found,
        "preview": preview,
        "passages": [row for row in passages if row.state not in _AS_BEFORE],
        "states": states_of(passages),
        "pressed": pressed,
        "others": [
            row for row in rows_that_changed(before, after, preview.rows) if row.number != number
        ],
    }
    response = render(request, "articles/_intake_chosen.html", context)
    if pressed is not None:
        said = (
            _("Line %(number)s is on the page.")
            if pressed.line.is_published
            else _("Line %(number)s is not on the page.")
        )
        response["HX-Trigger"] = json.dumps({"announce": {"value": said % {"number": number}}})
    return response


@editors_only
@require_POST
def intake_decide(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """Publish it, keep it as a draft, throw it away, or take it back from there."""
    found = _intake(request, intake_id)
    wanted = request.POST.get("doe", "")
    form = DecideForm(request.POST)
    try:
        if wanted == "weggooien":
            discard_intake(intake=found)
            thrown = _("Thrown away. For thirty days you can take it back.")
            link = format_html('<a href="{}">{}</a>', found.get_absolute_url(), _("To its page"))
            messages.success(request, format_html("{} {}", thrown, link))
            return redirect("intakes")
        if wanted == "terughalen":
            return redirect(take_back_intake(intake=found))
        if not form.is_valid() or wanted not in ("publiceren", "bewaren"):
            return _page(request, found, form, status=422)
        version = publish_intake(
            intake=found,
            editor=editor_of(request),
            seen=form.cleaned_data["seen"],
            as_draft=wanted == "bewaren",
            change_note=form.cleaned_data["change_note"],
            saw_changes=form.cleaned_data["saw_changes"],
        )
    except IntakeClosed as closed:
        messages.warning(request, _what_happened(closed.intake))
        return redirect(found)
    except (IntakeChanged, WrongStatus):
        changed = _(
            "A colleague chose lines differently meanwhile. Look once more before you decide."
        )
        messages.warning(request, changed)
        return _page(request, _intake(request, intake_id), typed=request.POST.dict(), status=409)
    except UnseenChanges:
        form.add_error("saw_changes", _("Look at the passages that changed, and say that you did."))
        return _page(request, found, form, status=422)
    except UnreadableSource as error:
        form.add_error(None, error.reason)
        return _page(request, found, form, status=422)
    article = version.article
    article.refresh_from_db(fields=["status", "slug"])
    said = {"title": version.title}
    if article.status == "draft":
        messages.success(request, _("“%(title)s” is kept as a draft.") % said)
        after = reverse("article_record", args=[article.slug])
    else:
        messages.success(request, _("“%(title)s” is open to readers.") % said)
        after = article.get_absolute_url()
    if Passage.objects.to_check().filter(version=version).exists():
        messages.info(
            request, _("Some passages have no certain place in it. Say where they stand.")
        )
        after = reverse("passages", args=[article.slug])
    return redirect(after)


def _intake(request: HttpRequest, intake_id: uuid.UUID) -> Intake:
    return get_object_or_404(
        Intake.objects.editable_by(request.user)
        .select_related("article__current_version", "article__source", "source", "created_by")
        .defer(
            "raw",  # as large as an export; read when it is looked at, not while its progress is
            "attachments",
            "article__current_version__raw",
            "article__current_version__lines",
        ),
        public_id=intake_id,
    )


def _page(
    request: HttpRequest,
    intake: Intake,
    form: DecideForm | None = None,
    *,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`form` is one with mistakes; `typed` is what comes back in a form that may be sent again."""
    context: dict[str, Any] = {"intake": intake, "section": "editing"}
    try:
        if intake.is_waiting and intake.holds_one_article:
            context |= _preview(request, intake, form, typed or {})
        elif intake.is_waiting:
            context["export"] = preview_export(intake)
            context["has_attachments"] = intake.attachments is not None
    except UnreadableSource as error:  # what was readable once, before the reading was mended
        context["failure"] = error.reason
    return render(request, "articles/intake.html", context, status=status)


def _preview(
    request: HttpRequest, intake: Intake, form: DecideForm | None, typed: dict[str, str]
) -> dict[str, Any]:
    draft = read_intake(intake)
    preview, passages = preview_of(intake, draft), passages_of(intake, draft)
    shown = form or DecideForm(initial={**typed, "seen": preview.seen})
    shown.offer(intake, has_changes=has_changes(passages))
    return {
        "preview": preview,
        "passages": [row for row in passages if row.state not in _AS_BEFORE],
        "states": states_of(passages),
        "form": shown,
        "open_line": _number(request.GET.get("kies", "")),
        "classes": class_choices(),
    }


def _refused(request: HttpRequest, intake: Intake, number: int, reason: str) -> HttpResponse:
    """Nothing was changed, and why: said aloud to htmx, above the page to a plain form."""
    if _by_htmx(request) and intake.is_waiting:
        response = HttpResponse(status=204)
        response["HX-Trigger"] = json.dumps({"announce": {"value": reason}})
        return response
    messages.warning(request, reason)
    if _by_htmx(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = intake.get_absolute_url()
        return response
    return redirect(f"{intake.get_absolute_url()}#regel-{number}")


def _by_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _what_happened(intake: Intake) -> str:
    if intake.status == IntakeStatus.DONE:
        return _("A colleague has brought this in already. Nothing was done twice.")
    if intake.status == IntakeStatus.DISCARDED:
        return _("A colleague has thrown this away meanwhile. You can take it back.")
    return _("This is under way already.")


def _number(written: str) -> int | None:
    fits = written.isdecimal() and len(written) <= LONGEST_NUMBER
    return int(written) if fits else None
