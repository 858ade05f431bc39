"""Every address of the site that a reader may try, filled in with one article and one claim."""

from collections.abc import Iterator

from django.urls import get_resolver, reverse

from articles.models import Article, Claim
from tests.architecture.test_access import ACCESS, STEPS, addresses
from tests.factories import say


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
        "key": 0,
        **known,
    }
    for pattern in addresses(get_resolver().url_patterns):
        regex = pattern.pattern.regex
        names = pattern.pattern.converters or regex.groupindex
        if reader not in ACCESS[pattern.name].get("GET", ()) or pattern.name in STEPS:
            continue
        # An address with a part that is not in `filled` is one that the walk would pass over.
        yield reverse(pattern.name, kwargs={name: filled[name] for name in names})
