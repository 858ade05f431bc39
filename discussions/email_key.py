"""The keyed hash by which a person can find the comments they wrote elsewhere."""

import hmac
from datetime import timedelta
from functools import lru_cache

from django.conf import settings

KEPT = timedelta(days=365)
_SALT = b"discussions.imported_author.email_key"


def email_key(address: str) -> str:
    """64 hex digits for an address, whatever its case; empty for what is no address.

    HMAC-SHA256 under a key of its own, derived from the secret of this site: without that secret
    nobody can try addresses against it, and another site makes other keys.
    """
    address = address.strip().lower()
    if "@" not in address:
        return ""
    own = _own_key(settings.SECRET_KEY)
    return hmac.digest(own, address.encode(), "sha256").hex()


@lru_cache(maxsize=2)
def _own_key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), _SALT, "sha256")
