"""PURE: the terms as a whole, version by version: rules, how moderating goes, and what may be decided.

A version never changes once it was published; other words are a new version, with its date and what changed.
One that is significant is told to everyone who had an account then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from discussions.moderation.policy import (
    ALL_VERSIONS,
    FIRST_DAY,
    HouseRule,
    find_rule,
)


@dataclass(frozen=True)
class Terms:
    """`rules` are (code, version). `what_changed` is a sentence or two for who knew the version before."""

    number: int
    since: date
    is_significant: bool
    what_changed: str
    rules: Sequence[tuple[str, int]]
    how: Sequence[tuple[str, str]]
    measures: Sequence[str]

    @property
    def house_rules(self) -> list[HouseRule]:
        """The rules in the words of this version."""
        found = [find_rule(code, version) for code, version in self.rules]
        return [rule for rule in found if rule is not None]


_RULES_1 = tuple((rule.code, rule.version) for rule in ALL_VERSIONS if rule.version == 1)

_HOW_1 = (
    (
        "Wie beslist",
        "Een mens uit de redactie leest elke melding en beslist. We laten geen computerprogramma "
        "beslissen of naar reacties zoeken.",
    ),
    (
        "Wat de redactie kan doen",
        "Een reactie laten staan, een reactie verbergen, of een verborgen reactie terugzetten. De "
        "redactie kan ook instellen dat zij reacties eerst leest: dan laat zij elke reactie door, of "
        "houdt haar tegen. Dat staat altijd boven het formulier, met de reden. "
        "Van een verborgen reactie blijft de plek staan, met de huisregel en de reden. De "
        "antwoorden van anderen blijven ook staan.",
    ),
    (
        "Wat je van ons hoort",
        "Verbergen we je reactie of houden we haar tegen, dan krijg je een brief met de regel en de reden. Heb je iets "
        "gemeld, dan krijg je antwoord. Wie iets meldde, vertellen we nooit aan de schrijver.",
    ),
    (
        "Wanneer de redactie er is",
        "De redactie werkt op werkdagen. Wat je ’s avonds of in het weekend meldt, lezen we op de "
        "eerstvolgende werkdag.",
    ),
    (
        "Als je het er niet mee eens bent",
        "Vraag binnen zes maanden om een herbeoordeling. Dat kost niets, ook als je zelf iets "
        "meldde. Je kunt ook naar een erkende geschilleninstantie of naar de rechter.",
    ),
    (
        "Het logboek",
        "Elke maatregel staat in een logboek waaruit niets verdwijnt. Wordt een maatregel "
        "teruggedraaid, dan staat dat er als nieuwe regel bij.",
    ),
)
_MEASURES_1 = ("laten staan", "verbergen", "terugzetten", "doorlaten", "tegenhouden")

_HOW_2 = (
    (
        "Wie beslist",
        "Een mens uit de redactie leest elke melding en beslist. Een computerprogramma beslist nooit of een "
        "reactie mag blijven; een filter kan haar wel apart zetten tot een mens haar leest. Welke hulpmiddelen nu "
        "aanstaan, lees je hieronder.",
    ),
    (
        "Wat de redactie kan doen bij een reactie",
        "Haar laten staan, verbergen of terugzetten. Haar met de antwoorden verplaatsen naar de discussie waar "
        "zij hoort. Er een label bij zetten, met een zin die zegt waarom. Een eerdere versie verbergen. Eerst "
        "lezen, en dan doorlaten of tegenhouden: dat staat altijd boven het formulier, met de reden. Van een "
        "verborgen reactie blijft de plek staan, met de regel en de reden, en de antwoorden van anderen ook.",
    ),
    (
        "Wat de redactie kan doen bij een discussie",
        "Haar sluiten, ook op een moment dat vooraf is aangekondigd. Haar vertragen: dan zit er een tijd tussen "
        "twee reacties van dezelfde persoon. Reacties eerst lezen. De hele site kan een tijd alleen te lezen "
        "zijn. De reden staat erbij, en het einde als dat bekend is. Een artikel kan de redactie van de site "
        "halen; op het adres staat dan waarom.",
    ),
    (
        "Wat de redactie kan doen bij een persoon",
        "Waarschuwen: dat lees je voordat je weer schrijft. Beperken: dan zit er een tijd tussen twee reacties "
        "van jou. Je reacties eerst lezen. Schorsen: dan kun je een tijd niet reageren; lezen, inloggen en om een "
        "herbeoordeling vragen kan gewoon. Je meldingen een tijd niet behandelen.",
    ),
    (
        "Wanneer de redactie iemand schorst",
        "Alleen na een waarschuwing, en altijd tot een datum. De redactie kijkt naar het laatste jaar en weegt "
        "vier dingen: hoe vaak iemand tegen de regels of de wet inging, welk deel dat is van alles wat die "
        "persoon schreef, hoe erg het was, en wat de bedoeling was. Wie reclame in grote aantallen plaatst, "
        "krijgt daar geen brief over.",
    ),
    (
        "Wanneer de redactie meldingen niet behandelt",
        "Bij wie vaak iets meldt waar duidelijk niets mee is. Bijvoorbeeld: steeds een reactie melden omdat je het "
        "ermee oneens bent, of alles van dezelfde persoon melden. Ook dit kan alleen na een waarschuwing, en altijd "
        "tot een datum. De redactie kijkt naar het laatste jaar en weegt hoe vaak het gebeurde, welk deel het is "
        "van alles wat je meldde, hoe erg het is, en wat de bedoeling was. Meldingen van bedreiging, van "
        "persoonsgegevens en van misbruik van kinderen behandelt de redactie altijd.",
    ),
    (
        "Wat je van ons hoort",
        "Nemen we een maatregel tegen jou of je reactie, dan krijg je een brief met de regel of de wet en de "
        "reden. Heb je iets gemeld, dan krijg je antwoord. Wie iets meldde, vertellen we nooit aan de schrijver.",
    ),
    (
        "Wanneer de redactie er is",
        "De redactie werkt op werkdagen. Wat je ’s avonds of in het weekend meldt, lezen we op de eerstvolgende "
        "werkdag.",
    ),
    (
        "Als je het er niet mee eens bent",
        "Vraag binnen zes maanden om een herbeoordeling, met de link in de brief. Dat kost niets, ook als je zelf "
        "iets meldde. Is er een andere moderator dan wie besliste, dan kijkt die ernaar. Is die er niet, dan kan "
        "iemand van buiten het doen, of dezelfde beoordelaar; dat zeggen we dan eerlijk. Je kunt ook naar een "
        "erkende geschilleninstantie of naar de rechter.",
    ),
    (
        "Het logboek",
        "Elke maatregel staat in een logboek waaruit niets verdwijnt. Wordt een maatregel teruggedraaid, dan "
        "staat dat er als nieuwe regel bij. Per maand kan iedereen lezen hoeveel maatregelen er waren, zonder "
        "namen.",
    ),
)
_MEASURES_2 = (
    *_MEASURES_1,
    "eerst lezen",
    "verplaatsen",
    "van een label voorzien",
    "een label weghalen",
    "een eerdere versie verbergen",
    "een discussie sluiten",
    "een discussie vertragen",
    "de hele site alleen laten lezen",
    "een artikel van de site halen",
    "waarschuwen",
    "beperken",
    "schorsen",
    "meldingen een tijd niet behandelen",
)

TERMS = (
    Terms(
        number=1,
        since=FIRST_DAY,
        is_significant=False,
        what_changed="De eerste versie.",
        rules=_RULES_1,
        how=_HOW_1,
        measures=_MEASURES_1,
    ),
    Terms(
        number=2,
        since=date(2026, 11, 28),
        is_significant=True,
        what_changed="De redactie kan filters aanzetten die je vóór het plaatsen iets vragen, of die een reactie "
        "eerst aan de redactie voorleggen. Ook kan zij een label bij een reactie zetten. Hier staat "
        "nu alles wat de redactie kan doen, bij een reactie, een discussie en een persoon, en "
        "wanneer zij iemand schorst. De huisregels zelf zijn gelijk gebleven.",
        rules=_RULES_1,
        how=_HOW_2,
        measures=_MEASURES_2,
    ),
)
CURRENT = TERMS[-1]


def find_terms(number: int) -> Terms | None:
    """The version with this number."""
    return next((terms for terms in TERMS if terms.number == number), None)
