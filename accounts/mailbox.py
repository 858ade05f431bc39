"""Mail on one's own machine: a folder that receives it, and its page. Only with `LOCAL`."""

import os
import re
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

MOST_SHOWN = 50
_CODE = re.compile(r"^\s*(\d{4}-\d{4})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class ReceivedMail:
    """A mail as the page shows it. `code` is the log-in code that stands alone on a line, or ""."""

    subject: str
    to: str
    sent_at: datetime | None
    text: str
    code: str


class FolderBackend(BaseEmailBackend):
    """Django's mail door: each message becomes one file that only this account can read."""

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        count = 0
        for message in email_messages:
            # Named by time, so that sorting by name is sorting by age; renamed into place whole,
            # so that a reader never sees half a mail.
            name = f"{time.time_ns():020d}-{uuid.uuid4().hex}"
            unfinished = folder / f"{name}.part"
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.message().as_bytes())
            unfinished.rename(folder / f"{name}.eml")
            count += 1
        return count


def newest_mails(folder: Path) -> list[ReceivedMail]:
    """At most 50, newest first. What cannot be read as a mail is left out."""
    try:
        files = sorted(folder.glob("*.eml"), key=lambda file: file.name, reverse=True)
    except OSError:
        return []
    found: list[ReceivedMail] = []
    for file in files:
        mail = _read(file)
        if mail is not None:
            found.append(mail)
        if len(found) == MOST_SHOWN:
            break
    return found


def _read(file: Path) -> ReceivedMail | None:
    try:
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(message, ParsedMessage)
        part = message.get_body(preferencelist=("plain",))
        if part is None or not message["To"]:
            return None
        text = str(part.get_content()).strip()
        subject, to, date = str(message["Subject"] or ""), str(message["To"]), message["Date"]
        sent_at = parsedate_to_datetime(str(date)) if date else None
        if sent_at is not None and sent_at.tzinfo is None:  # Django writes -0000: UTC, zone unknown
            sent_at = sent_at.replace(tzinfo=UTC)
    except Exception:
        return None
    code = _CODE.search(text)
    return ReceivedMail(subject, to, sent_at, text, code.group(1) if code else "")
