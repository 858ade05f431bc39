"""PURE: what the author of a comment is told: the statement of reasons of article 17, or good news.

It has no place where a reporter's name could stand.
"""

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
from discussions.moderation.policy import AGAINST, HIDE, REFUSE, RELEASE, RESTORE

# Why a comment waited for the editors, by the reason that was stored with it.
HELD_BECAUSE = {
    "person": "De redactie leest jouw reacties eerst.",
    "thread": "In deze discussie las de redactie reacties eerst.",
    "article": "Onder dit artikel en de stellingen ervan las de redactie reacties eerst.",
    "site": "De redactie las op dat moment alle reacties eerst.",
    "newcomer": "De redactie leest de eerste reacties van wie hier nieuw is.",
    "filter": "Een computerprogramma vond iets in je tekst en zette haar automatisch apart, voor de redactie.",
}
_LOOKS_AT_WORDS = ("filter",)  # the others hold whatever somebody writes


def letter_to_author(facts: Facts, *, name: str, quoted: str) -> Letter:
    """The statement of reasons; for a comment that is back or was let through the news of that.

    `quoted` is the text that was judged. There is no letter for leaving a comment alone: then
    nothing was done to its author.
    """
    parts = [
        Part(f"Beste {name},"),
        Part(_what_happened_to_yours(facts)),
        Part("Om welke tekst het gaat", "heading"),
        Part(f"Je reactie van {facts.written_on}, bij “{facts.where}”:"),
        Part(facts.url),
        Part(quoted or WIPED, "quote"),
    ]
    if facts.outcome != RELEASE or facts.undoes:
        parts += [Part("Waarom", "heading"), Part(facts.explanation or WIPED)]
    if facts.outcome in AGAINST:
        parts += the_ground(facts)
        parts += [
            Part("Wat de maatregel inhoudt", "heading"),
            Part(
                f"{_what_readers_see(facts)} {for_how_long(facts)} Deze maatregel gaat over deze "
                "reactie, niet over je account."
            ),
        ]
    parts += [Part("Hoe dit tot stand kwam", "heading"), Part(_how(facts))]
    if facts.outcome in AGAINST:
        parts += redress(facts)
    return signed(subject_for_author(facts.outcome, withdrawn=facts.withdrawn), parts)


def subject_for_author(outcome: str, *, withdrawn: bool) -> str:
    """What the letter is called; `withdrawn`: the author had taken the comment back before."""
    if outcome == HIDE:
        return "Je reactie is verborgen"
    if outcome == REFUSE:
        return "Je reactie is niet doorgelaten"
    if withdrawn:
        return "Onze maatregel tegen je reactie geldt niet meer"
    if outcome == RELEASE:
        return "Je reactie staat er nu"
    return "Je reactie staat er weer"


def _what_happened_to_yours(facts: Facts) -> str:
    if facts.outcome not in AGAINST and facts.withdrawn:
        return (
            "We hebben onze maatregel teruggedraaid. Je had je reactie zelf al ingetrokken; daarom "
            "komt de tekst niet terug in de discussie."
        )
    if facts.outcome == REFUSE:
        return (
            "Je schreef een reactie, en de redactie heeft haar niet doorgelaten. In deze brief lees je "
            "waarom, en wat je kunt doen als je het er niet mee eens bent."
        )
    if facts.outcome == RELEASE:
        return f"{_UNDONE if facts.undoes else _LET_THROUGH} Iedereen kan haar nu lezen."
    if facts.outcome == HIDE and facts.undoes:
        return "We hebben je reactie opnieuw verborgen. In deze brief lees je waarom."
    if facts.outcome == HIDE:
        return (
            "We hebben een reactie van je verborgen. In deze brief lees je waarom, en wat je "
            "kunt doen als je het er niet mee eens bent."
        )
    if facts.undoes:
        return (
            "We hebben onze maatregel teruggedraaid. Je reactie staat er weer, met dezelfde "
            "tekst en op dezelfde plek."
        )
    return "Je reactie staat er weer, met dezelfde tekst en op dezelfde plek."


_LET_THROUGH = "De redactie heeft je reactie gelezen en doorgelaten."
_UNDONE = "We hebben onze maatregel teruggedraaid: je reactie is alsnog doorgelaten."


def _what_readers_see(facts: Facts) -> str:
    if facts.outcome == REFUSE:
        return (
            "Lezers krijgen je tekst niet te zien, en zien ook niet dat je iets schreef. Alleen jij en de "
            "moderatoren kunnen hem nog lezen."
        )
    if facts.withdrawn:
        return (
            "Je had je reactie zelf al ingetrokken; dat blijft bij je reactie staan. Lezers zagen "
            "je tekst al niet meer. Alleen jij en de moderatoren kunnen hem nog lezen. De "
            "antwoorden van anderen blijven staan."
        )
    beside = "de huisregel" if facts.rule else "de reden"
    return (
        "Lezers zien je tekst niet meer. Alleen jij en de moderatoren kunnen hem nog lezen. De "
        f"plek in de discussie blijft staan, met {beside} erbij, en de antwoorden van anderen "
        "ook."
    )


def _how(facts: Facts) -> str:
    if facts.answers_appeal:
        return looked_again(facts)
    if facts.outcome in (RELEASE, REFUSE):
        origin = HELD_BECAUSE.get(facts.held_for, "De redactie las je reactie eerst.")
        if facts.held_for in _LOOKS_AT_WORDS:
            return f"{origin} Daarna heeft een mens je reactie gelezen en beslist."
        return f"{origin} Dat gold vooraf, wat je ook schreef. Een mens heeft je reactie gelezen en beslist."
    # About this decision only: earlier ones may have followed a report when this one did not.
    if facts.outcome == RESTORE:
        origin = "De redactie heeft opnieuw naar je reactie gekeken."
    elif facts.after_report:
        origin = "We keken naar je reactie na een melding. Wie meldt, vertellen we nooit."
    else:
        origin = "De redactie zag je reactie zelf; deze beslissing volgt niet op een melding."
    return (
        f"{origin} Een mens heeft je reactie gelezen en beslist. Geen computerprogramma heeft je "
        "reactie opgespoord of beoordeeld."
    )
