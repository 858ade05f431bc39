"""PURE: articles and comments as another site had them, and the order in which they can be brought in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum


class Why(StrEnum):
    """Why something stays behind, or was brought in otherwise than it stood. The words are Dutch."""

    PENDING = "wachtte nog op goedkeuring"
    SPAM = "was daar spam"
    TRASH = "was daar verwijderd"
    PINGBACK = "is een automatische melding van een andere site (pingback of trackback)"
    OTHER_KIND = "is geen gewone reactie"
    TWICE = "heeft een nummer dat al gebruikt is"
    NO_DATE = "heeft geen datum"
    NO_WORDS = "heeft geen tekst die hier te tonen is"
    TOO_LONG = "is langer dan 10.000 tekens; er wordt niets afgeknipt"
    TOO_MANY_LINKS = "heeft meer dan 20 links"
    TOO_DEEP = "staat dieper dan hier kan"
    NO_PARENT = "is een antwoord op iets dat niet in het bestand staat, en staat nu bovenaan"
    PLACE_ONLY = "is er niet meer, maar heeft antwoorden: de plaats blijft, zonder naam en tekst"
    NO_THREAD = "hoort bij een discussie die niet in het bestand staat"
    UNKNOWN_PAGE = "gaat over een pagina die hier niet is"
    PAGE = "is een pagina, geen artikel"
    NO_ARTICLE = "is geen artikel"
    NO_TEXT = "heeft geen tekst"


@dataclass(frozen=True)
class ForeignComment:
    """A comment over there. `key` names it within its thread, `parent_key` what it answers ("" nothing).

    `html` is its source there. `author_email` is for a keyed hash only; it is not in the repr.
    `gone` says why its words stay behind; then name, address and words are empty.
    """

    key: str
    parent_key: str
    author_name: str
    author_email: str = field(repr=False)
    written_at: datetime | None
    html: str
    gone: Why | None = None


@dataclass(frozen=True)
class LeftOut:
    """Something that is not brought in, or not as it was. `what` names it without anybody's words."""

    what: str
    why: Why


@dataclass(frozen=True)
class ForeignArticle:
    """An article over there, with its comments in the order of the file.

    `key` is the same in every export of the same site. `html` is its content as that site kept it.
    `is_public` is False for a draft, a private or a protected text, and for one without words of its
    own, whose comments came along. `picture_key` names the `ForeignPicture` that stands above it, or "".
    """

    key: str
    title: str
    html: str
    excerpt: str
    site_name: str
    author_name: str
    published_on: date | None
    published_at: datetime | None
    url: str
    old_paths: tuple[str, ...]
    is_public: bool
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    comments: tuple[ForeignComment, ...]
    picture_key: str = ""


@dataclass(frozen=True)
class ForeignPicture:
    """A picture over there that a text may name as its own by `key`. The file itself is elsewhere.

    `alt` is what it shows, `caption` what stands below it; both are plain words and may be "".
    """

    key: str
    title: str
    url: str
    alt: str
    caption: str


@dataclass(frozen=True)
class ForeignThread:
    """A discussion over there about the page at `url`, without that page itself."""

    title: str
    url: str
    comments: tuple[ForeignComment, ...]


def in_order(comments: Sequence[ForeignComment]) -> tuple[list[ForeignComment], list[LeftOut]]:
    """Parents before children, whatever the order of the file; and what stays behind, with the reason.

    What is gone but was answered keeps its place, so that the answers keep theirs. An answer to what is
    not there comes to stand at the top. Of two with one key the first counts. Among equals the oldest
    comes first, then the order of the file. Ordering what is ordered changes nothing.
    """
    known: dict[str, ForeignComment] = {}
    left_out = []
    for comment in comments:
        if comment.key in known:
            left_out.append(LeftOut(_name(comment), Why.TWICE))
        elif comment.written_at is None:
            left_out.append(LeftOut(_name(comment), Why.NO_DATE))
        else:
            known[comment.key] = comment
    rootless = _without_a_root(known)
    for key in rootless:
        if known[key].gone is None:
            left_out.append(LeftOut(_name(known[key]), Why.NO_PARENT))
        known[key] = replace(known[key], parent_key="")
    needed = _needed(known)
    kept = []
    below: dict[str, list[ForeignComment]] = {}
    for comment in known.values():
        if comment.key in needed:
            below.setdefault(comment.parent_key, []).append(comment)
        if comment.gone is not None:
            why = Why.PLACE_ONLY if comment.key in needed else comment.gone
            left_out.append(LeftOut(_name(comment), why))
    waiting = [""]
    while waiting:
        # Sorting is stable: the order of the file decides between equal moments.
        for comment in sorted(below.get(waiting.pop(), ()), key=_moment):
            kept.append(comment)
            waiting.append(comment.key)
    return kept, left_out


def _without_a_root(known: dict[str, ForeignComment]) -> list[str]:
    """Keys whose chain of parents leads nowhere, or in a ring: where each such chain is to be cut."""
    state: dict[str, bool] = {"": True}
    cut = []
    for key in known:
        chain = []
        at = key
        while at not in state and at in known:
            state[at] = False  # being walked
            chain.append(at)
            at = known[at].parent_key
        if chain and not state.get(at, False):
            # Missing: its answer is cut loose. A ring: the one where the walk entered it twice.
            cut.append(chain[-1])
        for each in chain:
            state[each] = True
    return cut


def _needed(known: dict[str, ForeignComment]) -> set[str]:
    """Keys of what is kept: all that has words, and everything above it."""
    needed: set[str] = set()
    for comment in known.values():
        at = comment.key if comment.gone is None else ""
        while at and at not in needed:
            needed.add(at)
            at = known[at].parent_key
    return needed


def _moment(comment: ForeignComment) -> float:
    assert comment.written_at is not None, "without a date it stays behind"
    return comment.written_at.timestamp()


def _name(comment: ForeignComment) -> str:
    return f"reactie {comment.key}"


def grouped(left_out: Iterable[LeftOut], *, under: str, most: int = 20) -> list[dict[str, str]]:
    """What stayed behind `under` one article, one line for each reason: {"what", "reason"}.

    Names `most` of them at most and counts the rest.
    """
    by_reason: dict[Why, list[str]] = {}
    for item in left_out:
        by_reason.setdefault(item.why, []).append(item.what)
    lines = []
    for why, names in by_reason.items():
        rest = len(names) - most
        more = f" en nog {rest}" if rest > 0 else ""
        where = f" bij ‘{under}’" if under else ""
        lines.append({"what": ", ".join(names[:most]) + more + where, "reason": why.value})
    return lines
