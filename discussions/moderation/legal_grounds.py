"""PURE: the grounds in Dutch law on which something here can be found illegal.

A code is permanent: it is quoted in letters, in the log and in the yearly figures, and is never given
to another ground. The words are for readers, not the text of a law. Who reports and who decides
choose from the same list; a lawyer should read it before an operator relies on it.
"""

from dataclasses import dataclass

# Categories of the Commission's database of statements of reasons, here by their names without the prefix.
SPEECH = "ILLEGAL_OR_HARMFUL_SPEECH"
VIOLENCE = "VIOLENCE"
CYBER_VIOLENCE = "CYBER_VIOLENCE"
MINORS = "PROTECTION_OF_MINORS"
COPYRIGHT = "INTELLECTUAL_PROPERTY_INFRINGEMENTS"
PRIVACY = "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
UNSPECIFIED = "NOT_SPECIFIED_NOTICE"


@dataclass(frozen=True)
class LegalGround:
    """One ground: its permanent code, what people call it, where it stands in Dutch law, what it
    means in plain words, and its category in the Commission's database."""

    code: str
    name: str
    article: str
    explanation: str
    category: str

    @property
    def label(self) -> str:
        return f"{self.code}: {self.name}"

    @property
    def title(self) -> str:
        return self.name

    @property
    def tombstone(self) -> str:
        """What stands in the place of a hidden comment when the moderator gives no public reason."""
        return (
            f"Deze reactie ging verder dan de wet toestaat: {self.name[0].lower()}{self.name[1:]}."
        )

    @property
    def own_words(self) -> str:
        """Everything it says itself: whoever only repeats this explains nothing."""
        return " ".join((self.code, self.name, self.article, self.explanation, self.tombstone))


LEGAL_GROUNDS = (
    LegalGround(
        code="LAW-1",
        name="Discriminatie of haat zaaien",
        article="artikelen 137c tot en met 137g van het Wetboek van Strafrecht",
        explanation="Een groep mensen beledigen, of oproepen tot haat, discriminatie of geweld tegen hen, "
        "vanwege hun ras, godsdienst of levensovertuiging, geslacht, seksuele gerichtheid of handicap.",
        category=SPEECH,
    ),
    LegalGround(
        code="LAW-2",
        name="Opruiing",
        article="artikel 131 van het Wetboek van Strafrecht",
        explanation="Anderen in het openbaar oproepen om een misdrijf te plegen of geweld te gebruiken tegen "
        "de overheid.",
        category=SPEECH,
    ),
    LegalGround(
        code="LAW-3",
        name="Bedreiging",
        article="artikel 285 van het Wetboek van Strafrecht",
        explanation="Dreigen met een ernstig misdrijf, zoals iemand doden, verkrachten of zwaar mishandelen.",
        category=VIOLENCE,
    ),
    LegalGround(
        code="LAW-4",
        name="Belediging, smaad of laster",
        article="artikelen 261 tot en met 266 van het Wetboek van Strafrecht",
        explanation="Iemands eer of goede naam aantasten, door iets over hem te vertellen waarvan je weet dat "
        "het niet waar is, door iets schadelijks rond te vertellen, of door hem uit te schelden.",
        category=SPEECH,
    ),
    LegalGround(
        code="LAW-5",
        name="Gegevens delen om iemand bang te maken (doxing)",
        article="artikel 285d van het Wetboek van Strafrecht",
        explanation="Iemands persoonlijke gegevens verspreiden om hem bang te maken, ernstig lastig te vallen "
        "of in zijn werk te hinderen.",
        category=CYBER_VIOLENCE,
    ),
    LegalGround(
        code="LAW-6",
        name="Beelden van seksueel misbruik van kinderen",
        article="artikel 252 van het Wetboek van Strafrecht (tot 1 juli 2024 artikel 240b)",
        explanation="Seksuele afbeeldingen van iemand onder de achttien jaar, of verwijzingen waarmee men die "
        "kan krijgen. Dit mag je melden zonder je naam te noemen.",
        category=MINORS,
    ),
    LegalGround(
        code="LAW-7",
        name="Werk van een ander zonder toestemming",
        article="artikelen 1, 12 en 13 van de Auteurswet",
        explanation="Een tekst, foto of ander werk van iemand overnemen zonder dat de maker of de wet dat "
        "toestaat.",
        category=COPYRIGHT,
    ),
    LegalGround(
        code="LAW-8",
        name="Persoonsgegevens zonder goede reden",
        article="artikelen 6 en 9 van de Algemene verordening gegevensbescherming (AVG)",
        explanation="Gegevens over een herkenbaar mens zonder dat daar een reden voor is die de wet noemt, "
        "zoals een adres of iets over zijn gezondheid.",
        category=PRIVACY,
    ),
    LegalGround(
        code="LAW-9",
        name="Iets anders wat de wet verbiedt",
        article="een andere bepaling, die in de uitleg wordt genoemd",
        explanation="Een andere grens van de wet. Noem dan zelf om welke wet het gaat, of beschrijf wat er "
        "niet mag.",
        category=UNSPECIFIED,
    ),
)


def find_ground(code: str) -> LegalGround | None:
    """The ground with this code, or None."""
    return next((ground for ground in LEGAL_GROUNDS if ground.code == code), None)
