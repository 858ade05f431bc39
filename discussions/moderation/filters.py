"""Setting what a filter does, and keeping the word list. Both hold everywhere: for who moderates everything."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.filters import find_filter, key_of
from discussions.models import FilterEffect, FilterSetting, ListedWord
from discussions.moderation.within import refuse_whole_site
from discussions.permissions import may_moderate


@transaction.atomic
def set_filter(
    *, moderator: User, code: str, effect: str, limit: int | None = None, reason: str
) -> FilterSetting:
    """Let a filter do this from now on. `reason` is kept with it; None leaves the number as it began.

    Raises ValidationError, by field, for a number out of its bounds, for no reason, and for switching off what
    is asked in any case.
    """
    if not may_moderate(moderator):
        raise PermissionDenied
    refuse_whole_site(moderator)
    found = find_filter(code)
    if found is None:
        raise ValidationError(_("There is no such filter."))
    limit = found.limit if limit is None else limit
    errors: dict[str, str] = {}
    if effect not in FilterEffect or (found.is_asked_anyway and effect == FilterEffect.OFF):
        errors["effect"] = _("Choose one of these.")
    if not found.least <= limit <= found.most:
        errors["limit"] = _("Choose a number from %(least)s to %(most)s.") % {
            "least": found.least,
            "most": found.most,
        }
    if not reason.strip():
        errors["reason"] = _("Say why: your colleagues read this later.")
    if errors:
        raise ValidationError(errors)
    setting: FilterSetting = FilterSetting.objects.create(
        code=code, effect=effect, limit=limit, reason=reason.strip(), set_by=moderator
    )
    return setting


@transaction.atomic
def list_word(*, moderator: User, words: str, note: str) -> ListedWord:
    """Put a word or phrase on the word list. Raises ValidationError, by field, for what holds no word, for what
    is on it already, and without a note."""
    if not may_moderate(moderator):
        raise PermissionDenied
    refuse_whole_site(moderator)
    words, note, key = " ".join(words.split()), note.strip(), " ".join(key_of(words))
    errors: dict[str, str] = {}
    if not key:
        errors["words"] = _("Write a word or a few words.")
    if not note:
        errors["note"] = _("Say why: your colleagues read this later.")
    if errors:
        raise ValidationError(errors)
    try:
        with transaction.atomic():
            listed: ListedWord = ListedWord.objects.create(
                words=words, key=key, note=note, added_by=moderator
            )
    except IntegrityError:
        raise ValidationError({"words": _("This is on the list already.")}) from None
    return listed


@transaction.atomic
def strike_word(*, listed: ListedWord, moderator: User) -> None:
    """Take it from the list. What was struck already stays as it was."""
    if not may_moderate(moderator):
        raise PermissionDenied
    refuse_whole_site(moderator)
    ListedWord.objects.filter(pk=listed.pk, removed_at__isnull=True).update(
        removed_at=timezone.now(), removed_by=moderator
    )
