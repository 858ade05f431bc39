"""PURE: the house rules, and what a moderator may decide.

A code is permanent: it is quoted in letters, on tombstones and in the log, and is never given to
another rule. A change of words is a new version beside the old one, which stays readable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from discussions.moderation.legal_grounds import LegalGround

PUBLISHED = "published"
HIDDEN = "hidden"
HELD = "held"
REFUSED = "refused"

KEEP = "keep"
HIDE = "hide"
RESTORE = "restore"
RELEASE = "release"
REFUSE = "refuse"
HOLD = "hold"
LABEL = "label"
UNLABEL = "unlabel"

# Decided against the author: these name a rule and say in somebody's own words why.
AGAINST = (HIDE, REFUSE)

# What stands ready for whoever reported it. True whatever is decided, so that it may be sent as is.
READY_ANSWER = "Dank je voor je melding. We hebben de reactie gelezen, met de discussie eromheen."


@dataclass(frozen=True)
class HouseRule:
    """One version of one rule.

    `text` is the rule as readers see it. `tombstone` stands in the place of a hidden comment when
    the moderator gives no public reason. `letter` goes to the author: why the rule exists, and how
    the comment could come back in other words.
    """

    code: str
    version: int
    since: date
    title: str
    text: str
    tombstone: str
    letter: str

    @property
    def name(self) -> str:
        return f"{self.code}: {self.title}"

    @property
    def label(self) -> str:
        return self.name

    @property
    def own_words(self) -> str:
        """Everything it says itself: whoever only repeats this explains nothing."""
        return " ".join((self.code, self.title, self.text, self.tombstone, self.letter))


# What stands above every form. Short enough to be read, so no fourth line.
NORM_LINES = (
    "Ga in op wat iemand zegt, niet op wie het zegt.",
    "Vertel waar je iets op baseert.",
    "Schrijf niets waaraan een cliënt of collega te herkennen is.",
)

FIRST_DAY = date(2026, 11, 22)

ALL_VERSIONS = (
    HouseRule(
        code="HR-1",
        version=1,
        since=FIRST_DAY,
        title="Over de stelling, niet over de persoon",
        text="Ga in op wat iemand zegt, niet op wie het zegt. Schelden, beledigen, dreigen en "
        "iemand belachelijk maken horen hier niet. Dat geldt ook voor mensen die niet meepraten.",
        tombstone="Deze reactie ging over een persoon en niet over de stelling.",
        letter="Je mag het fel oneens zijn met wat hier staat. Maar zodra het over de persoon "
        "gaat, haken anderen af. Je punt is welkom zonder de woorden over de persoon: je kunt een "
        "nieuwe reactie plaatsen.",
    ),
    HouseRule(
        code="HR-2",
        version=1,
        since=FIRST_DAY,
        title="Vertel waar je iets op baseert",
        text="Weet je het uit je eigen werk, uit onderzoek, of heb je het gehoord? Zet dat erbij, "
        "met een link als je die hebt. Een bewering die anderen schaadt en die nergens op "
        "steunt, mag hier niet staan.",
        tombstone="Deze reactie bevatte een schadelijke bewering zonder onderbouwing.",
        letter="Lezers hier nemen mee naar hun werk wat ze lezen. Daarom moeten zij kunnen nagaan "
        "waar een bewering vandaan komt. Heb je een bron of eigen ervaring? Plaats je reactie dan "
        "opnieuw en zet dat erbij.",
    ),
    HouseRule(
        code="HR-3",
        version=1,
        since=FIRST_DAY,
        title="Geen herkenbare mensen uit je werk",
        text="Schrijf niets waaraan een cliënt, bewoner of collega te herkennen is. De naam "
        "weglaten is niet genoeg: een leeftijd, een straat en een gebeurtenis samen kunnen iemand "
        "al verraden. Noem ook geen adres, telefoonnummer of burgerservicenummer.",
        tombstone="In deze reactie was iemand te herkennen.",
        letter="Wie hulp krijgt, moet erop kunnen rekenen dat zijn verhaal niet op een website "
        "belandt. Wat je ervan leerde, is wel welkom: beschrijf het zo dat niemand de mensen om "
        "wie het gaat kan herkennen.",
    ),
    HouseRule(
        code="HR-4",
        version=1,
        since=FIRST_DAY,
        title="Spreek namens jezelf, of zeg namens wie",
        text="Doe je niet voor als iemand anders. Praat je namens een organisatie, of heb je er "
        "belang bij, zeg dat dan. Reclame hoort hier niet.",
        tombstone="Bij deze reactie was niet duidelijk wie er sprak, of het was reclame.",
        letter="Lezers moeten weten wie er spreekt en met welk belang. Je kunt opnieuw reageren "
        "en erbij zeggen namens wie je schrijft.",
    ),
    HouseRule(
        code="HR-5",
        version=1,
        since=FIRST_DAY,
        title="Eén keer is genoeg",
        text="Maak je punt één keer, op de plek waar het over gaat. Plaats niet steeds dezelfde "
        "tekst en schrijf geen discussie vol.",
        tombstone="Deze reactie herhaalde wat er al stond.",
        letter="Een discussie blijft leesbaar als ieder punt er één keer in staat. Heb je iets "
        "nieuws toe te voegen, dan is dat welkom.",
    ),
    HouseRule(
        code="HR-6",
        version=1,
        since=FIRST_DAY,
        title="Niets wat bij wet verboden is",
        text="Discriminatie, oproepen tot geweld, laster en werk van een ander zonder toestemming "
        "mogen hier niet staan. Wat de wet verbiedt, verbergen we.",
        tombstone="Deze reactie ging verder dan de wet toestaat.",
        letter="Dit is een grens die niet wij trekken maar de wet. Je punt is welkom als je het "
        "zo kunt zeggen dat het binnen de wet blijft.",
    ),
)


def current_rules(versions: Sequence[HouseRule] = ALL_VERSIONS) -> tuple[HouseRule, ...]:
    """The newest version of each rule, in the order of their codes."""
    newest: dict[str, HouseRule] = {}
    for rule in versions:
        if rule.code not in newest or rule.version > newest[rule.code].version:
            newest[rule.code] = rule
    return tuple(newest.values())


HOUSE_RULES = current_rules()


def find_rule(
    code: str, version: int | None = None, versions: Sequence[HouseRule] = ALL_VERSIONS
) -> HouseRule | None:
    """The rule with this code: that version of it, or without a version the newest."""
    if version is None:
        versions = current_rules(versions)
    for rule in versions:
        if rule.code == code and version in (None, rule.version):
            return rule
    return None


def earlier_versions(
    code: str, versions: Sequence[HouseRule] = ALL_VERSIONS
) -> tuple[HouseRule, ...]:
    """What the rule said before, the latest first."""
    known = sorted(
        (rule for rule in versions if rule.code == code), key=lambda r: r.version, reverse=True
    )
    return tuple(known[1:])


def allowed_outcomes(status: str) -> tuple[str, ...]:
    """What can be decided about something with this status: leaving it, or the other way. What is held
    cannot be left."""
    return {
        PUBLISHED: (KEEP, HIDE),
        HIDDEN: (KEEP, RESTORE),
        HELD: (RELEASE, REFUSE),
        REFUSED: (RELEASE,),
    }[status]


def status_after(outcome: str, status: str) -> str:
    """The status that follows when `outcome` is decided about something with `status`."""
    return {
        KEEP: status,
        HIDE: HIDDEN,
        RESTORE: PUBLISHED,
        RELEASE: PUBLISHED,
        REFUSE: REFUSED,
        HOLD: HELD,
    }[outcome]


def is_own_explanation(text: str, ground: HouseRule | LegalGround) -> bool:
    """Whether the moderator says something about *this* case.

    The ground's own words, or a piece of them, explain nothing (regulation 2022/2065, article 17:
    clear and specific). Compared without regard to case, spacing and punctuation.
    """
    said = _plain(text)
    taken = _plain(ground.own_words)
    return len(said.split()) >= 3 and said not in taken


def _plain(text: str) -> str:
    kept = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return " ".join(kept.split())
