"""What `make run` says on the screen. A closed terminal may never keep it from stopping."""

import contextlib
import sys
import time
from collections.abc import Iterator


def prepare_console() -> None:
    """Line by line, also into a pipe; a letter the terminal lacks becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]


def say(sentence: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(sentence, flush=True)


def complain(sentence: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Say what was done and how many seconds it took, once it is done."""
    started = time.monotonic()
    yield
    say(f"  {name}: klaar ({seconds(time.monotonic() - started)} s)")


def seconds(duration: float) -> str:
    """With the Dutch decimal comma, to a tenth."""
    return f"{duration:.1f}".replace(".", ",")
