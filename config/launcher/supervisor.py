"""Keeping the services alive, and stopping them in order."""

import time
from contextlib import nullcontext
from dataclasses import dataclass

from config.cannot_start import CannotStart
from config.launcher.console import say, step
from config.launcher.services import Service
from config.launcher.signals import Signals

_STEADY = 10.0  # seconds alive after which a death counts as the first one again
_MOST_QUICK_DEATHS = 5
_LOOK_EVERY = 1.0


@dataclass
class _Watched:
    service: Service
    started: float
    quick_deaths: int = 0
    due: float | None = None  # when the dead service may be started again


class Supervisor:
    """Services in the order in which they need each other: the first is started first."""

    def __init__(self, signals: Signals) -> None:
        self._signals = signals
        self._watched: list[_Watched] = []

    def add(self, service: Service) -> None:
        """Take over a service that has just been started."""
        self._watched.append(_Watched(service, time.monotonic()))

    def watch(self) -> None:
        """Restart what dies, until a signal asks to stop. `CannotStart` when it keeps dying."""
        while not self._signals.stop:
            self.look()
            self._signals.wait(_LOOK_EVERY)

    def look(self) -> None:
        """Restart whatever is dead now and may be started again."""
        for watched in self._watched:
            if watched.service.has_died() and _due(watched) <= time.monotonic():
                watched.service.start()
                watched.started, watched.due = time.monotonic(), None
                say(f"{watched.service.name} draait weer.")

    def stop(self) -> None:
        """Stop in the opposite order: nothing loses what it still needs.

        Says so only when asked to stop: after a refusal its one sentence is enough.
        """
        while self._watched:
            service = self._watched.pop().service
            with step(f"{service.name} stoppen") if self._signals.stop else nullcontext():
                service.stop(self._signals)


def _due(watched: _Watched) -> float:
    """When it may start again: the first time at once, then after 0.5, 1, 2 and 4 seconds."""
    if watched.due is None:
        now, name = time.monotonic(), watched.service.name
        steady = now - watched.started > _STEADY
        watched.quick_deaths = 1 if steady else watched.quick_deaths + 1
        if watched.quick_deaths > _MOST_QUICK_DEATHS:
            raise CannotStart(
                f"{name} stopt telkens meteen weer: de regels hierboven zeggen waarom."
            )
        watched.due = now + (
            0.25 * 2 ** (watched.quick_deaths - 1) if watched.quick_deaths > 1 else 0
        )
        say(f"{name} stopte onverwacht en wordt opnieuw gestart.")
    return watched.due
