"""The environment of our children, and passing it on to one command in another terminal."""

import json
from collections.abc import Mapping

from config import env
from config.data_folder import write_private
from config.launcher.options import MARK, Options

# What `config.settings` may ask for; nothing else of the user's environment is written down.
SETTINGS = frozenset(
    {
        *("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "DATA_DIR", "DEMO_PASSWORD"),
        *("LOCAL", "DEBUG", "PUBLIC_URL", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "LANGUAGE_CODE"),
        *("CONTACT_PHONE", "CONTACT_ADDRESS", "CONTACT_AUTHORITIES", "CONTACT_LANGUAGES"),
        *("CONTACT_EMAIL", "DEFAULT_FROM_EMAIL", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER"),
        *("EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "FEED_HOSTS"),
        *("ANCHOR_CERTAIN", "ANCHOR_ALIKE", "ANCHOR_WORTH_CHECKING", "ANCHOR_LEAD"),
        *("ANCHOR_ENOUGH_WORDS", "ANCHOR_MOST_ERRORS", "COMMENTS_PER_HOUR", "DRAFT_DAYS"),
        *("EDIT_WINDOW_MINUTES", "EDIT_GRACE_MINUTES", "NEWS_EVERY_SECONDS", "NEWS_KEPT_DAYS"),
        *("NEWS_MAIL_WAIT", "NEWS_MAIL_DAILY_CAP", "HOLD_NEWCOMERS_FIRST", "MODERATION_DAYS"),
        *("LETTERS_WAIT_SECONDS", "OFFICE_DAYS", "OFFICE_OPENS", "OFFICE_CLOSES"),
    }
)
OWNERS_ONLY = ("DATABASE_OWNER_URL", "DEMO_PASSWORD")


def child_environment(
    options: Options,
    secrets: Mapping[str, str],
    addresses: tuple[str, str] | None,
    variables: Mapping[str, str],
) -> dict[str, str]:
    """Everything `config.settings` asks for. `addresses`: the embedded owner's and app's URL.

    The user's own PG… variables are left out: they would change what a URL means.
    """
    kept = {name: value for name, value in variables.items() if not name.startswith("PG")}
    ours = {
        MARK: str(options.data),
        "DATA_DIR": str(options.data),
        "LOCAL": "1" if options.local else "0",
        "PUBLIC_URL": options.public_url,
        "SECRET_KEY": env.text("SECRET_KEY", secrets["secret_key"], env=variables),
        "PGCONNECT_TIMEOUT": "10",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    if options.local:
        ours["DEMO_PASSWORD"] = env.text("DEMO_PASSWORD", secrets["demo_password"], env=variables)
    if addresses:
        ours["DATABASE_OWNER_URL"], ours["DATABASE_URL"] = addresses
    return kept | ours


def without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    """For what listens to strangers: without the address of the database's owner."""
    return {name: value for name, value in environment.items() if name not in OWNERS_ONLY}


def publish(options: Options, environment: Mapping[str, str]) -> None:
    """Write the environment down, for this account only, while the site runs."""
    wanted = {name: value for name, value in environment.items() if name in SETTINGS}
    write_private(options.data / "environment.json", json.dumps(wanted).encode())


def published(options: Options) -> dict[str, str]:
    """What `publish` wrote; empty when nothing runs."""
    try:
        found = json.loads((options.data / "environment.json").read_text())
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in found.items()}


def unpublish(options: Options) -> None:
    (options.data / "environment.json").unlink(missing_ok=True)
