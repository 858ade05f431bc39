"""Marking what an article asserts: a claim, its places in the text, how it is worded, who agreed to it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from articles.actions.index import index_claim
from articles.anchoring.quote import describe
from articles.models import Article, ArticleVersion, Claim, Passage, Wording
from articles.models.claim import ClaimStatus, Tone
from articles.models.passage import PassageState
from articles.permissions import may_accept

Place = tuple[int, int]


class TextChanged(Exception):
    """The article has another text by now: places in the former one say nothing about it."""


class ClaimExists(Exception):
    """The article has a claim that says this already: `claim`."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(str(claim))
        self.claim = claim


class PassageExists(Exception):
    """The claim stands at this place already."""


class WordingChanged(Exception):
    """Someone else reworded the claim meanwhile: `current` is how it reads now."""

    def __init__(self, current: Wording) -> None:
        super().__init__(str(current))
        self.current = current


class OwnProposal(Exception):
    """Whoever proposed a claim leaves the judgement to a colleague, while there is one."""


class NotProposed(Exception):
    """The claim does not wait for a judgement: someone else gave one, or it never did."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(str(claim))
        self.claim = claim


@transaction.atomic
def add_claim(
    *,
    version: ArticleVersion,
    places: Sequence[Place],
    statement: str,
    editor: User,
    tone: str = Tone.LITERAL,
    note: str = "",
    status: ClaimStatus = ClaimStatus.ACCEPTED,
) -> Claim:
    """Mark a claim at `places`, [start, end) in code points of the text of `version`.

    It gets the next number of its article, which is never given out again. Two editors at once
    wait for each other. Raises `TextChanged` when `version` is not the current one any more,
    `ClaimExists` when the article asserts the same in the same words already (so that a form sent
    twice marks one claim), and `ValueError` without a place or for one that cannot be described.
    """
    if not places:
        raise ValueError("a claim stands somewhere in the text")
    _lock_current(version)
    own = Claim.objects.filter(article_id=version.article_id)
    same = own.exclude(status=ClaimStatus.RETURNED).filter(
        current_wording__statement__iexact=statement
    )
    if found := same.first():
        raise ClaimExists(found)
    highest = own.aggregate(number=Max("number"))["number"] or 0
    claim = Claim.objects.create(article_id=version.article_id, number=highest + 1, status=status)
    claim.current_wording = Wording.objects.create(
        claim=claim, statement=statement, tone=tone, note=note, created_by=editor
    )
    claim.save(update_fields=["current_wording"])
    index_claim(claim)
    for ordinal, place in enumerate(dict.fromkeys(places), start=1):
        _place(claim, version, ordinal, place, editor)
    return claim


def propose_claim(
    *,
    version: ArticleVersion,
    places: Sequence[Place],
    statement: str,
    editor: User,
    tone: str = Tone.LITERAL,
    note: str = "",
) -> Claim:
    """Mark a claim of which the editor is not sure: only editors see it until one accepts it."""
    return add_claim(
        version=version,
        places=places,
        statement=statement,
        editor=editor,
        tone=tone,
        note=note,
        status=ClaimStatus.PROPOSED,
    )


@transaction.atomic
def add_passage(*, claim: Claim, version: ArticleVersion, place: Place, editor: User) -> Passage:
    """Note that the claim stands at one more place. Its ordinal is the next one, never one given out.

    Raises `TextChanged` and `PassageExists`, and `ValueError` for a place that cannot be described.
    """
    _lock_current(version)
    if claim.article_id != version.article_id:
        raise ValueError("a passage stands in the article of its claim")
    here = Passage.objects.in_version(version).filter(claim=claim)
    if here.filter(start=place[0], end=place[1]).exists():
        raise PassageExists
    highest = Passage.objects.filter(claim=claim).aggregate(ordinal=Max("ordinal"))["ordinal"] or 0
    return _place(claim, version, highest + 1, place, editor)


@transaction.atomic
def reword_claim(
    *, claim: Claim, seen: int, statement: str, editor: User, tone: str, note: str = ""
) -> Wording:
    """Word the claim anew. Stances stay with the wording they were given on.

    `seen` is the number of the wording that stood above the form; when it is not the current one
    any more, `WordingChanged`. Saying the same again changes nothing. A claim that was sent back is
    proposed again. Raises `ClaimExists` when another claim of the article says this already.
    """
    Article.objects.select_for_update(no_key=True).get(pk=claim.article_id)
    claim = Claim.objects.select_related("current_wording").get(pk=claim.pk)
    current = claim.current_wording
    if current is None:
        raise LookupError(f"claim {claim} has no wording")
    if (current.statement, current.tone, current.note) == (statement, tone, note):
        return current
    if current.number != seen:
        raise WordingChanged(current)
    same = Claim.objects.filter(article_id=claim.article_id).exclude(pk=claim.pk)
    same = same.exclude(status=ClaimStatus.RETURNED)
    if found := same.filter(current_wording__statement__iexact=statement).first():
        raise ClaimExists(found)
    claim.current_wording = Wording.objects.create(
        claim=claim,
        number=current.number + 1,
        statement=statement,
        tone=tone,
        note=note,
        created_by=editor,
    )
    if claim.status == ClaimStatus.RETURNED:
        claim.status, claim.return_reason = ClaimStatus.PROPOSED, ""
        claim.judged_by = claim.judged_at = None
    claim.save()
    index_claim(claim)
    return claim.current_wording


def accept_claim(*, claim: Claim, editor: User) -> Claim:
    """Show a proposed claim to readers, from now on and for ever.

    Raises `NotProposed`, and `OwnProposal` when `editor` worded it while another editor could judge.
    """
    if claim.status == ClaimStatus.PROPOSED and not may_accept(editor, claim):
        raise OwnProposal
    return _judge(claim, editor, ClaimStatus.ACCEPTED)


def return_claim(*, claim: Claim, editor: User, reason: str) -> Claim:
    """Send a proposed claim back, with what is wrong with it. Rewording proposes it again.

    Raises `NotProposed`, and `ValueError` without a reason.
    """
    if not reason:
        raise ValueError("whoever sends a claim back says why")
    return _judge(claim, editor, ClaimStatus.RETURNED, reason)


@transaction.atomic
def _judge(claim: Claim, editor: User, status: ClaimStatus, reason: str = "") -> Claim:
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    if claim.status != ClaimStatus.PROPOSED:
        raise NotProposed(claim)
    claim.status, claim.return_reason = status, reason
    claim.judged_by, claim.judged_at = editor, timezone.now()
    claim.save()
    return claim


def _lock_current(version: ArticleVersion) -> None:
    """Keep other editors of the article waiting; the text must still be this one."""
    article = Article.objects.select_for_update(no_key=True).get(pk=version.article_id)
    if article.current_version_id != version.pk:
        raise TextChanged


def _place(
    claim: Claim, version: ArticleVersion, ordinal: int, place: Place, editor: User
) -> Passage:
    quote = describe(version.canonical_text, *place)
    return Passage.objects.create(
        claim=claim,
        version=version,
        ordinal=ordinal,
        start=place[0],
        end=place[1],
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        state=PassageState.UNCHANGED,
        created_by=editor,
    )
