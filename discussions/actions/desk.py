"""What a moderator keeps for themselves at the desk."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import DeskChoice, SavedFilter

MOST_FILTERS = 20
LONGEST_QUERY = 500  # characters; the column holds no more


@transaction.atomic
def save_filter(*, person: User, name: str, query: str) -> SavedFilter:
    """Keep this view of the queue under this name; the same name again is the newer view.

    Raises ValidationError, by field, without a name, for the whole queue, and beyond twenty.
    """
    name = name.strip()
    if not name:
        raise ValidationError({"name": _("Give it a name.")})
    if not query:
        raise ValidationError(
            {"name": _("This is the whole queue. Choose what you want to see first.")}
        )
    if len(query) > LONGEST_QUERY:
        raise ValidationError({"name": _("This choice is too long to keep. Look for fewer words.")})
    own = SavedFilter.objects.filter(person=person)
    if own.exclude(name=name).count() >= MOST_FILTERS:
        raise ValidationError({"name": _("You have twenty already. Take one away first.")})
    saved: SavedFilter
    saved, _new = own.update_or_create(person=person, name=name, defaults={"query": query})
    return saved


def drop_filter(*, person: User, filter_id: int) -> None:
    """Take a view of one's own away; one that is gone, or a colleague's, is left alone."""
    SavedFilter.objects.filter(person=person, pk=filter_id).delete()


def choose_desk(*, person: User, keys: bool, urgent_mail: bool, digest: bool) -> DeskChoice:
    """Remember how this moderator wants the desk."""
    chosen: DeskChoice
    chosen, _new = DeskChoice.objects.update_or_create(
        person=person, defaults={"keys": keys, "urgent_mail": urgent_mail, "digest": digest}
    )
    return chosen
