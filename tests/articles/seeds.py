"""The seed texts and their claims, as tests read them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from articles.cleaning.draft import ArticleDraft
from articles.importers.plain_text import import_plain_text

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def raw(name: str) -> bytes:
    return (SEEDS / name).read_bytes()


@cache
def draft(name: str) -> ArticleDraft:
    return import_plain_text(raw(name), name=name)


@cache
def claims_file() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
    return loaded


def article(name: str) -> dict[str, Any]:
    return next(entry for entry in claims_file()["articles"] if entry["file"] == name)


def passages() -> list[tuple[str, str, str, dict[str, Any]]]:
    """(file, claim id, quote, passage) of all passages: the quote of a claim first, then its other quotes."""
    return [
        (entry["file"], claim["id"], quote, passage)
        for entry in claims_file()["articles"]
        for claim in entry["claims"]
        for quote, passage in zip(
            [claim["quote"], *claim["also_quotes"]], claim["passages"], strict=True
        )
    ]
