"""Links: many of them, or any from somebody who is new here."""

import re

from discussions.filters.facts import Facts, Match

CODE = "F-3"
# Whoever had so many comments that were let stand is not new any more.
STOOD_ENOUGH = 3
_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\[\]()\"]{1,500}", re.IGNORECASE)


def links_of(text: str) -> set[str]:
    """The addresses in a text, as far as they lead to the same page: without scheme, "www." and what follows a ?."""
    found = set()
    for match in _LINK.finditer(text):
        address = match.group().casefold().partition("://")[2] or match.group().casefold()
        page = address.removeprefix("www.").partition("?")[0].partition("#")[0]
        found.add(page.rstrip("/.,;:!"))
    return found


def links(text: str, facts: Facts, limit: int) -> Match | None:
    """More than `limit` links, or one of somebody with fewer than `STOOD_ENOUGH` comments."""
    spans = tuple(match.span() for match in _LINK.finditer(text))
    if not spans:
        return None
    if facts.stood < STOOD_ENOUGH:
        what = "een link" if len(spans) == 1 else f"{len(spans)} links"
        return Match(CODE, f"Je bent hier nieuw en in je tekst staat {what}.", spans)
    if len(spans) > limit:
        return Match(
            CODE, f"In je tekst staan {len(spans)} links. Meer dan {limit} valt op.", spans
        )
    return None
