"""What someone typed into the search field, understood. Every input is a query."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from articles.search.words import STOP_WORDS, TOKEN, fold, forms

LONGEST_QUERY = 300  # code points that count
MOST_WORDS = 24

_PIECE = re.compile(r'(?P<minus>(?<![^\s("])-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')

Expand = Callable[[str], Collection[str]]


@dataclass(frozen=True)
class Term:
    """Words that must stand next to each other; one word is the common case. As they were typed."""

    words: tuple[str, ...]

    @property
    def is_stop_word(self) -> bool:
        return len(self.words) == 1 and fold(self.words[0]) in STOP_WORDS


@dataclass(frozen=True)
class Query:
    """A text must hold one term of each group in `groups`, and none of those in `without`."""

    typed: str
    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no words, or only words that must be absent."""
        return not self.groups

    @property
    def words(self) -> list[str]:
        """The different words to look for, in order, as they were typed."""
        found = [word for group in self.groups for term in group for word in term.words]
        return list(dict.fromkeys(found))

    @property
    def single_words(self) -> list[str]:
        """Those that are not part of a phrase."""
        found = [term.words[0] for group in self.groups for term in group if len(term.words) == 1]
        return list(dict.fromkeys(found))


def read_query(typed: str) -> Query:
    """Words are all wanted; "words in quotes" stand together; -word must be absent; *of* or *or*
    between two words asks for one of them. Never raises: what means nothing is left out.

    Words that every text holds (de, het, een) are left out as long as others remain.
    """
    typed = " ".join(typed[:LONGEST_QUERY].replace("\0", " ").split())
    groups: list[list[Term]] = []
    without: list[Term] = []
    joins = False
    count = 0
    for minus, words, is_phrase in _pieces(typed):
        if not is_phrase and not minus and len(words) == 1 and fold(words[0]) in ("of", "or"):
            joins = bool(groups)
            continue
        count += len(words)
        if not words or count > MOST_WORDS:
            continue
        term = Term(tuple(words))
        if minus:
            without.append(term)
        elif joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    telling = [group for group in groups if not all(term.is_stop_word for term in group)]
    return Query(typed, tuple(map(tuple, telling or groups)), tuple(without))


def _pieces(typed: str) -> Iterator[tuple[bool, list[str], bool]]:
    """A quote without its partner is no quote."""
    if typed.count('"') % 2:
        head, _quote, tail = typed.rpartition('"')
        typed = f"{head} {tail}"
    for piece in _PIECE.finditer(typed):
        phrase = piece["phrase"]
        text = piece["word"] if phrase is None else phrase
        words = [word for word in TOKEN.findall(text) if fold(word)]
        if phrase is not None or piece["minus"]:
            yield bool(piece["minus"]), words, True
            continue
        for word in words:
            yield False, [word], False


def tsquery_of(query: Query, expand: Expand = forms) -> str:
    """The literal of a tsquery. `expand` gives the forms under which a word may be stored."""
    wanted = [_any_of(group, expand) for group in query.groups]
    unwanted = [f"!{_term(term, forms)}" for term in query.without]
    return " & ".join([*wanted, *unwanted])


def _any_of(group: Iterable[Term], expand: Expand) -> str:
    return _joined((_term(term, expand) for term in group), " | ")


def _term(term: Term, expand: Expand) -> str:
    if len(term.words) > 1:
        return _joined(
            (_joined(map(_quoted, sorted(forms(word))), " | ") for word in term.words), " <-> "
        )
    return _joined(map(_quoted, sorted(expand(term.words[0]))), " | ")


def _quoted(form: str) -> str:
    return f"'{form}'"


def _joined(parts: Iterable[str], by: str) -> str:
    found = list(parts)
    return found[0] if len(found) == 1 else f"({by.join(found)})"
