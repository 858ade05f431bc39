"""The signed word in the foot of a mail: whose mail it is, and what one press stops."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User

_SALT = "stellingname.news-mail"


@dataclass(frozen=True)
class MailToken:
    """`what` is what `stop_mail` takes."""

    person: User
    what: str


def stop_url(person: User, what: str) -> str:
    """Where they stop this mail without logging in. It works as long as the account does: people keep
    mail for years. It opens nothing but what they are mailed."""
    token = signing.dumps([str(person.public_id), what], salt=_SALT)
    return f"{settings.PUBLIC_URL}{reverse('unsubscribe', args=[token])}"


def read_token(token: str) -> MailToken | None:
    """Whose it is; None when it was not made here, or they left. One query."""
    try:
        public_id, what = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = User.objects.filter(public_id=public_id, anonymised_at__isnull=True).first()
    return MailToken(person, what) if person else None
