"""What a display name and an e-mail address may look like."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 80  # of a function or an organisation
LONGEST_ADDRESS = 254  # RFC 5321: 256 for the path, less its angle brackets
# A name is mailed and shown to everyone: it may not carry an address, of a person or of a site.
_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)


def one_line(text: str) -> str:
    """The text as one line, with single spaces and no characters one cannot see."""
    visible = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(visible.split())


def clean_name(text: str) -> str:
    """The name as it will be shown: one line, single spaces, no characters one cannot see.

    Raises `ValidationError` for a name that is too short (2), too long (80) or holds an address.
    """
    name = one_line(text)
    if len(name) < 2:
        raise ValidationError(_("Enter a name of at least two characters."), code="name_short")
    if len(name) > LONGEST_NAME:
        raise ValidationError(
            _("Enter a name of at most %(limit)d characters."),
            code="name_long",
            params={"limit": LONGEST_NAME},
        )
    if _ADDRESS.search(name):
        raise ValidationError(
            _("Enter a name, not an e-mail address or a web address."), code="name_address"
        )
    return name


def validate_address(text: str) -> None:
    """Raise `ValidationError` for what cannot be an e-mail address, or is too long for one."""
    try:
        if not text.isprintable():  # Django lets U+2028 pass as part of a domain
            raise ValidationError("unprintable")
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(
            _("Enter an e-mail address, like name@example.org."), code="invalid"
        ) from error
    if len(text) > LONGEST_ADDRESS:
        raise ValidationError(_("This e-mail address is too long."), code="invalid")
