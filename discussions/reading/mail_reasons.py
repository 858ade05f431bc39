"""Why a mail was not sent, in words: for the person it was for, and for the operator."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What a row of the outbox says, and what that means to the person.
REASONS: Mapping[str, str | Promise] = {
    "chose_never": gettext_lazy("Not mailed: you chose never to be mailed about this."),
    "chose_later": gettext_lazy("Not mailed at once: you chose a summary meanwhile."),
    "joined_earlier": gettext_lazy(
        "Not mailed: an unread message about this discussion was waiting for you already."
    ),
    "read": gettext_lazy("Not mailed: you had read it here already."),
    "gone": gettext_lazy("Not mailed: it could not be read any more."),
    "muted": gettext_lazy("Not mailed: you had muted who wrote it."),
    "daily_cap": gettext_lazy("Not mailed: you had got the most mail for one day."),
    "bounced": gettext_lazy("Not mailed: earlier mail to your address came back."),
    "no_address": gettext_lazy("Not mailed: your account has no e-mail address."),
    "closed": gettext_lazy("Not mailed: your account was closed."),
    "left": gettext_lazy("Not mailed: the account is gone."),
    "gave_up": gettext_lazy("Not mailed: your mail server did not take it for a day."),
    "worker_died": gettext_lazy(
        "Perhaps mailed: it went wrong twice while sending, so we did not try again."
    ),
    "bad_message": gettext_lazy("Not mailed: the mail could not be made."),
    "bad_address": gettext_lazy("Not mailed: your e-mail address cannot be used."),
}


def reason_in_words(code: str) -> str:
    """The sentence for a reason code."""
    if code in REASONS:
        return str(REASONS[code])
    number = code.removeprefix("smtp_")
    return _("Not mailed: your mail server refused it (code %(code)s).") % {"code": number}
