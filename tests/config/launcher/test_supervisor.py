import pytest

from config.cannot_start import CannotStart
from config.launcher.signals import Signals
from config.launcher.supervisor import Supervisor


class Fragile:
    """A service that dies when the test says so."""

    def __init__(self, name: str, stopped: list[str]) -> None:
        self.name = name
        self.dead = False
        self.starts = 0
        self._stopped = stopped

    def start(self) -> None:
        self.starts += 1
        self.dead = False

    def has_died(self) -> bool:
        return self.dead

    def stop(self, signals: Signals) -> None:
        self._stopped.append(self.name)


@pytest.fixture
def signals() -> Signals:
    class Quiet(Signals):
        def __init__(self) -> None:
            self.requests = 0  # without handlers: pytest keeps its own

    return Quiet()


def test_dead_service_is_started_again_and_the_living_is_left_alone(signals: Signals) -> None:
    dead, living = Fragile("Database", []), Fragile("Webserver", [])
    supervisor = Supervisor(signals)
    supervisor.add(dead)
    supervisor.add(living)
    supervisor.look()
    assert (dead.starts, living.starts) == (0, 0)
    dead.dead = True
    supervisor.look()
    assert (dead.starts, living.starts) == (1, 0)


def test_service_that_dies_again_has_to_wait(signals: Signals) -> None:
    service = Fragile("Webserver", [])
    supervisor = Supervisor(signals)
    supervisor.add(service)
    for _ in range(2):
        service.dead = True
        supervisor.look()
    assert service.starts == 1


def test_service_that_keeps_dying_ends_the_run_in_one_sentence(
    signals: Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1000, 9))  # each look nine seconds later: after every pause
    monkeypatch.setattr("config.launcher.supervisor.time.monotonic", lambda: next(clock))
    service = Fragile("Webserver", [])
    supervisor = Supervisor(signals)
    supervisor.add(service)

    def die_for_ever() -> None:
        while True:
            service.dead = True
            supervisor.look()

    with pytest.raises(CannotStart, match="Webserver stopt telkens"):
        die_for_ever()
    assert service.starts > 2


def test_stop_goes_against_the_order_of_starting(signals: Signals) -> None:
    stopped: list[str] = []
    supervisor = Supervisor(signals)
    for name in ("Database", "Takenwerker", "Webserver"):
        supervisor.add(Fragile(name, stopped))
    supervisor.stop()
    supervisor.stop()
    assert stopped == ["Webserver", "Takenwerker", "Database"]
