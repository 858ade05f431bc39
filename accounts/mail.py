"""The one door for mail to people: a row that remembers, and a job in the same transaction."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.jobs import deliver_mail
from accounts.models import Mail, User
from accounts.names import validate_address

_LONGEST_SUBJECT = 200
_LONGEST_BODY = 20_000  # as the column; a letter is never this long


@transaction.atomic
def queue_mail(
    *,
    person: User | None,
    address: str,
    kind: str,
    key: str,
    subject: str,
    body_text: str,
    wait: timedelta = timedelta(0),
) -> Mail:
    """Have one mail sent, `wait` after the surrounding transaction commits; nothing if it does not.

    `key` (at most 120 characters) names the occasion: the same key twice is the same row, and
    nothing is sent again, whatever the other values. `kind` says what sort of mail it is, for
    the log. Line ends in the subject become spaces; an unusable address gives a row with
    `not_sent_because`, never an error, so that no decision fails on it. A text of more than
    20,000 characters raises ValueError: a letter is sent whole, and whoever writes it shortens it.
    """
    if len(body_text) > _LONGEST_BODY:
        raise ValueError(f"a mail of {len(body_text)} characters is longer than {_LONGEST_BODY}")
    reason = _why_not(address)
    mail, is_new = Mail.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "address": "" if reason else address,
            "kind": kind,
            "subject": one_line(subject)[:_LONGEST_SUBJECT],
            "body_text": "" if reason else body_text,
            "not_sent_because": reason,
        },
    )
    if is_new and not reason:
        seconds = int(wait.total_seconds())
        later = (
            deliver_mail.configure(schedule_in={"seconds": seconds}) if seconds else deliver_mail
        )
        later.defer(mail_id=mail.pk)
    return mail


@transaction.atomic
def cancel_mail(*, keys_begin: str, because: str) -> bool:
    """Send nothing of what is waiting under these keys, and say why; all of it or nothing: False when one of them was
    handed over already, or refused for another reason."""
    mails = Mail.objects.filter(key__startswith=keys_begin)
    locked = list(mails.select_for_update().values_list("sent_at", "not_sent_because", "attempts"))
    if any(sent_at or attempts for sent_at, _reason, attempts in locked):
        return False
    mails.filter(not_sent_because="").update(not_sent_because=because, body_text="")
    return True


def _why_not(address: str) -> str:
    if not address:
        return "no_address"
    try:
        validate_address(address)
    except ValidationError:
        return "bad_address"
    return ""


def one_line(text: str) -> str:
    """Without line ends of any kind (CR, LF, NEL, U+2028 …): a header is one line."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
