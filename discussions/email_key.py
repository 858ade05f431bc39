"""The keyed hash by which a person can find the comments they wrote elsewhere."""

import hashlib
import hmac
from datetime import timedelta

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
    own = hmac.digest(settings.SECRET_KEY.encode(), _SALT, hashlib.sha256)
    return hmac.new(own, address.encode(), hashlib.sha256).hexdigest()
