"""The filters in the order in which they are asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from discussions.filters import length, links, personal, repeat, speed, wordlist
from discussions.filters.facts import Facts, Match


@dataclass(frozen=True)
class Filter:
    """`code`: permanent. `name` and `what` are read by everyone, in Dutch. `rule_code`: the house rule behind it.

    `limit` is the number it begins with, `limit_means` what that number counts ("": it has none), `least` and `most`
    what it may be. `of_words`: it looks at the words alone, so that it means something for a changed text too.
    `is_asked_anyway`: the second look asks it in any case, so that it cannot be off.
    """

    code: str
    name: str
    what: str
    rule_code: str
    match: Callable[[str, Facts, int], Match | None]
    limit: int = 0
    limit_means: str = ""
    least: int = 0
    most: int = 0
    of_words: bool = True
    is_asked_anyway: bool = False


FILTERS = (
    Filter(
        code=personal.CODE,
        name="Gegevens van een persoon",
        what="Zoekt telefoonnummers, e-mailadressen, huisadressen, geboortedata, rekeningnummers en "
        "burgerservicenummers.",
        rule_code="HR-3",
        match=personal.personal,
        is_asked_anyway=True,
    ),
    Filter(
        code=wordlist.CODE,
        name="Woordenlijst",
        what="Zoekt woorden en zinsdelen die de redactie op een lijst heeft gezet.",
        rule_code="HR-1",
        match=wordlist.wordlist,
    ),
    Filter(
        code=links.CODE,
        name="Links",
        what=f"Let op veel links, en op elke link van iemand met minder dan {links.STOOD_ENOUGH} reacties.",
        rule_code="HR-4",
        match=links.links,
        limit=5,
        limit_means="Zoveel links mogen in één reactie",
        least=0,
        most=50,
    ),
    Filter(
        code=repeat.CODE,
        name="Herhaling",
        what="Vergelijkt een tekst met wat dezelfde persoon eerder schreef.",
        rule_code="HR-5",
        match=repeat.repeat,
        limit=80,
        limit_means="Vanaf zoveel procent gelijk",
        least=50,
        most=100,
    ),
    Filter(
        code=length.CODE,
        name="Lengte",
        what="Let op heel lange teksten.",
        rule_code="HR-5",
        match=length.length,
        limit=5_000,
        limit_means="Zoveel tekens mogen in één reactie",
        least=500,
        most=10_000,
    ),
    Filter(
        code=speed.CODE,
        name="Tempo",
        what="Telt hoeveel reacties iemand in tien minuten plaatst.",
        rule_code="HR-5",
        match=speed.speed,
        limit=5,
        limit_means="Zoveel reacties mogen er in tien minuten zijn",
        least=1,
        most=50,
        of_words=False,
    ),
)
CODES = tuple(each.code for each in FILTERS)


def find_filter(code: str) -> Filter | None:
    """The filter with this code."""
    return next((each for each in FILTERS if each.code == code), None)


def first_match(text: str, facts: Facts, limits: Mapping[str, int]) -> Match | None:
    """What the first filter says that matches, of those with a limit in `limits` (0 where it has none)."""
    for each in FILTERS:
        if each.code in limits:
            found = each.match(text, facts, limits[each.code])
            if found:
                return found
    return None
