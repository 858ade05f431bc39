"""What the table of words adds to a query: longer words that hold its words, and what was meant."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import FloatField, Func, Q, Value
from django.db.models.functions import Length

from articles.models import Word
from articles.search.compounds import MOST_COMPOUNDS, is_compound, parts_of, worth_knowing
from articles.search.query import Query, Term
from articles.search.typos import SHORTEST, likely, most_slips, one_edit_away
from articles.search.vectors import trigrams
from articles.search.words import fold, forms

_MOST_LOOKED_AT = 2_000
_MOST_LIKE_IT = 40
_MOST_TRIED = 4  # words of one query, and corrections of one word


class Shared(Func):
    """How many of its runs of three letters a word shares with those given."""

    template = (
        "(SELECT count(*) FROM unnest(%(expressions)s::varchar[]) AS run WHERE run = ANY(trigrams))"
    )
    output_field = FloatField()


def expansions(query: Query) -> Mapping[str, frozenset[str]]:
    """For each word of the query every form to look for. Two queries, whatever was typed."""
    words = query.single_words
    parts = {word: parts_of(word) for word in words}
    condition = Q(pk__in=[])
    for part in {part for each in parts.values() for part in each}:
        inner = [part[at : at + 3] for at in range(len(part) - 2)]
        condition |= Q(trigrams__contains=inner, text__contains=part)
    longer = (
        list(Word.objects.filter(condition).values_list("text", flat=True)[:_MOST_LOOKED_AT])
        if any(parts.values())
        else []
    )
    pairs = [
        (word, part, text)
        for word in words
        for part in parts[word]
        for text in longer
        if part in text and text != part
    ]
    rests = {rest for _word, part, text in pairs for rest in worth_knowing(text, part)}
    known = (
        set(Word.objects.filter(text__in=rests).values_list("text", flat=True)) if rests else set()
    )
    found: dict[str, set[str]] = {word: set(forms(word)) for word in query.words}
    compounds: dict[str, set[str]] = {word: set() for word in words}
    for word, part, text in pairs:
        if is_compound(text, part, known):
            compounds[word].add(text)
    for word, longer_words in compounds.items():
        found[word].update(
            sorted(longer_words, key=lambda text: (len(text), text))[:MOST_COMPOUNDS]
        )
    return {word: frozenset(stored) for word, stored in found.items()}


def corrections(query: Query) -> list[Query]:
    """The same query with one of its words as it may have been meant, the likeliest first.

    The words come from all texts, closed ones too: propose a correction only to a reader who finds
    something with it.
    """
    proposed = []
    for word in query.single_words[:_MOST_TRIED]:
        folded = fold(word)
        if len(folded) < SHORTEST or not folded.isalpha():
            continue
        proposed += [_with(query, word, meant) for meant in _meant_by(folded)[:_MOST_TRIED]]
    return proposed


def _meant_by(word: str) -> list[str]:
    near = Word.objects.filter(text__in=one_edit_away(word)).values_list("text", flat=True)
    found = set(near)
    if not found and most_slips(word) > 1:
        runs = trigrams(word)
        alike = (
            Word.objects.filter(trigrams__overlap=runs)
            .annotate(length=Length("text"), shared=Shared(Value(runs)))
            .filter(length__gte=len(word) - 2, length__lte=len(word) + 2)
            .order_by("-shared", "text")
        )
        found = set(alike.values_list("text", flat=True)[:_MOST_LIKE_IT])
    return likely(word, found)


def _with(query: Query, word: str, meant: str) -> Query:
    def term(each: Term) -> Term:
        return Term((meant,)) if each.words == (word,) else each

    groups = tuple(tuple(map(term, group)) for group in query.groups)
    return replace(query, typed=query.typed.replace(word, meant), groups=groups)
