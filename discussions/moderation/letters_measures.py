"""PURE: letters about what is not the status of a comment: warnings, limits, an earlier text, a filter, an appeal."""

from collections.abc import Sequence

from discussions.moderation.letters import (
    WIPED,
    Facts,
    Letter,
    Part,
    for_how_long,
    looked_again,
    redress,
    signed,
    the_ground,
)

# Outcome → subject, and what happened.
_WHAT = {
    "warn": (
        "Een waarschuwing van de redactie",
        "We geven je een waarschuwing. In deze brief lees je waarom, en wat je kunt doen als je het er niet mee eens "
        "bent.",
    ),
    "unwarn": (
        "Onze waarschuwing geldt niet meer",
        "We trekken onze waarschuwing in. Ze telt niet meer mee.",
    ),
    "limit": (
        "Je kunt minder vaak reageren",
        "We hebben ingesteld dat je minder vaak kunt reageren. In deze brief lees je waarom, en wat je kunt doen als "
        "je het er niet mee eens bent.",
    ),
    "suspend": (
        "Je kunt een tijd niet reageren",
        "We hebben je account geschorst voor schrijven. In deze brief lees je waarom, en wat je kunt doen als je het "
        "er niet mee eens bent.",
    ),
    "read_first": (
        "De redactie leest je reacties eerst",
        "We hebben ingesteld dat de redactie je reacties eerst leest. In deze brief lees je waarom, en wat je kunt "
        "doen als je het er niet mee eens bent.",
    ),
    "no_notices": (
        "We behandelen je meldingen een tijd niet",
        "We hebben ingesteld dat we je meldingen een tijd niet behandelen. In deze brief lees je waarom, en wat je "
        "kunt doen als je het er niet mee eens bent.",
    ),
    "end": (
        "Een maatregel van de redactie geldt niet meer",
        "Wat we hadden ingesteld voor jouw reacties, geldt niet meer. Je kunt weer gewoon reageren.",
    ),
    "hide_text": (
        "Een eerdere versie van je reactie is verborgen",
        "We hebben een eerdere versie van je reactie verborgen. Wat er nu staat, is zoals het was.",
    ),
    "show_text": (
        "Een eerdere versie van je reactie is weer te lezen",
        "We hadden een eerdere versie van je reactie verborgen. Die is nu weer te lezen, zoals hij was.",
    ),
    "label": (
        "Bij je reactie staat nu een label",
        "We hebben een label bij je reactie gezet. Aan je tekst is niets veranderd. In deze brief lees je waarom, en "
        "wat je kunt doen als je het er niet mee eens bent.",
    ),
    "unlabel": (
        "Bij je reactie staat het label niet meer",
        "We hadden een label bij je reactie gezet. Dat hebben we weggehaald.",
    ),
    "move": (
        "Je reactie is verplaatst",
        "We hebben je reactie, met de antwoorden erop, verplaatst naar een andere discussie van hetzelfde artikel. In "
        "deze brief lees je waarom, en wat je kunt doen als je het er niet mee eens bent.",
    ),
    "hold": (
        "Je reactie wacht op de redactie",
        "Je reactie staat er nog niet. Een filter vond iets, en daarom leest de redactie haar eerst.",
    ),
    "shorten": (
        "Ons antwoord op je verzoek om herbeoordeling",
        "Je vroeg ons om opnieuw te kijken. Dat is gedaan. Je hebt deels gelijk gekregen: de maatregel blijft, maar "
        "duurt korter.",
    ),
    "lapse": (
        "Ons antwoord op je verzoek om herbeoordeling",
        "Je vroeg ons om opnieuw te kijken. De maatregel waar het om gaat, geldt intussen al niet meer.",
    ),
    "uphold": (
        "Ons antwoord op je verzoek om herbeoordeling",
        "Je vroeg ons om opnieuw te kijken. Dat is gedaan. De maatregel blijft.",
    ),
}
_MEANS = {
    "warn": "Er verandert nu niets aan wat je kunt. Ga je door, dan kunnen we instellen dat je minder vaak of een tijd "
    "niet kunt reageren. Gaat het om je meldingen, dan kunnen we die een tijd niet behandelen. Voor je weer "
    "schrijft, zeg je dat je deze waarschuwing hebt gelezen.",
    "limit": "Dit gaat over alles wat je op deze site schrijft.",
    "suspend": "Je kunt zolang niet reageren, nergens op deze site. Lezen, inloggen en om een herbeoordeling "
    "vragen kan gewoon.",
    "read_first": "Wat je schrijft, lezen anderen pas als de redactie het heeft doorgelaten.",
    "no_notices": "Meld je zolang iets, dan nemen we dat niet in behandeling. Dat zie je bij het formulier. Voor een "
    "melding zonder account, met hetzelfde mailadres, geldt het ook. Wordt er iemand bedreigd, staan er "
    "persoonsgegevens, of gaat het om misbruik van kinderen? Meld dat als iets wat de wet verbiedt: die "
    "meldingen behandelen we altijd. Lezen, reageren en om een herbeoordeling vragen kan gewoon. De Europese wet "
    "voor digitale diensten staat deze maatregel toe na een waarschuwing (artikel 23, tweede lid).",
    "shorten": "Wat we hadden ingesteld, geldt nog tot dan. Daarna geldt het niet meer.",
    "hide_text": "Lezers zien deze eerdere tekst niet meer. In de plaats ervan staat de reden. Alleen "
    "moderatoren kunnen hem nog lezen. Je reactie zoals die nu is, blijft staan.",
    "label": "Je reactie blijft staan, en iedereen kan haar lezen en beantwoorden. Het label staat erbij, met een zin "
    "van de redactie. Vul je je reactie aan, vraag ons dan gerust om opnieuw te kijken.",
    "move": "Je woorden zijn zoals ze waren, en links ernaar blijven werken. Bij beide discussies staat dat je "
    "reactie is verplaatst, en waarom.",
    "hold": "Alleen jij en de moderatoren kunnen je reactie lezen, tot een mens uit de redactie heeft beslist.",
}
_AGAINST = (
    "warn",
    "limit",
    "suspend",
    "read_first",
    "no_notices",
    "hide_text",
    "label",
    "move",
    "hold",
    "shorten",
)
# A measure that goes by the name of what it undoes: then it is news, and holds nothing against anybody.
_MOVED_BACK = (
    "Je reactie staat weer waar ze stond",
    "We hadden je reactie verplaatst naar een andere discussie. Ze staat weer waar ze stond, met de antwoorden erop.",
)
# A move stands on no rule that somebody broke.
_WHY_MOVED = (
    "Je brak geen huisregel. Een reactie hoort bij wat ze bespreekt, bij het artikel of bij een stelling; daarom "
    "verplaatst de redactie wat ergens anders hoort."
)
# Something ended, and something else still holds.
_ANOTHER_HOLDS = (
    "Wat we hadden ingesteld voor jouw reacties, geldt niet meer. Er geldt nog wel iets anders; dat lees je boven het "
    "formulier voor een reactie."
)
_HEARD_AGAIN = (
    "We behandelden je meldingen een tijd niet. Dat geldt niet meer: wat je nu meldt, behandelen we weer "
    "zoals altijd."
)
MEASURES = tuple(_WHAT)
SUBJECTS = {outcome: subject for outcome, (subject, _) in _WHAT.items()}
MOVED_BACK = _MOVED_BACK[0]
ANSWER_TO_APPEAL = SUBJECTS["uphold"]


