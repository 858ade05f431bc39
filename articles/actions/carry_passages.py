"""Bring the passages of a version over to the next one: each with how sure its place is."""

from django.db import transaction

from articles.anchoring.find_again import FoundAgain
from articles.anchoring.quote import describe
from articles.models import ArticleVersion, Passage
from articles.models.passage import PassageState
from articles.reading.placing import found_again

_FOUND = ("start", "end", "exact", "prefix", "suffix", "state", "score", "candidates")


def carry_passages(*, before: ArticleVersion, after: ArticleVersion) -> list[Passage]:
    """Make the passages of `after` from those of `before`; each remembers its predecessor.

    *Unchanged*, *moved* and *changed* ones get their place; a *doubtful* or *lost* one has none and
    is never drawn: its old words and context are kept, and the places that came into question, so
    that an editor can decide. Never reworded, never dropped. What an editor gave up as lost stays
    so, without being asked about again, until its words are back. Runs inside the transaction of
    `import_article`, which made `after`.
    """
    former = list(Passage.objects.in_version(before).order_by("pk"))
    carried = [
        Passage(
            claim_id=passage.claim_id,
            version=after,
            ordinal=passage.ordinal,
            carried_from=passage,
        )
        for passage in former
    ]
    for passage, found in zip(carried, found_again(former, after.canonical_text), strict=True):
        _settle(passage, found)
    return Passage.objects.bulk_create(carried)


@transaction.atomic
def recompute_passages(*, version: ArticleVersion) -> int:
    """Look again for the passages of `version` that no editor has decided about; how many differ now.

    For after a change of the limits. The same text and limits give the same result each time. What
    was marked in this version itself is left alone: it was never looked for.
    """
    waiting = list(
        Passage.objects.in_version(version)
        .filter(checked_at__isnull=True, created_by__isnull=True, carried_from__isnull=False)
        .select_related("carried_from")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    former = [passage.carried_from for passage in waiting if passage.carried_from is not None]
    changed = []
    for passage, found in zip(waiting, found_again(former, version.canonical_text), strict=True):
        before = [getattr(passage, name) for name in _FOUND]
        _settle(passage, found)
        if before != [getattr(passage, name) for name in _FOUND]:
            changed.append(passage)
    Passage.objects.bulk_update(changed, [*_FOUND, "checked_at", "checked_by"])
    return len(changed)


def _settle(passage: Passage, found: FoundAgain) -> None:
    """Write what was found on the passage, which knows its version and its predecessor."""
    former = passage.carried_from
    assert former is not None
    passage.state = PassageState(found.certainty.value)
    passage.score = found.score
    passage.candidates = [
        {"start": one.start, "end": one.end, "score": one.score} for one in found.candidates
    ]
    if found.place is not None:
        quote = describe(passage.version.canonical_text, *found.place)
        passage.start, passage.end = found.place
    else:
        quote = former.quote
        passage.start = passage.end = None
    passage.exact, passage.prefix, passage.suffix = quote.exact, quote.prefix, quote.suffix
    given_up = former.state == PassageState.ORPHAN and former.checked_at is not None
    if given_up and passage.state not in (PassageState.UNCHANGED, PassageState.MOVED):
        passage.state = PassageState.ORPHAN
        passage.start = passage.end = None
        passage.exact, passage.prefix, passage.suffix = former.exact, former.prefix, former.suffix
        passage.candidates = []
        passage.checked_at, passage.checked_by = former.checked_at, former.checked_by
