"""One member, as moderators meet them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from discussions.forms.notes import NoteForm
from discussions.models import MemberNote
from discussions.models.scope import people_in_scope
from discussions.moderation.guard import moderators_only
from discussions.moderation.notes import wipe_note, write_note
from discussions.reading.member_file import load_member
from discussions.views.moderator import moderator_of


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def member(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What was written, reported and decided, what holds, and the notes. Nobody opens their own page."""
    moderator = moderator_of(request)
    people = User.objects.judged_by(moderator).filter(people_in_scope(moderator))
    person = get_object_or_404(people, public_id=person_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_note(moderator=moderator, person=person, text=form.cleaned_data["text"])
        messages.success(request, _("The note has been kept."))
        return redirect("member", person.public_id)
    file = load_member(
        moderator,
        person,
        decisions_before=_key(request, "maatregel"),
        notes_before=_key(request, "notitie"),
    )
    here = reverse("member", args=[person.public_id])
    context = {
        "section": "queue",
        "file": file,
        "form": form,
        "older_decisions": f"{here}?maatregel={file.next_decision}" if file.next_decision else None,
        "older_notes": f"{here}?notitie={file.next_note}" if file.next_note else None,
    }
    status = 422 if form.errors else 200
    return render(request, "discussions/moderation/member.html", context, status=status)


def _key(request: HttpRequest, name: str) -> int | None:
    key = request.GET.get(name, "")
    if key and not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return int(key) if key else None


@moderators_only
@require_POST
def wipe(request: HttpRequest, note_id: int) -> HttpResponse:
    """Wipe one note."""
    moderator = moderator_of(request)
    notes = MemberNote.objects.visible_to(moderator).select_related("person")
    note = get_object_or_404(notes, pk=note_id)
    wipe_note(moderator=moderator, note=note)
    messages.success(request, _("The note has been wiped."))
    return redirect("member", note.person.public_id)
