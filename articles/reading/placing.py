"""Where the passages of one version stand in another text: looked for, and shown before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from articles.anchoring.difference import Piece, words_differ
from articles.anchoring.find_again import ChangedText, FoundAgain, Limits
from articles.models import ArticleVersion, Passage
from articles.models.passage import DRAWN_STATES, PassageState


@dataclass(frozen=True)
class PassagePreview:
    """What would become of one passage. `old` is how it reads now; `proposed` the words at the best
    place in the new text, or "" when there is none, with its `start` and `end` there.

    `is_drawn`: readers would see it marked. Else it goes to the editor's check list.
    """

    number: int
    statement: str
    ordinal: int
    state: PassageState
    old: str
    proposed: str
    start: int | None
    end: int | None
    score: float

    @property
    def is_drawn(self) -> bool:
        return self.state in DRAWN_STATES

    @property
    def pieces(self) -> Sequence[Piece]:
        """The old words with what differs; all of them struck out when nothing comes in their place."""
        return words_differ(self.old, self.proposed)

    @property
    def state_label(self) -> str:
        return str(self.state.label)


def limits() -> Limits:
    """The limits of this site, as its settings say."""
    chosen: dict[str, Any] = settings.ANCHORING
    return Limits(**chosen)


def found_again(passages: Sequence[Passage], canonical_text: str) -> Iterator[FoundAgain]:
    """For each passage, in the same order, where it stands in another text. Asks the database nothing."""
    text, chosen = ChangedText(canonical_text), limits()
    for passage in passages:
        yield text.find_again(passage.quote, passage.place, chosen)


def preview_passages(version: ArticleVersion, canonical_text: str) -> list[PassagePreview]:
    """What `carry_passages` would make of the passages of `version` in that text; writes nothing.

    One query. In the order of the claims; those that stay as they are come along too.
    """
    passages = list(
        Passage.objects.in_version(version)
        .select_related("claim__current_wording")
        .order_by("claim__number", "ordinal")
    )
    rows = zip(passages, found_again(passages, canonical_text), strict=True)
    return [_preview(passage, found, canonical_text) for passage, found in rows]


def _preview(passage: Passage, found: FoundAgain, text: str) -> PassagePreview:
    best = found.candidates[0] if found.candidates else None
    wording = passage.claim.current_wording
    return PassagePreview(
        number=passage.claim.number,
        statement=wording.statement if wording else "",
        ordinal=passage.ordinal,
        state=PassageState(found.certainty.value),
        old=passage.exact,
        proposed=text[best.start : best.end] if best else "",
        start=best.start if best else None,
        end=best.end if best else None,
        score=found.score,
    )
