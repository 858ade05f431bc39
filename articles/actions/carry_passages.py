"""Bring the passages of a version over to the next one, where their place is certain."""

from articles.anchoring.matching_text import matching_text
from articles.anchoring.quote import CONTEXT_AT_LEAST, describe, find_literal
from articles.models import ArticleVersion, Passage
from articles.models.passage import PassageState

# Fewer words than this are easily said twice, so their surroundings must agree as well.
_ENOUGH_WORDS = 5


def carry_passages(*, before: ArticleVersion, after: ArticleVersion) -> list[Passage]:
    """Make the passages of `after` from those of `before`; each remembers its predecessor.

    *Unchanged* is a passage at the same offsets with the same text; *moved* one that stands
    literally in exactly one other place. Where the words are few, or stand there more than once,
    those around it must agree too.
    Everything else is *doubtful*: without a place, never drawn, its old words and context kept
    so that an editor can decide. Never reworded, never guessed, never dropped. Runs inside the
    transaction of `import_article`, which made `after`.
    """
    return Passage.objects.bulk_create(
        _carried(passage, after) for passage in Passage.objects.in_version(before).order_by("pk")
    )


def _carried(passage: Passage, version: ArticleVersion) -> Passage:
    text = version.canonical_text
    carried = Passage(
        claim_id=passage.claim_id,
        version=version,
        ordinal=passage.ordinal,
        exact=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        state=PassageState.DOUBTFUL,
        carried_from=passage,
    )
    place = _certain_place(passage, text)
    if place is not None:
        quote = describe(text, *place)
        stayed = place == (passage.start, passage.end) and quote.exact == passage.exact
        carried.state = PassageState.UNCHANGED if stayed else PassageState.MOVED
        carried.start, carried.end = place
        carried.exact, carried.prefix, carried.suffix = quote.exact, quote.prefix, quote.suffix
    return carried


def _certain_place(passage: Passage, text: str) -> tuple[int, int] | None:
    places = find_literal(text, passage.exact)
    stayed = [
        (start, end)
        for start, end in places
        if (start, end) == (passage.start, passage.end) and text[start:end] == passage.exact
    ]
    if not stayed and len(places) != 1:
        return None
    place = (stayed or places)[0]
    is_easily_said = len(places) > 1 or len(passage.exact.split()) < _ENOUGH_WORDS
    if is_easily_said and not _same_surroundings(passage, text, *place):
        return None
    return place


def _same_surroundings(passage: Passage, text: str, start: int, end: int) -> bool:
    """Whether the nearest words on both sides are those the passage stood between."""
    prefix = _comparable(passage.prefix[-CONTEXT_AT_LEAST:])
    suffix = _comparable(passage.suffix[:CONTEXT_AT_LEAST])
    return _comparable(text[:start]).endswith(prefix) and _comparable(text[end:]).startswith(suffix)


def _comparable(text: str) -> str:
    return matching_text(text).text.strip()
