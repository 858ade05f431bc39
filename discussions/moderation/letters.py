"""PURE: what the author and the reporters are told, as plain text.

The fields are those of article 17 of regulation (EU) 2022/2065 (statement of reasons), and of
article 16(5) for reporters. Letters are signed by the editors together, never by one of them, and
the author's letter has no place where a reporter's name could stand.
"""

from dataclasses import dataclass

from discussions.moderation.policy import (
    AGAINST,
    HIDDEN,
    HIDE,
    KEEP,
    REFUSE,
    RELEASE,
    RESTORE,
    HouseRule,
)

DISPUTE_BODIES = (
    "https://digital-strategy.ec.europa.eu/en/policies/dsa-out-court-dispute-settlement"
)
WIPED = "(Deze tekst is inmiddels gewist.)"
QUOTED_IN_MAIL = 2_000  # characters; the inbox shows the text that was judged as a whole
REST_ON_SITE = "(De hele tekst staat in je bericht op de site.)"


# Why a comment waited for the editors, by the reason that was stored with it.
HELD_BECAUSE = {
    "person": "De redactie leest jouw reacties eerst.",
    "thread": "In deze discussie las de redactie reacties eerst.",
    "site": "De redactie las op dat moment alle reacties eerst.",
    "newcomer": "De redactie leest de eerste reacties van wie hier nieuw is.",
}


@dataclass(frozen=True)
class Part:
    """One paragraph. `kind` is "text", "heading" or "quote"."""

    text: str
    kind: str = "text"

    def as_plain(self) -> str:
        if self.kind == "heading":
            return self.text.upper()
        if self.kind == "quote":
            quoted = "\n".join(
                f"> {line}".rstrip() for line in self.text[:QUOTED_IN_MAIL].splitlines()
            )
            return quoted if len(self.text) <= QUOTED_IN_MAIL else f"{quoted}\n{REST_ON_SITE}"
        return self.text


@dataclass(frozen=True)
class Letter:
    """The same words for the inbox (`parts`) and for the mail (`body`), where only a long quote
    is shorter, and says so."""

    subject: str
    parts: tuple[Part, ...]

    @property
    def body(self) -> str:
        """Plain text. Lines are not broken here: the reader's own mail program knows its width."""
        return "\n\n".join(part.as_plain() for part in self.parts) + "\n"


@dataclass(frozen=True)
class Facts:
    """What a letter tells about one decision.

    `outcome` is that of the decision; `status` what holds afterwards. `rule` is the version that
    was applied, None where nothing was held against the comment. `written_on` and `decided_on`
    are Dutch dates in words. `where` and `url` name the discussion. `contact` is a mail address,
    or else the address of a page. `undoes` says that an earlier decision was reversed,
    `withdrawn` that the author had taken the comment back before this decision, `held_for` why the comment
    waited for the editors, if it did.
    """

    outcome: str
    status: str
    rule: HouseRule | None
    explanation: str
    after_report: bool
    undoes: bool
    written_on: str
    decided_on: str
    where: str
    url: str
    contact: str
    withdrawn: bool = False
    held_for: str = ""


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
        if facts.rule:
            parts += [
                Part(f"Het gaat om huisregel {facts.rule.name}."),
                Part(facts.rule.text),
                Part(facts.rule.letter),
            ]
        parts += [
            Part("Wat de maatregel inhoudt", "heading"),
            Part(
                f"{_what_readers_see(facts)} Dit geldt overal waar Stellingname te lezen is, vanaf "
                f"{facts.decided_on} en zonder einddatum. Met je account verandert er niets: je "
                "kunt gewoon blijven reageren."
            ),
        ]
    parts += [Part("Hoe dit tot stand kwam", "heading"), Part(_how(facts))]
    if facts.outcome in AGAINST:
        parts += _redress(facts)
    return _signed(_subject_for_author(facts), parts)


def letter_to_reporter(
    facts: Facts, *, name: str, reference: str, reported_on: str, answer: str
) -> Letter:
    """The answer to someone who reported the comment.

    It quotes nothing of the comment: what was hidden stays hidden, also from who reported it.
    """
    parts = [
        Part(f"Beste {name},"),
        Part(f"Je meldde op {reported_on} een reactie bij “{facts.where}”:"),
        Part(facts.url),
        Part(f"Je melding heeft nummer {reference}."),
        Part("Wat we deden", "heading"),
        Part(_what_happened_to_reported(facts)),
    ]
    if facts.rule and facts.status == HIDDEN:
        parts.append(Part(f"Het gaat om huisregel {facts.rule.name}."))
    if answer:
        parts += [Part("Ons antwoord", "heading"), Part(answer)]
    parts += [
        Part("Hoe dit tot stand kwam", "heading"),
        Part(
            "Een mens uit de redactie heeft de reactie gelezen en beslist, zonder hulp van een "
            "computerprogramma. De schrijver hoort niet wie de melding deed."
        ),
        *_redress(facts),
    ]
    return _signed(f"Ons antwoord op je melding {reference}", parts)


def _subject_for_author(facts: Facts) -> str:
    if facts.outcome == HIDE:
        return "Je reactie is verborgen"
    if facts.outcome == REFUSE:
        return "Je reactie is niet doorgelaten"
    if facts.withdrawn:
        return "Onze maatregel tegen je reactie geldt niet meer"
    if facts.outcome == RELEASE:
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
    return (
        "Lezers zien je tekst niet meer. Alleen jij en de moderatoren kunnen hem nog lezen. De "
        "plek in de discussie blijft staan, met de huisregel erbij, en de antwoorden van anderen "
        "ook."
    )


def _what_happened_to_reported(facts: Facts) -> str:
    done = _what_we_did(facts)
    if facts.withdrawn:
        return f"{done} De schrijver had de reactie zelf al ingetrokken: lezers zien de tekst niet."
    return done


def _what_we_did(facts: Facts) -> str:
    if facts.outcome == KEEP and facts.status == HIDDEN:
        return "De reactie was al verborgen, en dat blijft zo."
    if facts.outcome == KEEP and facts.withdrawn:
        return "We hebben geen maatregel genomen."
    if facts.outcome == KEEP:
        return "We hebben de reactie laten staan."
    if facts.outcome == HIDE:
        again = "opnieuw " if facts.undoes else ""
        return f"We hebben de reactie {again}verborgen."
    if facts.withdrawn:
        return "We hebben onze maatregel teruggedraaid."
    return "We hebben de reactie teruggezet: iedereen kan haar weer lezen."


def _how(facts: Facts) -> str:
    if facts.outcome in (RELEASE, REFUSE):
        origin = f"{HELD_BECAUSE.get(facts.held_for, '')} Dat gold vooraf, wat je ook schreef."
        return f"{origin} Een mens heeft je reactie gelezen en beslist."
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


def _redress(facts: Facts) -> list[Part]:
    return [
        Part("Als je het er niet mee eens bent", "heading"),
        Part(
            "1. Vraag de redactie om een herbeoordeling, binnen zes maanden na deze brief. Dat "
            f"kost niets. Schrijf naar {facts.contact} en zeg waarom je er anders over denkt."
        ),
        Part(
            "2. Je kunt naar een erkende geschilleninstantie (artikel 21 van de Europese wet voor "
            f"digitale diensten). De lijst vind je op {DISPUTE_BODIES}"
        ),
        Part("3. Je kunt naar de rechter."),
    ]


def _signed(subject: str, parts: list[Part]) -> Letter:
    return Letter(subject, (*parts, Part("De redactie van Stellingname")))
