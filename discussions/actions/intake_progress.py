"""An intake while a job is at it: its file, piece by piece, and how far it is."""

import io
import time
from types import TracebackType

from django.db import connection

from articles.actions.start_intake import AT_WORK
from articles.models import Intake

_PIECE = 8_000_000
_SECONDS_BETWEEN = 0.5


def hold_at_work(intake: Intake) -> None:
    """Say, until the transaction ends, that a job is at this intake."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [AT_WORK, intake.pk])


class IntakeFile:
    """The bytes of an intake as a file that is read from the database in pieces."""

    def __init__(self, intake: Intake) -> None:
        self._id = intake.pk
        self._at = 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT length(raw) FROM articles_intake WHERE id = %s", [self._id])
            (self.size,) = cursor.fetchone()
        self._piece, self._piece_at = b"", 0

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        wanted = self.size if size < 0 else size
        taken = []
        while wanted > 0 and (some := self._some(wanted)):
            taken.append(some)
            wanted -= len(some)
        return b"".join(taken)

    def _some(self, most: int) -> bytes:
        within = self._at - self._piece_at
        if not 0 <= within < len(self._piece):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT substring(raw FROM %s FOR %s) FROM articles_intake WHERE id = %s",
                    [self._at + 1, _PIECE, self._id],
                )
                self._piece, self._piece_at = bytes(cursor.fetchone()[0]), self._at
            within = 0
        some = self._piece[within : within + most]
        self._at += len(some)
        return some


class Progress:
    """How far the job is, written by a connection of its own: the job's transaction is not visible yet.

    The job must not lock the row of the intake while this is open, or both wait for ever.
    """

    def __init__(self, intake: Intake) -> None:
        self.done = self.total = 0
        self._id = intake.pk
        self._written_at = 0.0
        self._connection = connection.copy()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def write_now_and_then(self) -> None:
        if time.monotonic() - self._written_at >= _SECONDS_BETWEEN:
            self.write()

    def write(self) -> None:
        self._written_at = time.monotonic()
        with self._connection.cursor() as cursor:
            cursor.execute(
                "UPDATE articles_intake SET progress_done = %s, progress_total = %s WHERE id = %s",
                [self.done, self.total, self._id],
            )
