"""The editor's check list: the passages of the current version that did not stay as they were."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse

from articles.anchoring.difference import Piece, words_differ
from articles.models import Article, ArticleVersion, Passage
from articles.models.passage import DRAWN_STATES, PassageState
from discussions.reading.claim_card import text_of
from discussions.reading.stances import stance_counts

# Words beside a proposed place, in characters.
BESIDE = 90
# The states that were found by likeness: only there a score says something.
LIKENED = (PassageState.DOUBTFUL, PassageState.CHANGED)
LONGEST_CONTEXT = 120
WORTH_A_LOOK = (
    PassageState.DOUBTFUL,
    PassageState.ORPHAN,
    PassageState.CHANGED,
    PassageState.MOVED,
)


@dataclass(frozen=True)
class Proposal:
    """A place in the current text with the words beside it. `pieces`: what differs from the old words;
    `index` names it in a form, `percent` is its score."""

    index: int
    before: str
    words: str
    after: str
    pieces: Sequence[Piece]
    percent: int


@dataclass(frozen=True)
class CheckRow:
    """One passage. `old` are the words it had in the version before, `decision` goes along in its forms.

    `asks`: it is not drawn and waits for an editor. `checked_by` is a name, "" while nobody decided.
    `undone`: who decided and who took that back, the last one first.
    """

    url: str
    anchor: str
    number: int
    claim_url: str
    statement: str
    state: PassageState
    old_before: str
    old: str
    old_after: str
    proposals: Sequence[Proposal]
    percent: int | None
    stance_count: int
    decision: str
    asks: bool
    may_confirm: bool
    may_give_up: bool
    checked_by: str
    may_undo: bool
    undone: Sequence[tuple[str, str]]

    @property
    def state_label(self) -> str:
        return str(self.state.label)

    @property
    def is_lost(self) -> bool:
        return self.state is PassageState.ORPHAN

    @property
    def is_sure(self) -> bool:
        """The same words at another place, and nobody decided otherwise or took that back."""
        return self.state is PassageState.MOVED and not self.checked_by and not self.undone


@dataclass(frozen=True)
class CheckList:
    """`counts`: every state with how many passages are in it; `rows`: doubtful and lost ones first.

    `moved`: the same words elsewhere, and nobody decided; they are sure, so they need no look.
    """

    counts: Sequence[tuple[str, int]]
    rows: Sequence[CheckRow]
    moved: Sequence[CheckRow]
    waiting: int


def load_check_list(article: Article) -> CheckList:
    """Three queries, however many passages. `article` comes with its text."""
    version = text_of(article)
    passages = list(_passages(version))
    counted = Counter(PassageState(passage.state) for passage in passages)
    other = [passage for passage in passages if passage.state != PassageState.UNCHANGED]
    rows = _rows(article, version, other)
    return CheckList(
        counts=[(str(state.label), counted[state]) for state in PassageState],
        rows=sorted(
            (row for row in rows if not row.is_sure),
            key=lambda row: (bool(row.checked_by), WORTH_A_LOOK.index(row.state)),
        ),
        moved=[row for row in rows if row.is_sure],
        waiting=sum(row.asks for row in rows),
    )


def load_check_row(article: Article, passage_id: int) -> CheckRow | None:
    """One passage of the current version; None when it is not current. Three queries."""
    version = text_of(article)
    found = list(_passages(version).select_related("carried_from__version").filter(pk=passage_id))
    if not found:
        return None
    row, old = _rows(article, version, found)[0], found[0].carried_from or found[0]
    before, after = _whole_paragraph(old)
    return replace(row, old_before=before, old_after=after)


def _passages(version: ArticleVersion) -> "QuerySet[Passage]":
    found: QuerySet[Passage] = (
        Passage.objects.in_version(version)
        .select_related("claim__current_wording", "carried_from", "checked_by")
        .order_by("claim__number", "ordinal")
    )
    return found


def _rows(article: Article, version: ArticleVersion, passages: Sequence[Passage]) -> list[CheckRow]:
    stances = stance_counts([passage.claim_id for passage in passages])
    former = (
        Passage.objects.filter(replaced_by__in=[passage.pk for passage in passages])
        .select_related("checked_by", "undone_by")
        .order_by("-pk")
    )
    earlier, undone = set(), defaultdict[int, list[tuple[str, str]]](list)
    for one in former:
        successor = one.replaced_by_id
        assert successor is not None
        if one.undone_by and one.checked_by:
            names = (one.checked_by.display_name, one.undone_by.display_name)
            undone[successor].append(names)
        elif one.pk < successor:
            earlier.add(successor)
    return [
        _row(article, version, passage, stances, earlier, undone[passage.pk])
        for passage in passages
    ]


def _whole_paragraph(old: Passage) -> tuple[str, str]:
    """What stands before and after these words in their paragraph; the remembered words where no place is known."""
    if old.place is None:
        return old.prefix, old.suffix
    start, end = old.place
    text = old.version.canonical_text
    return text[:start].rpartition("\n")[2], text[end:].partition("\n")[0]


def _row(
    article: Article,
    version: ArticleVersion,
    passage: Passage,
    stances: Mapping[int, int],
    earlier: set[int],
    undone: Sequence[tuple[str, str]],
) -> CheckRow:
    state = PassageState(passage.state)
    old = passage.carried_from or passage
    is_drawn = state in DRAWN_STATES
    places = [(one["start"], one["end"], one["score"]) for one in passage.candidates]
    if is_drawn and passage.start is not None and passage.end is not None:
        places = [(passage.start, passage.end, passage.score or 1.0)]
    wording = passage.claim.current_wording
    return CheckRow(
        url=reverse("passage", args=[article.slug, passage.pk]),
        anchor=f"passage-{passage.claim.number}-{passage.ordinal}",
        number=passage.claim.number,
        claim_url=reverse("claim", args=[article.slug, passage.claim.number]),
        statement=wording.statement if wording else "",
        state=state,
        old_before=_led_in(old.prefix, is_cut=len(old.prefix) == LONGEST_CONTEXT),
        old=old.exact,
        old_after=_led_out(old.suffix, is_cut=len(old.suffix) == LONGEST_CONTEXT),
        proposals=[
            _proposal(index, version.canonical_text, place, old.exact)
            for index, place in enumerate(places)
        ]
        if state is not PassageState.ORPHAN
        else [],
        percent=round(passage.score * 100) if passage.score and state in LIKENED else None,
        stance_count=stances.get(passage.claim_id, 0),
        decision=passage.decision,
        asks=not is_drawn and passage.checked_at is None,
        may_confirm=passage.checked_at is None and state is not PassageState.ORPHAN,
        may_give_up=state is not PassageState.ORPHAN or passage.checked_at is None,
        checked_by=passage.checked_by.display_name if passage.checked_by else "",
        may_undo=passage.checked_at is not None
        and (passage.pk in earlier or passage.created_by_id is None),
        undone=undone,
    )


def _proposal(index: int, text: str, place: tuple[int, int, float], old: str) -> Proposal:
    start, end, score = place
    before = text[max(0, start - BESIDE) : start].rpartition("\n")[2]
    after = text[end : end + BESIDE].partition("\n")[0]
    before = _led_in(before, is_cut=len(before) == BESIDE)
    after = _led_out(after, is_cut=len(after) == BESIDE)
    words = text[start:end]
    return Proposal(index, before, words, after, words_differ(old, words), round(score * 100))


def _led_in(words: str, *, is_cut: bool) -> str:
    """From the first whole word on, where a stretch begins in the middle of one."""
    rest = words.partition(" ")[2]
    return f"… {rest}" if is_cut and rest else words


def _led_out(words: str, *, is_cut: bool) -> str:
    """Up to the last whole word, where a stretch stops in the middle of one."""
    rest = words.rpartition(" ")[0]
    return f"{rest} …" if is_cut and rest else words
