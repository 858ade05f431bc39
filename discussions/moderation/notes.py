"""Notes about a member: writing one, and wiping it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import MemberNote
from discussions.moderation.within import refuse_elsewhere
from discussions.permissions import may_moderate


@transaction.atomic
def write_note(*, moderator: User, person: User, text: str) -> MemberNote:
    """Write down something that colleagues should know. Raises ValidationError for an empty text, and
    PermissionDenied about oneself and about who wrote nothing that this moderator looks at."""
    if not may_moderate(moderator) or person.pk == moderator.pk:
        raise PermissionDenied
    refuse_elsewhere(moderator, None, person)
    if not text.strip():
        raise ValidationError({"text": _("Write something first.")})
    note: MemberNote = MemberNote.objects.create(person=person, author=moderator, text=text.strip())
    return note


@transaction.atomic
def wipe_note(*, moderator: User, note: MemberNote) -> None:
    """Its text is gone for good. Twice is once."""
    if not may_moderate(moderator) or note.person_id == moderator.pk:
        raise PermissionDenied
    refuse_elsewhere(moderator, None, note.person)
    MemberNote.objects.filter(pk=note.pk, wiped_at__isnull=True).update(
        text="", wiped_at=timezone.now()
    )
