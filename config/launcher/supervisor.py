"""Keeping the three services alive, and stopping them in order."""

import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from config.cannot_start import CannotStart
from config.launcher.console import say, step
from config.launcher.signals import Signals
from config.processes import has_exited

_STEADY = 10.0  # seconds alive after which a death counts as the first one again
_MOST_QUICK_DEATHS = 5
_LOOK_EVERY = 1.0


@dataclass
class Service:
    """One long-lived child. `start` also restarts; `stop` must be harmless when it is dead."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    stop: Callable[[subprocess.Popen[bytes]], None]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = field(default=0)
    not_before: float = 0.0

    def launch(self) -> None:
        self.process = self.start()
        self.started = time.monotonic()

    @property
    def dead(self) -> bool:
        return self.process is not None and has_exited(self.process)


class Supervisor:
    """Services in the order in which they need each other: the first is started first."""

    def __init__(self, services: Sequence[Service], signals: Signals) -> None:
        self._services = services
        self._signals = signals

    def watch(self) -> None:
        """Restart what dies, until a signal asks to stop. `CannotStart` when it keeps dying."""
        while not self._signals.stop:
            for service in self._services:
                if service.dead:
                    self._revive(service)
            self._signals.wait(_LOOK_EVERY)

    def _revive(self, service: Service) -> None:
        now = time.monotonic()
        if now < service.not_before or service.process is None:
            return
        if not service.not_before:
            self._note_death(service, now)
            if service.not_before > now:
                return
        service.stop(service.process)
        service.launch()
        service.not_before = 0.0
        say(f"{service.name} draait weer.")

    def _note_death(self, service: Service, now: float) -> None:
        service.quick_deaths = service.quick_deaths + 1 if now - service.started < _STEADY else 1
        if service.quick_deaths > _MOST_QUICK_DEATHS:
            raise CannotStart(
                f"{service.name} stopt telkens meteen weer: de regels hierboven zeggen waarom."
            )
        # The first time at once; then 0.5, 1, 2, 4 seconds, so that a broken one costs little.
        pause = 0.5 * 2 ** (service.quick_deaths - 2) if service.quick_deaths > 1 else 0.0
        service.not_before = now + pause
        say(f"{service.name} stopte onverwacht en wordt opnieuw gestart.")

    def stop(self) -> None:
        """Stop in the opposite order: nothing loses what it still needs."""
        for service in reversed(self._services):
            if service.process is not None:
                with step(f"{service.name} stoppen"):
                    service.stop(service.process)
                service.process = None
