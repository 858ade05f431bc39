"""Every address of the site that a reader may try, filled in with one article and one claim; what it shows."""

import re
import uuid
from collections.abc import Iterator
from difflib import unified_diff

from django.test import Client
from django.urls import get_resolver, reverse

from articles.models import Article, Claim
from tests.architecture.test_access import ACCESS, STEPS, addresses
from tests.factories import say

# Address and query → status and page.
Pages = dict[tuple[str, str], tuple[int, str]]


def readable_addresses(
    article: Article, claim: Claim, *, reader: str = "visitor", **known: object
) -> Iterator[str]:
    """The addresses that `reader`, a name in the table of who may do what, may GET.

    `known` replaces what an address is filled in with; without a comment one is posted.
    """
    if "public_id" not in known:
        known["public_id"] = say(under=article).public_id
    version = article.current_version
    assert version is not None
    filled = {
        "slug": article.slug,
        "number": claim.number,
        "comment_id": known["public_id"],
        "version": version.number,
        "older": version.number - 1,
        "newer": version.number,
        "sha256": "a" * 64,
        "extension": "png",
        "wording": 1,
        "year": 2020,
        "key": 0,
        "submission_id": uuid.UUID(int=0),
        "token": "x",
        **known,
    }
    for pattern in addresses(get_resolver().url_patterns):
        regex = pattern.pattern.regex
        names = pattern.pattern.converters or regex.groupindex
        if reader not in ACCESS[pattern.name].get("GET", ()) or pattern.name in STEPS:
            continue
        # An address with a part that is not in `filled` is one that the walk would pass over.
        yield reverse(pattern.name, kwargs={name: filled[name] for name in names})


def shown(client: Client, address: str, query: dict[str, str]) -> tuple[int, str]:
    """The status and the page, without what differs each time somebody who is logged in asks."""
    response = client.get(address, query)
    page = b"".join(response) if response.streaming else response.content
    text = page.decode("utf-8", "replace")
    text = re.sub(r"\b[A-Za-z0-9]{64}\b", "", text)  # tokens against forged forms
    text = re.sub(r'name="submission(_id)?" value="[^"]*"', "", text)
    # Where a form asks whether it was placed: a number of its own, for every form anew.
    text = re.sub(r'data-placed="[^"]*"', "", text)
    return response.status_code, text


def differences(before: Pages, after: Pages) -> list[str]:
    """The lines that differ, with the page they stand on."""
    return [
        f"{page} {line}"
        for page in before
        for line in unified_diff(
            [str(before[page][0]), *before[page][1].splitlines()],
            [str(after[page][0]), *after[page][1].splitlines()],
            n=0,
            lineterm="",
        )
        if not line.startswith(("---", "+++", "@@"))
    ]
