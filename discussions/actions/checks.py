"""What every text passes before it is stored, a new one and a changed one alike."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from discussions import markup
from discussions.permissions import may_comment


def checked_text(*, author: User, body: str) -> tuple[str, str]:
    """The text as it is stored and as it is shown.

    Raises `PermissionDenied` for somebody who may not write, and `markup.NotShowable` for a text
    that cannot be shown.
    """
    if not may_comment(author):
        raise PermissionDenied
    body = markup.normalise(body)
    return body, markup.render(body)