def letter_about_measure(facts: Facts, *, name: str, quoted: str) -> Letter:
    """The statement of reasons for these measures, or the news that one is over. `quoted` is the text it is about, ""
    when it is about none."""
    is_against = _is_against(facts)
    subject, what = _WHAT[facts.outcome]
    if facts.outcome == "move" and not is_against:
        subject, what = _MOVED_BACK
    if facts.outcome == "end" and facts.about_reports:
        what = _HEARD_AGAIN
    elif facts.outcome == "end" and facts.cannot_write:
        what = _ANOTHER_HOLDS
    parts = [Part(f"Beste {name},"), Part(what)]
    if facts.where:
        parts += [
            Part("Om welke tekst het gaat", "heading"),
            Part(f"Je reactie van {facts.written_on}, {_stands(facts)} “{facts.where}”:"),
            Part(facts.url),
        ]
    elif quoted:
        parts.append(Part("Om welke tekst het gaat", "heading"))
    if quoted:
        parts.append(Part(quoted, "quote"))
    if facts.explanation or is_against:
        parts += [Part("Waarom", "heading"), Part(facts.explanation or WIPED)]
    parts += the_ground(facts)
    if is_against and facts.outcome == "move":
        parts.append(Part(_WHY_MOVED))
    if is_against:
        parts += [Part("Wat de maatregel inhoudt", "heading"), Part(_means(facts))]
    parts += [Part("Hoe dit tot stand kwam", "heading"), Part(_how(facts))]
    if is_against or facts.outcome in ("uphold", "lapse"):
        parts += redress(facts)
    return signed(subject, parts)


