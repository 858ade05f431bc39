"""Letting the worker bring in a whole export."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.start_intake import CannotStart, start_intake_job
from articles.models import Intake
from articles.views.guard import editors_only


@editors_only
@require_POST
def start_export(request: HttpRequest, intake_id: uuid.UUID) -> HttpResponse:
    """Begin, or begin again after a failure; then the page of the intake shows how far it is."""
    found = get_object_or_404(
        Intake.objects.editable_by(request.user).defer("raw", "attachments"), public_id=intake_id
    )
    try:
        start_intake_job(intake=found, publish=request.POST.get("doe") == "publiceren")
    except CannotStart:
        messages.info(request, _("This is under way, or it has been decided about already."))
    return redirect(found)
