"""PURE: the ladder from leaving alone to suspending, and what a suspension needs (regulation 2022/2065, article 23).

It advises; a moderator decides. Only what a suspension needs is a wall: `what_suspending_lacks`.
"""

from dataclasses import dataclass

LEAVE, ASK, HIDE, WARN, PAUSE, SUSPEND = "leave", "ask", "hide", "warn", "pause", "suspend"
LIGHT, SERIOUS, GRAVE = "light", "serious", "grave"

# From so many measures against somebody within the year on, they hear that it cannot go on.
WARN_FROM = 2


@dataclass(frozen=True)
class Step:
    """A rung: what it is called and what it does, in Dutch."""

    code: str
    name: str
    what: str


STEPS = (
    Step(LEAVE, "laten staan", "Er gebeurt niets. Wie iets meldde, krijgt antwoord."),
    Step(ASK, "vragen om aan te passen", "De schrijver kan de tekst zelf verbeteren."),
    Step(HIDE, "verbergen", "Anderen lezen de tekst niet meer, wel de regel en de reden."),
    Step(WARN, "waarschuwen", "De schrijver leest en bevestigt dat het zo niet verder kan."),
    Step(PAUSE, "pauze", "De schrijver kan een tijd lang minder vaak reageren."),
    Step(SUSPEND, "schorsen", "De schrijver kan een tijd lang niet reageren."),
)


@dataclass(frozen=True)
class Before:
    """What came before about one person, within the last year: comments they wrote (`written`), measures against them
    that still stand (`against`), warnings, pauses and suspensions."""

    written: int = 0
    against: int = 0
    warnings: int = 0
    pauses: int = 0
    suspensions: int = 0


@dataclass(frozen=True)
class Weighed:
    """The four factors of article 23(3) as a moderator weighed them: how many measures against comments (`number`), of
    how many comments they wrote, how grave it is and what was meant, the last two in own words. `warnings` are counted
    apart: they are about a person, so no share of what was written."""

    number: int
    written: int
    gravity: str = ""
    intention: str = ""
    warnings: int = 0

    @property
    def percent(self) -> int | None:
        """The share of what somebody wrote, rounded; None where it would be none, because measures were about comments
        of before that year."""
        return round(100 * self.number / self.written) if self.written >= self.number > 0 else None

    def in_words(self) -> str:
        """What stands in the letter."""
        measures = _counted(self.number, "maatregel", "maatregelen", none="geen maatregel")
        comments = _counted(self.written, "reactie", "reacties")
        share = f" ({self.percent} procent)" if self.percent is not None else ""
        of_all = f", op {comments}{share}" if comments else ""
        warned = _counted(self.warnings, "waarschuwing", "waarschuwingen", none="geen waarschuwing")
        return (
            f"Wat we hebben gewogen: {measures} over je reacties het afgelopen jaar{of_all}, en "
            f"{warned}. Hoe ernstig het is: {_sentence(self.gravity)} Wat de bedoeling was: {_sentence(self.intention)}"
        )


def _counted(number: int, one: str, more: str, *, none: str = "") -> str:
    return none if number == 0 else f"één {one}" if number == 1 else f"{number} {more}"


def _sentence(text: str) -> str:
    """With the full stop that somebody left out, so that it does not run into what follows."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."


@dataclass(frozen=True)
class Advice:
    step: Step
    why: str


def find_step(code: str) -> Step:
    return next(step for step in STEPS if step.code == code)


def next_step(before: Before, gravity: str) -> Advice:
    """The lightest rung that may still help, when a rule is broken now with this gravity."""
    if before.pauses or before.suspensions:
        code, why = (
            (SUSPEND, "Een pauze hielp niet, en er was eerder een waarschuwing.")
            if before.warnings
            else (
                WARN,
                "Er was een pauze, maar nog geen waarschuwing. Die komt vóór een schorsing.",
            )
        )
    elif before.warnings:
        code, why = PAUSE, "Er was al een waarschuwing."
    elif gravity == GRAVE:
        code, why = WARN, "Dit is zo ernstig dat de schrijver het één keer goed moet horen."
    elif before.against >= WARN_FROM:
        code, why = (
            WARN,
            f"Er waren dit jaar al {before.against} maatregelen, en nog geen waarschuwing.",
        )
    elif gravity == SERIOUS:
        code, why = HIDE, "Dit kan niet blijven staan. Een waarschuwing is nog niet nodig."
    elif before.against:
        code, why = HIDE, "Er was dit jaar al een maatregel."
    else:
        code, why = ASK, "Het is licht en het is de eerste keer. Vaak is een vraag genoeg."
    return Advice(find_step(code), why)


def what_suspending_lacks(before: Before, weighed: Weighed) -> dict[str, str]:
    """What is missing before somebody may be suspended, a sentence for each field; empty when nothing is. That it needs
    an end is asked where every end is looked at."""
    lacks: dict[str, str] = {}
    if not before.warnings:
        lacks["kind"] = "Waarschuw eerst. Schorsen kan pas als er een waarschuwing ligt."
    if not weighed.gravity.strip():
        lacks["gravity"] = "Schrijf op hoe ernstig het is, en wat de gevolgen zijn."
    if not weighed.intention.strip():
        lacks["intention"] = "Schrijf op wat je weet over de bedoeling van de schrijver."
    return lacks
