import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.cannot_start import CannotStart
from config.data_folder import take_lock
from config.launcher.options import (
    read_options,
    refuse_second_run,
    refuse_taken_port,
)

OPEN = {"HOST": "0.0.0.0"}  # noqa: S104 - refusing that is what is tested
DATABASE = "postgres://app:geheim-wachtwoord@db.example.org/stellingname"


def test_options_of_an_empty_environment_are_local() -> None:
    options = read_options({})
    assert (options.host, options.port, options.local) == ("127.0.0.1", 8000, True)
    assert options.embedded
    assert options.public_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host", "url"),
    [("localhost", "http://localhost:8000"), ("127.0.0.2", "http://127.0.0.2:8000")],
)
def test_options_on_any_loopback_address_are_local(host: str, url: str) -> None:
    options = read_options({"HOST": host})
    assert options.local
    assert options.public_url == url
    assert options.address.startswith("127.")


def test_options_on_an_open_address_are_never_local() -> None:
    asked = {**OPEN, "PUBLIC_URL": "https://stellingname.example.org", "LOCAL": "1"}
    assert not read_options(asked).local


def test_options_on_an_open_address_say_how_to_begin_for_real() -> None:
    with pytest.raises(CannotStart, match=r"zonder demo-mensen.*PUBLIC_URL.*make_operator"):
        read_options(OPEN)


def test_options_behind_a_proxy_may_be_real_on_loopback() -> None:
    asked = {"LOCAL": "0", "PUBLIC_URL": "https://stellingname.example.org"}
    assert not read_options(asked).local


@pytest.mark.parametrize(
    ("variables", "names"),
    [
        ({"PORT": "acht"}, "PORT"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"HOST": "niet een machine"}, "HOST"),
        ({"LOCAL": "misschien"}, "LOCAL"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY"),
        ({"DATABASE_URL": "mysql://a:geheim-wachtwoord@b/c"}, "DATABASE_URL"),
        ({"DATABASE_URL": DATABASE, "DATABASE_OWNER_URL": "onzin"}, "DATABASE_OWNER_URL"),
        ({"DATABASE_OWNER_URL": DATABASE}, "DATABASE_OWNER_URL"),
    ],
)
def test_options_refuse_nonsense_naming_the_variable_but_no_secret(
    variables: dict[str, str], names: str
) -> None:
    with pytest.raises(CannotStart, match=names) as refusal:
        read_options(variables)
    assert "geheim-wachtwoord" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_options_with_a_database_of_ones_own_start_none() -> None:
    assert not read_options({"DATABASE_URL": DATABASE}).embedded


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_taken_port_is_refused_with_a_free_one(taken: int, tmp_path: Path) -> None:
    options = read_options({"PORT": str(taken), "DATA_DIR": str(tmp_path)})
    with pytest.raises(CannotStart, match=f"Poort {taken} is al in gebruik") as refusal:
        refuse_taken_port(options, ours_may_hold_it=True)
    suggested = int(str(refusal.value).rpartition("PORT=")[2].split()[0])
    assert suggested != taken
    refuse_taken_port(read_options({"PORT": str(suggested)}), ours_may_hold_it=False)


def test_address_of_another_machine_is_refused() -> None:
    options = read_options({"HOST": "192.0.2.1", "PUBLIC_URL": "https://a.example.org"})
    with pytest.raises(CannotStart, match=r"HOST=192\.0\.2\.1"):
        refuse_taken_port(options, ours_may_hold_it=False)


def test_second_run_is_refused_only_while_the_first_lives(tmp_path: Path) -> None:
    options = read_options({"DATA_DIR": str(tmp_path)})
    refuse_second_run(options)
    first = take_lock(options.run_lock)
    assert first is not None
    with pytest.raises(CannotStart, match="draait al"):
        refuse_second_run(options)
    first.close()
    refuse_second_run(options)
