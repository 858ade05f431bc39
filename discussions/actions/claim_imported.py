"""Imported comments find the person who wrote them; and a key that nobody used goes away in time."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import has_verified_address
from articles.actions.lock import hold_import_lock
from discussions.actions.appreciations import take_back_all
from discussions.actions.threads import join_thread, lock_thread, record_change
from discussions.email_key import email_key
from discussions.models import Comment, ImportedAuthor


def names_of(person: User) -> QuerySet[ImportedAuthor]:
    """The unclaimed names that came with this person's address; none while it is not verified."""
    if not has_verified_address(person):
        return ImportedAuthor.objects.none()
    return ImportedAuthor.objects.filter(
        email_key=email_key(person.email),
        email_key_expires_at__gt=timezone.now(),
        claimed_by__isnull=True,
    )


@transaction.atomic
def claim_imported_comments(*, person: User) -> int:
    """Make this person the author of every imported comment that came with their address.

    From then on the comments carry the name of the account, as if written here; the key and the name
    from elsewhere are wiped, and so are their own appreciations of these words. Returns how many
    comments it were; a second time that is none.
    """
    hold_import_lock()  # an import locks threads in its own order
    names = list(names_of(person).select_for_update(no_key=True))
    mine = Comment.objects.filter(imported_author__in=names)
    number = 0
    for thread_id in sorted(set(mine.values_list("thread_id", flat=True))):
        thread = lock_thread(thread_id=thread_id)
        take_back_all(person=person, comments=mine.filter(thread=thread))
        number += mine.filter(thread=thread).update(author=person, imported_author=None)
        join_thread(thread=thread, person=person)
        record_change(thread=thread, readable=0)
    ImportedAuthor.objects.filter(pk__in=[name.pk for name in names]).update(
        name="",
        email_key="",
        email_key_expires_at=None,
        claimed_by=person,
        claimed_at=timezone.now(),
    )
    return number


@transaction.atomic
def leave_imported_comments(*, person: User) -> int:
    """Leave them under the names they came with, for good: the keys are wiped. Returns how many names."""
    names = names_of(person).values("pk")
    return ImportedAuthor.objects.filter(pk__in=names).update(
        email_key="", email_key_expires_at=None
    )


def forget_expired_keys() -> int:
    """Wipe the keys whose year is over. Doing it twice changes nothing."""
    return ImportedAuthor.objects.filter(email_key_expires_at__lte=timezone.now()).update(
        email_key="", email_key_expires_at=None
    )
