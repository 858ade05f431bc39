"""What an editor decides about a passage whose place a new version put in question.

Each verb takes `seen`, the `decision` of the passage as it stood above the form: when somebody decided meanwhile, or
the text was renewed, it raises `DecidedMeanwhile` and writes nothing. Nothing is thrown away: another place is another
row, and the row before it stays.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.anchoring.matching_text import matching_text
from articles.anchoring.quote import Quote, describe
from articles.models import Article, Passage
from articles.models.passage import DRAWN_STATES, PassageState


class DecidedMeanwhile(Exception):
    """Somebody else decided about this passage, or its text is no longer the current one."""


class NothingToConfirm(Exception):
    """The passage has no place, and none was proposed."""


class NothingToUndo(Exception):
    """No editor decided anything about this passage in this version."""


@transaction.atomic
def confirm_passage(*, passage: Passage, seen: str, editor: User) -> Passage:
    """Say that the place is right: the one it was given, or the best one that was proposed.

    Returns the passage that is current then. Raises `NothingToConfirm` when there is none.
    """
    passage = _locked(passage, seen)
    if passage.state in DRAWN_STATES:
        passage.checked_at, passage.checked_by = timezone.now(), editor
        passage.save(update_fields=["checked_at", "checked_by"])
        return passage
    if not passage.candidates:
        raise NothingToConfirm
    best = passage.candidates[0]
    return _put(passage, (best["start"], best["end"]), editor)


@transaction.atomic
def place_passage(*, passage: Passage, seen: str, place: tuple[int, int], editor: User) -> Passage:
    """Give the passage another place in this version. Raises `ValueError` for one that cannot be described."""
    return _put(_locked(passage, seen), place, editor)


@transaction.atomic
def give_up_passage(*, passage: Passage, seen: str, editor: User) -> Passage:
    """Say that the passage is gone from this version: it is drawn nowhere, and the claim stays."""
    passage = _locked(passage, seen)
    before = passage.carried_from or passage
    lost = _successor(passage, before.quote, PassageState.ORPHAN, editor)
    return _replaced(passage, lost)


@transaction.atomic
def undo_decision(*, passage: Passage, seen: str, editor: User) -> Passage:
    """Bring back what stood before the last decision. Raises `NothingToUndo` when there was none.

    What was decided stays as a row of its own, with who decided and who undid it. Returns the passage that is
    current then.
    """
    passage = _locked(passage, seen)
    former = passage.replaces.not_undone().filter(pk__lt=passage.pk).order_by("-pk").first()
    if former is not None:
        passage.replaced_by, passage.undone_by = former, editor
        passage.save(update_fields=["replaced_by", "undone_by"])
        former.replaced_by = None
        former.save(update_fields=["replaced_by"])
        return former
    if passage.checked_at is None:
        raise NothingToUndo
    passage.undone_by = editor
    passage.save(update_fields=["undone_by"])
    return _replaced(passage, _undecided(passage))


def _locked(passage: Passage, seen: str) -> Passage:
    """The passage as it is now, with other editors of the article waiting their turn."""
    article = Article.objects.select_for_update(no_key=True).get(pk=passage.claim.article_id)
    found = Passage.objects.current().filter(pk=passage.pk).select_related("carried_from").first()
    if found is None or found.decision != seen or found.version_id != article.current_version_id:
        raise DecidedMeanwhile
    return found


def _put(passage: Passage, place: tuple[int, int], editor: User) -> Passage:
    quote = describe(passage.version.canonical_text, *place)
    before = passage.carried_from or passage
    said = matching_text(quote.exact).text == matching_text(before.exact).text
    state = PassageState.MOVED if said else PassageState.CHANGED
    successor = _successor(passage, quote, state, editor)
    successor.start, successor.end = place
    return _replaced(passage, successor)


def _successor(passage: Passage, quote: Quote, state: PassageState, editor: User) -> Passage:
    return Passage(
        claim_id=passage.claim_id,
        version_id=passage.version_id,
        ordinal=passage.ordinal,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        state=state,
        carried_from=passage.carried_from,
        candidates=passage.candidates,
        checked_at=timezone.now(),
        checked_by=editor,
        created_by=editor,
    )


def _undecided(passage: Passage) -> Passage:
    """The same place, as it stood before anybody decided about it."""
    return Passage(
        claim_id=passage.claim_id,
        version_id=passage.version_id,
        ordinal=passage.ordinal,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        state=passage.state,
        score=passage.score,
        carried_from=passage.carried_from,
        candidates=passage.candidates,
        created_by=passage.created_by,
    )


def _replaced(passage: Passage, successor: Passage) -> Passage:
    """Put the one in the place of the other; at no moment are both current, which PostgreSQL refuses."""
    successor.replaced_by = passage
    successor.save()
    passage.replaced_by = successor
    passage.save(update_fields=["replaced_by"])
    successor.replaced_by = None
    successor.save(update_fields=["replaced_by"])
    return successor
