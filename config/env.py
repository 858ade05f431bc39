"""Typed readers of environment variables. Nonsense raises and names the variable."""

import os
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """A variable holds something unusable; the message names it and says what to do."""


def text(name: str, default: str = "", env: Mapping[str, str] = os.environ) -> str:
    """The value without surrounding white space, or `default` when absent or empty."""
    return env.get(name, "").strip() or default


def flag(name: str, default: bool = False, env: Mapping[str, str] = os.environ) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else raises `BadSetting`."""
    value = text(name, "", env).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name}={value!r}: gebruik 1 of 0.")


def number(
    name: str,
    default: int,
    low: int | None = None,
    high: int | None = None,
    env: Mapping[str, str] = os.environ,
) -> int:
    """A whole number within [low, high]; anything else raises `BadSetting`."""
    value = text(name, "", env)
    if not value:
        return default
    try:
        found = int(value)
    except ValueError:
        raise BadSetting(f"{name}={value!r}: dit moet een heel getal zijn.") from None
    if (low is not None and found < low) or (high is not None and found > high):
        raise BadSetting(f"{name}={found}: dit moet tussen {low} en {high} liggen.")
    return found


def secret(name: str, least: int = 32, env: Mapping[str, str] = os.environ) -> str:
    """A secret of at least `least` characters; absent or short raises `BadSetting`."""
    value = text(name, "", env)
    if len(value) < least:
        raise BadSetting(f"{name}: vul hier een geheim van minstens {least} tekens in.")
    return value


def words(name: str, default: str = "", env: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated list without empty items."""
    return [word.strip() for word in text(name, default, env).split(",") if word.strip()]


def database(name: str, env: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Django's connection settings from a `postgres://user:password@host:port/name` URL.

    The host may be a percent-encoded socket folder. Query parameters become libpq options.
    The URL itself is never repeated in the error: it may hold a password.
    """
    value = text(name, "", env)
    form = f"{name} klopt niet. De vorm is postgres://naam:wachtwoord@machine:5432/database."
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise BadSetting(form) from None
    database_name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not database_name:
        raise BadSetting(form)
    return {
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts.netloc),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _host(netloc: str) -> str:
    """The host with its case kept: `urlsplit().hostname` lowers it, and a socket folder has case."""
    host = netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1 : host.index("]")]
    return unquote(host.partition(":")[0])
