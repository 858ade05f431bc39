"""What every page may name."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """`is_local` shows the way to the mailbox; `public_url` builds addresses that leave the page."""
    return {
        "is_local": settings.LOCAL,
        "public_url": settings.PUBLIC_URL,
        "contact_email": settings.CONTACT_EMAIL,
    }
