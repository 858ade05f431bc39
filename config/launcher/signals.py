"""Being asked to stop, and waiting without missing it."""

import contextlib
import os
import select
import signal
from types import FrameType


class Signals:
    """Counts the requests to stop, and wakes up for them and for a child that died.

    Handlers are installed explicitly: a shell starts its background jobs with SIGINT ignored,
    and that is inherited. Only an ignored hang-up (nohup) stays ignored.
    """

    def __init__(self) -> None:
        self.requests = 0
        self._awake, wake = os.pipe()
        os.set_blocking(self._awake, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._asked)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def _asked(self, number: int, frame: FrameType | None) -> None:
        self.requests += 1

    @property
    def stop(self) -> bool:
        return self.requests > 0

    @property
    def hurry(self) -> bool:
        """Asked twice: somebody does not want to wait for a tidy end."""
        return self.requests > 1

    def wait(self, duration: float) -> None:
        """Sleep for at most `duration` seconds; a signal ends it early."""
        if select.select([self._awake], [], [], duration)[0]:
            with contextlib.suppress(BlockingIOError):
                os.read(self._awake, 4096)
