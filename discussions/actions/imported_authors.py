"""The names under which imported comments stand: nobody here has confirmed them."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from django.utils import timezone

from accounts.names import LONGEST_NAME
from articles.importers.foreign import ForeignComment
from discussions.email_key import KEPT, email_key
from discussions.models import ImportedAuthor

NAMELESS = "Anoniem"  # also for who gave an address as a name
_AT_ONCE = 1_000


def name_authors(writers: Mapping[int, ForeignComment], origin: str) -> dict[int, int]:
    """The number of the author of each comment, by the comment's own: one author for each name and
    address of this origin, made at first need. Must run under the import lock."""
    called = {
        number: (shown_name(writer.author_name), email_key(writer.author_email))
        for number, writer in writers.items()
    }
    names = {name for name, _key in called.values()}
    found: dict[tuple[str, str], int] = {}
    known = ImportedAuthor.objects.filter(origin=origin, name__in=names).order_by("pk")
    for number, name, key in known.values_list("pk", "name", "email_key"):
        found.setdefault((name, key), number)
    expires = timezone.now() + KEPT
    missing = [
        ImportedAuthor(
            origin=origin,
            name=name,
            email_key=key,
            email_key_expires_at=expires if key else None,
        )
        for name, key in dict.fromkeys(called.values())
        if (name, key) not in found
    ]
    for author in ImportedAuthor.objects.bulk_create(missing, batch_size=_AT_ONCE):
        found[author.name, author.email_key] = author.pk
    return {number: found[names] for number, names in called.items()}


@lru_cache(maxsize=10_000)
def shown_name(name: str) -> str:
    """A name from elsewhere as it can stand here; never an address, which some gave as their name."""
    visible = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in unicodedata.normalize("NFC", name)
        if unicodedata.category(sign) not in {"Cf", "Cs", "Co", "Cn"}
    )
    words = " ".join(visible.split())
    short = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"
    is_address = "@" in words or "://" in words or words.lower().startswith("www.")
    return NAMELESS if not short or is_address else short