# What is told to who asked about something that is not theirs; anything else went back on what was decided.
_LEFT = {
    "uphold": "Onze beoordeling blijft.",
    "lapse": "Wat we toen beslisten, geldt intussen al niet meer.",
    "reopen": "We zijn op onze eerste beoordeling teruggekomen. De zaak ligt weer bij de redactie. Wat die doet, "
    "schrijven we je apart.",
}


def letter_to_appellant(facts: Facts, *, name: str, asked_on: str, address: str = "") -> Letter:
    """The answer to who asked for a reappraisal of a decision about somebody else's words, or what stands at
    `address`."""
    about = f"een reactie bij “{facts.where}”" if facts.url else "wat hier staat"
    parts = [
        Part(f"Beste {name}," if name else "Goedendag,"),
        Part(f"Je vroeg ons op {asked_on} om opnieuw te kijken naar {about}:"),
        Part(facts.url or address),
        Part("Wat we deden", "heading"),
        Part(_LEFT.get(facts.outcome, "We zijn op onze eerste beoordeling teruggekomen.")),
        *(_answer(facts.explanation)),
        Part("Hoe dit tot stand kwam", "heading"),
        Part(looked_again(facts)),
        *redress(facts),
    ]
    return signed(ANSWER_TO_APPEAL, parts)


def _answer(words: str) -> Sequence[Part]:
    return (Part("Waarom", "heading"), Part(words)) if words else ()


def _is_against(facts: Facts) -> bool:
    return facts.outcome in _AGAINST and not (facts.outcome == "move" and facts.undoes)


def _stands(facts: Facts) -> str:
    """A comment that was moved stands elsewhere than where it was written: the letter says where it is today."""
    return "die nu staat bij" if facts.outcome == "move" else "bij"


def _means(facts: Facts) -> str:
    means = _MEANS[facts.outcome]
    if facts.label:
        beside = f", met daarbij: “{facts.beside}”" if facts.beside else ""
        means = f"Bij je reactie staat “{facts.label}”{beside}. {means}"
    if facts.interval:
        means = f"{means} Tussen twee reacties zit dan {facts.interval}."
    if facts.outcome in ("hold", "warn"):
        return f"{means} Dit geldt vanaf {facts.decided_on}."
    if facts.about_reports:
        return f"{means} Dit geldt voor heel Stellingname, vanaf {facts.decided_on} en tot {facts.until}."
    return f"{means} {for_how_long(facts)}"


def _how(facts: Facts) -> str:
    if facts.answers_appeal:
        return looked_again(facts)
    if facts.is_automatic:
        return (
            "Een computerprogramma vond iets in je tekst en zette haar apart. Dat gebeurde automatisch. Of ze er "
            "komt te staan, beslist een mens uit de redactie."
        )
    if facts.about_reports and not facts.undoes and _is_against(facts):
        return (
            "De redactie keek naar wat je het afgelopen jaar meldde, en wat ze daarover besliste. Een mens heeft "
            "beslist. Geen computerprogramma heeft iets opgespoord of beoordeeld."
        )
    origin = "De redactie zag dit zelf; deze beslissing volgt niet op een melding."
    if facts.source == "author":
        origin = "Je vroeg dit zelf."
    elif facts.after_report:
        origin = "We keken naar wat je schreef na een melding. Wie meldt, vertellen we nooit."
    if facts.undoes or not _is_against(facts):
        origin = "De redactie heeft er opnieuw naar gekeken."
    return f"{origin} Een mens heeft beslist. Geen computerprogramma heeft iets opgespoord of beoordeeld."
