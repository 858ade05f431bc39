"""What every page may name."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from discussions.notifications import unread_count


def site(request: HttpRequest) -> dict[str, object]:
    """`is_local` shows the way to the mailbox; `public_url` builds addresses that leave the page.

    `unread_count` costs one query, only for who is logged in and only where a page shows it.
    """
    person = getattr(request, "user", None)
    return {
        "is_local": settings.LOCAL,
        "public_url": settings.PUBLIC_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "unread_count": SimpleLazyObject(lambda: unread_count(person) if person else 0),
    }
