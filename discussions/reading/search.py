"""The search page: what was found of what was typed, and what helps when nothing is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.search.query import Query, read_query
from discussions.permissions import Reader
from discussions.reading.filters import Filter, NoSuchFilter
from discussions.reading.search_hits import (
    KINDS,
    MOST_HITS,
    Found,
    Hit,
    Narrowing,
    Place,
    find,
)
from discussions.reading.search_numbers import Counts, Option, count
from discussions.reading.search_results import Result, load_results
from discussions.reading.search_words import corrections, expansions

PAGE_SIZE = 20
BY_RELEVANCE, BY_DATE = "", "datum"
# The Dutch words of the address, and what they choose.
_KIND_WORDS = {"artikelen": "article", "stellingen": "claim", "reacties": "comment"}
_NAMES = ("q", "soort", "bron", "thema", "reeks", "jaar", "op")


@dataclass(frozen=True)
class Choices:
    """One filter by name, with its choices; one that is chosen leads back to everything."""

    label: str
    filters: Sequence[Filter]


@dataclass(frozen=True)
class SearchPage:
    """`meant` is what was searched for instead, when what was typed is found nowhere; `meant_url`
    leads to it. `is_bounded`: there are more hits than were looked at, the newest ones."""

    typed: str
    is_empty: bool
    kept: Sequence[tuple[str, str]] = ()
    everything_url: str = ""
    total: int = 0
    is_bounded: bool = False
    results: Sequence[Result] = ()
    kinds: Sequence[Filter] = ()
    choices: Sequence[Choices] = ()
    sorts: Sequence[Filter] = ()
    meant: str = ""
    meant_url: str = ""
    next_url: str | None = None


def load_search(viewer: Reader, asked: Mapping[str, str]) -> SearchPage:
    """What `asked` (the query of the address) finds. Every `q` is a query; raises NoSuchFilter for
    a kind, year, order or place in the list that does not exist. What a reader may not see is in no
    result, no number and no proposal."""
    chosen = {name: asked.get(name, "").replace("\0", "") for name in _NAMES}
    query = read_query(chosen["q"])
    kind, narrowing = _kind(chosen["soort"]), _narrowing(chosen)
    if chosen["op"] not in (BY_RELEVANCE, BY_DATE):
        raise NoSuchFilter(chosen["op"])
    after = _read_key(asked.get("na", ""))
    kept = [(name, chosen[name]) for name in _NAMES[1:] if chosen[name]]
    if query.is_empty:
        return SearchPage(query.typed, is_empty=True, kept=kept)
    forms: Mapping[str, Collection[str]] = expansions(query)
    newest_first = chosen["op"] == BY_DATE

    def look(query: Query, forms: Mapping[str, Collection[str]]) -> Found:
        return find(
            viewer,
            query,
            forms,
            narrowing,
            kind=kind,
            newest_first=newest_first,
            after=after,
            size=PAGE_SIZE,
        )

    found = look(query, forms)
    meant = ""
    if not found.tallies and narrowing == Narrowing():
        # The likeliest correction with which this reader finds something.
        for proposed in corrections(query):
            other = expansions(proposed)
            hits = look(proposed, other)
            if hits.tallies:
                query, forms, found, meant = proposed, other, hits, proposed.typed
                break
    kinds = {
        each: sum(tally.number for tally in found.tallies if tally.kind == each) for each in KINDS
    }
    counts = count(
        [tally for tally in found.tallies if kind in ("", tally.kind)], _("Source unknown")
    )
    page = found.hits[:PAGE_SIZE]
    narrowed = any(chosen[name] for name in _NAMES[1:6])
    return SearchPage(
        typed=read_query(chosen["q"]).typed,
        is_empty=False,
        kept=kept,
        everything_url=_address({"q": chosen["q"]}) if narrowed else "",
        total=sum(number for each, number in kinds.items() if not kind or each == kind),
        is_bounded=any(
            number >= MOST_HITS[each] for each, number in kinds.items() if not kind or each == kind
        ),
        results=load_results(viewer, page, counts.subjects, query, forms),
        kinds=_kind_filters(chosen, kinds),
        choices=_choices(chosen, counts),
        sorts=_sorts(chosen),
        meant=meant,
        meant_url=_address({**dict.fromkeys(_NAMES, ""), "q": meant}) if meant else "",
        next_url=_next(chosen, page[-1], meant) if len(found.hits) > PAGE_SIZE else None,
    )


def _kind(word: str) -> str:
    if word and word not in _KIND_WORDS:
        raise NoSuchFilter(word)
    return _KIND_WORDS.get(word, "")


def _narrowing(chosen: Mapping[str, str]) -> Narrowing:
    year = chosen["jaar"]
    if year and not (year.isascii() and year.isdecimal() and 1000 <= int(year[:5]) <= 9998):
        raise NoSuchFilter(year)
    return Narrowing(
        source=chosen["bron"],
        topic=chosen["thema"],
        series=chosen["reeks"],
        year=int(year) if year else None,
    )


def _kind_filters(chosen: Mapping[str, str], numbers: Mapping[str, int]) -> list[Filter]:
    labels = {"artikelen": _("Articles"), "stellingen": _("Claims"), "reacties": _("Comments")}
    everything = Filter(
        _("Everything"), _with(chosen, soort=""), sum(numbers.values()), not chosen["soort"]
    )
    return [
        everything,
        *(
            Filter(
                label,
                _with(chosen, soort=word),
                numbers[_KIND_WORDS[word]],
                chosen["soort"] == word,
            )
            for word, label in labels.items()
        ),
    ]


def _choices(chosen: Mapping[str, str], counts: Counts) -> list[Choices]:
    rows: list[tuple[str, str, Sequence[Option]]] = [
        (_("Source"), "bron", counts.sources),
        (_("Theme"), "thema", counts.topics),
        (_("Series"), "reeks", counts.series),
        (_("Year"), "jaar", counts.years),
    ]
    found = []
    for label, name, options in rows:
        if chosen[name]:
            everything = Filter(_("Everything"), _with(chosen, **{name: ""}), -1, current=False)
            kept = [option for option in options if option.value == chosen[name]]
            label_of = kept[0] if kept else Option(chosen[name], chosen[name], 0)
            current = Filter(
                label_of.label, _with(chosen, **{name: chosen[name]}), label_of.count, current=True
            )
            found.append(Choices(label, [everything, current]))
        elif len(options) > 1:
            filters = [
                Filter(each.label, _with(chosen, **{name: each.value}), each.count, current=False)
                for each in options[:12]
            ]
            found.append(Choices(label, filters))
    return found


def _sorts(chosen: Mapping[str, str]) -> list[Filter]:
    labels = {BY_RELEVANCE: _("best first"), BY_DATE: _("newest first")}
    return [
        Filter(label, _with(chosen, op=word), -1, chosen["op"] == word)
        for word, label in labels.items()
    ]


def _with(chosen: Mapping[str, str], **changed: str) -> str:
    return _address({**chosen, **changed})


def _address(chosen: Mapping[str, str]) -> str:
    query = urlencode({name: said for name, said in chosen.items() if said})
    return reverse("search") + (f"?{query}" if query else "")


def _next(chosen: Mapping[str, str], last: Hit, meant: str) -> str:
    rank, age, kind, key = last.place
    return _address({**chosen, "q": meant or chosen["q"], "na": f"{-rank}_{-age}_{kind}_{key}"})


def _read_key(said: str) -> Place | None:
    if not said:
        return None
    score, moment, kind, key = [*said.split("_"), "", "", ""][:4]
    numbers = (score, moment.removeprefix("-"), key)
    if kind not in KINDS or not all(
        each.isascii() and each.isdecimal() and len(each) <= 18 for each in numbers
    ):
        raise NoSuchFilter(said)
    return -int(score), -int(moment), kind, int(key)
