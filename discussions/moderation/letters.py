"""PURE: what letters are made of, and what all of them say: the ground, how it came about, what one can do.

The fields are those of article 17 of regulation (EU) 2022/2065 (statement of reasons), and of
article 16(5) for reporters. Letters are signed by the editors together, never by one of them, and
the author's letter has no place where a reporter's name could stand.
"""

from dataclasses import dataclass

from discussions.moderation.legal_grounds import LegalGround
from discussions.moderation.policy import HouseRule

DISPUTE_BODIES = (
    "https://digital-strategy.ec.europa.eu/en/policies/dsa-out-court-dispute-settlement"
)
# What is no moment to say how one's words could come back.
_KEEPS_FROM_WRITING = ("limit", "suspend", "read_first", "no_notices", "shorten")
WIPED = "(Deze tekst is inmiddels gewist.)"
QUOTED_IN_MAIL = 2_000  # characters; the inbox shows the text that was judged as a whole
REST_ON_SITE = "(De hele tekst staat in je bericht op de site.)"


@dataclass(frozen=True)
class Part:
    """One paragraph. `kind` is "text", "heading", "quote" or "link": then `text` says what is done at `url`."""

    text: str
    kind: str = "text"
    url: str = ""

    def as_plain(self) -> str:
        if self.kind == "heading":
            return self.text.upper()
        if self.kind == "link":
            return f"{self.text}: {self.url}"
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
    waited for the editors, if it did. `law` is the ground when it is not a rule. `until` is when a measure ends by
    itself, "" when it does not; `appeal_url` and `appeal_until` say where and until when somebody can ask for a
    reappraisal; `answers_appeal` that this is the answer to one, `by_the_same` that the same person looked again.
    `interval` is the time between two comments, in words. `cannot_write`: something else keeps its reader from writing
    as others do at that moment. `about_reports`: it is, or ends, a measure about what they report, not about what they
    write. `is_automatic`: a program did it. `label` is the name of the label that was put or taken off, `beside` the
    sentence that everyone reads beside it. `source` is what made the editors look.
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
    law: LegalGround | None = None
    until: str = ""
    interval: str = ""
    cannot_write: bool = False
    appeal_url: str = ""
    appeal_until: str = ""
    answers_appeal: bool = False
    by_the_same: bool = False
    is_automatic: bool = False
    label: str = ""
    beside: str = ""
    source: str = "report"
    about_reports: bool = False


def the_ground(facts: Facts) -> list[Part]:
    """The rule or the law that was applied, and what it says; of a rule also how one's words could come back, for
    who can write."""
    if facts.rule:
        return [
            Part(f"Het gaat om huisregel {facts.rule.name}."),
            Part(facts.rule.text),
            *([Part(facts.rule.letter)] if _can_write(facts) else []),
        ]
    if facts.law:
        return [
            Part(f"Het gaat om de wet: {facts.law.name.lower()} ({facts.law.article})."),
            Part(facts.law.explanation),
        ]
    return []


def _can_write(facts: Facts) -> bool:
    return not facts.cannot_write and facts.outcome not in _KEEPS_FROM_WRITING


def ground_in_short(facts: Facts) -> str:
    """The same in one sentence, for who reported."""
    if facts.rule:
        return f"Het gaat om huisregel {facts.rule.name}."
    return (
        f"Het gaat om de wet: {facts.law.name.lower()} ({facts.law.article})." if facts.law else ""
    )


def redress(facts: Facts) -> list[Part]:
    """What somebody can do who sees it differently: the three ways of article 17(3)(f), and of an answer to an appeal
    the two that are left."""
    heading = Part("Als je het er niet mee eens bent", "heading")
    bodies = (
        "Je kunt naar een erkende geschilleninstantie (artikel 21 van de Europese wet voor "
        f"digitale diensten). De lijst vind je op {DISPUTE_BODIES}"
    )
    if facts.answers_appeal:
        return [heading, Part(f"1. {bodies}"), Part("2. Je kunt naar de rechter.")]
    others = [Part(f"2. {bodies}"), Part("3. Je kunt naar de rechter.")]
    if not facts.appeal_url:
        ask = (
            f"1. Vraag de redactie om een herbeoordeling, binnen zes maanden na deze brief. Dat kost niets. "
            f"Schrijf naar {facts.contact} en zeg waarom je er anders over denkt."
        )
        return [heading, Part(ask), *others]
    ask = (
        "1. Vraag om een herbeoordeling, binnen zes maanden na deze brief"
        f"{f' (tot en met {facts.appeal_until})' if facts.appeal_until else ''}. Dat kost niets, en het kan ook zonder "
        "in te loggen. Is er een andere moderator, dan kijkt die ernaar."
    )
    return [
        heading,
        Part(ask),
        Part("Vraag om een herbeoordeling", "link", facts.appeal_url),
        Part(f"Liever zelf schrijven? Dat kan naar {facts.contact}"),
        *others,
    ]


def for_how_long(facts: Facts) -> str:
    """From when, until when and where it holds (article 17(3)(a))."""
    end = f"tot {facts.until}" if facts.until else "zonder einddatum"
    return f"Dit geldt overal waar Stellingname te lezen is, vanaf {facts.decided_on} en {end}."


def signed(subject: str, parts: list[Part]) -> Letter:
    """By the editors together, never by one of them."""
    return Letter(subject, (*parts, Part("De redactie van Stellingname")))


def looked_again(facts: Facts) -> str:
    """How the answer to an appeal came about."""
    if facts.by_the_same:
        return (
            "Er is geen andere moderator die hier onafhankelijk naar kan kijken. Daarom heeft dezelfde beoordelaar "
            "opnieuw gekeken, en geen ander. "
            "Een mens heeft beslist, zonder hulp van een computerprogramma."
        )
    return (
        "Iemand anders dan wie de maatregel nam, heeft opnieuw gekeken. Een mens heeft beslist, zonder hulp van een "
        "computerprogramma."
    )
