"""Where people and authorities reach the editors (regulation 2022/2065, articles 11 and 12), and when they are there.

`settings.py` reads it once. That it is enough, a system check holds in production.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import environ
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from config import env

_DAYS = {"ma", "di", "wo", "do", "vr", "za", "zo"}


@dataclass(frozen=True)
class Contact:
    """`email`, `phone` and `address` (by post) are for readers, `authorities` is the mail address for authorities;
    "" where the operator gave none. `languages` are those one can write in, as words."""

    email: str
    phone: str
    address: str
    authorities: str
    languages: Sequence[str]

    @property
    def means(self) -> int:
        """In how many ways a reader reaches a person."""
        return sum(map(bool, (self.email, self.phone, self.address)))


@dataclass(frozen=True)
class OfficeTimes:
    """Weekdays as typed, and whole hours."""

    days: list[str]
    opens: int
    closes: int


def read_contact(local: bool, given: Mapping[str, str] = environ) -> Contact:
    """Raises BadSetting without a mail address: every letter about a decision names it."""
    email = env.text("CONTACT_EMAIL", "redactie@example.org" if local else "", given)
    if "@" not in email:
        raise env.BadSetting(
            "CONTACT_EMAIL: geef het e-mailadres waarop de redactie te bereiken is."
        )
    return Contact(
        email=email,
        phone=env.text("CONTACT_PHONE", "", given),
        address=env.text(
            "CONTACT_ADDRESS", "Postbus 1, 1000 AA Voorbeeldstad" if local else "", given
        ),
        authorities=env.text("CONTACT_AUTHORITIES", email if local else "", given),
        languages=env.words("CONTACT_LANGUAGES", "Nederlands,Engels", given),
    )


def read_office_times(given: Mapping[str, str] = environ) -> OfficeTimes:
    """Raises BadSetting for days that are none, and for hours that end before they begin."""
    days = env.words("OFFICE_DAYS", "ma,di,wo,do,vr", given)
    opens = env.number("OFFICE_OPENS", 9, low=0, high=23, env=given)
    closes = env.number("OFFICE_CLOSES", 17, low=1, high=24, env=given)
    if not set(days) <= _DAYS:
        raise env.BadSetting("OFFICE_DAYS: noem werkdagen als ma,di,wo,do,vr.")
    if opens >= closes:
        raise env.BadSetting("OFFICE_OPENS en OFFICE_CLOSES: begin eerder dan je sluit.")
    return OfficeTimes(days, opens, closes)


@register()
def reachable(**_kwargs: Any) -> list[CheckMessage]:
    """On a public site readers reach a person in two ways, and authorities have an address of their own."""
    if settings.LOCAL:
        return []
    return what_contact_lacks(settings.CONTACT)


def what_contact_lacks(contact: Contact) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if contact.means < 2:
        found.append(
            Error(
                "Readers reach the editors in one way only.",
                hint="Fill in CONTACT_PHONE or CONTACT_ADDRESS beside CONTACT_EMAIL (DSA, article 12).",
                id="stellingname.E011",
            )
        )
    if "@" not in contact.authorities:
        found.append(
            Error(
                "Authorities have no point of contact.",
                hint="Fill in CONTACT_AUTHORITIES, a mail address (DSA, article 11).",
                id="stellingname.E012",
            )
        )
    if not contact.languages:
        found.append(
            Error(
                "Nobody knows in which languages they can write.",
                hint="Fill in CONTACT_LANGUAGES, such as Nederlands,Engels.",
                id="stellingname.E013",
            )
        )
    return found
