"""Pairs of singular and plural, made forward by the rules of Dutch spelling, apart from the code
that reads them backwards, and pairs written down by hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from articles.search.compounds import is_compound, parts_of
from articles.search.typos import likely, one_edit_away
from articles.search.words import fold, forms

DATA = Path(__file__).parents[2] / "data"
VOWELS = "aeiou"
_LONG = re.compile(r"(aa|ee|oo|uu)([bcdfgklmnprstvz])$")
_SHORT = re.compile(r"(^|[^aeiouy])([aeiou])([bcdfgklmnprst])$")


@dataclass(frozen=True)
class Labelled:
    """`found` is whether someone who types `typed` should find a text with `written`."""

    kind: str
    typed: str
    written: str
    found: bool


def vocabulary() -> list[str]:
    return (DATA / "dutch-stemming/voc.txt").read_text().split()


def plural_of(word: str) -> str:
    """The regular plural in -en of a word that ends in a consonant; "" where no rule speaks."""
    if not word.isascii() or len(word) < 3 or word[-1] in VOWELS + "yjwhqx":
        return ""
    if long := _LONG.search(word):
        end = {"f": "v", "s": "z"}.get(long[2], long[2])
        return word[: long.start()] + long[1][0] + end + "en"
    if _SHORT.search(word):
        # Of more syllables only those with a stress at the end double, which spelling hides.
        return word + word[-1] + "en" if len(re.findall("[aeiouy]+", word)) == 1 else ""
    if word.endswith(("el", "er", "em", "en")):
        return ""
    softens = re.search(r"(ie|oe|eu|ui|ij|ei|ou)[fs]$", word)
    if softens:
        return word[:-1] + {"f": "v", "s": "z"}[word[-1]] + "en"
    return word + "en"


def regular_pairs() -> list[tuple[str, str]]:
    """Every word of the vocabulary of which the plural stands there too, and those in -s."""
    words = set(vocabulary())
    pairs = [(word, plural_of(word)) for word in words]
    pairs += [(word, word + "s") for word in words if re.search(r"[a-z]{3}(el|er|em|en|ie)$", word)]
    return sorted(pair for pair in pairs if pair[1] in words)


def by_hand() -> list[Labelled]:
    rows = (DATA / "search/pairs.tsv").read_text().splitlines()
    cut = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return [Labelled(kind, typed, written, said == "ja") for kind, typed, written, said in cut]


def merges(name: str) -> list[tuple[str, str, bool]]:
    """A sample of what one rule ("forms", "forms-t", "snowball") takes for one word, and whether that helps."""
    rows = (DATA / "search/merges.tsv").read_text().splitlines()
    cut = [row.split("\t") for row in rows if not row.startswith("#")]
    return [(one, other, said == "ja") for rule, one, other, said in cut if rule == name]


def found_by_forms(pair: Labelled, known: set[str]) -> bool:
    """Whether search finds it: by its forms, inside a longer word, or as what was meant."""
    typed, written = forms(pair.typed), forms(pair.written)
    if typed & written:
        return True
    if any(is_compound(fold(pair.written), part, known) for part in parts_of(pair.typed)):
        return True
    near = one_edit_away(fold(pair.typed)) & known
    return pair.kind == "tikfout" and fold(pair.written) in likely(fold(pair.typed), near or known)


def figures(stem_of: Callable[[list[str]], dict[str, str]]) -> list[tuple[str, int, float, float]]:
    """(what, how many, found by the bare stemmer, found by us); `stem_of` is PostgreSQL's."""
    rows = by_hand()
    regular = [Labelled("regels", one, other, True) for one, other in regular_pairs()]
    everything = rows + regular
    stems = stem_of(sorted({word for row in everything for word in (row.typed, row.written)}))
    known = {fold(word) for word in vocabulary()} | {fold(row.written) for row in rows}
    known |= {fold(row.typed) for row in rows if row.kind != "tikfout"}
    table = []
    for kind in ("regels", "meervoud", "werkwoord", "samenstelling", "tikfout", "niet"):
        some = [row for row in everything if row.kind == kind]
        before = sum(
            bool(stems[row.typed]) and stems[row.typed] == stems[row.written] for row in some
        )
        after = sum(found_by_forms(row, known) for row in some)
        table.append((kind, len(some), before / len(some), after / len(some)))
    for name in ("snowball", "forms", "forms-t"):
        sample = merges(name)
        right = sum(helps for _one, _other, helps in sample) / len(sample)
        table.append((f"samengevoegd door {name}", len(sample), right, right))
    return table


def printed(table: list[tuple[str, int, float, float]]) -> str:
    lines = [f"{'':28} {'paren':>6} {'dutch':>7} {'wij':>7}"]
    lines += [f"{what:28} {n:6} {before:7.1%} {after:7.1%}" for what, n, before, after in table]
    return "\n".join(lines)


def stems_by_postgresql(words: list[str]) -> dict[str, str]:
    """What the text search configuration `dutch` makes of each word; "" for a stop word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, to_tsvector('dutch', word)::text FROM unnest(%s::text[]) AS word", [words]
        )
        return dict(cursor.fetchall())
