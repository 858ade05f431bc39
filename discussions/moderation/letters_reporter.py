"""PURE: what somebody is told who reported: an answer, with what one can do (articles 16(5) and 20).

It quotes nothing of what was reported: what was hidden stays hidden, also from who reported it.
"""

from discussions.moderation.letters import (
    Facts,
    Letter,
    Part,
    ground_in_short,
    redress,
    signed,
)
from discussions.moderation.policy import HIDDEN, HIDE, KEEP, LABEL, UNLABEL

SUBJECT = "Ons antwoord op je melding"


def letter_to_reporter(
    facts: Facts, *, name: str, reference: str, reported_on: str, answer: str, address: str = ""
) -> Letter:
    """The answer to someone who reported the comment, or what stands at `address`.

    It quotes nothing of it: what was hidden stays hidden, also from who reported it.
    """
    what = f"een reactie bij “{facts.where}”" if facts.url else "wat hier staat"
    read = "de reactie" if facts.url else "wat er staat"
    parts = [
        Part(f"Beste {name}," if name else "Goedendag,"),
        Part(f"Je meldde op {reported_on} {what}:"),
        Part(facts.url or address),
        Part(f"Je melding heeft nummer {reference}."),
        Part("Wat we deden", "heading"),
        Part(_what_happened_to_reported(facts)),
    ]
    is_restricted = facts.status == HIDDEN or facts.outcome in (LABEL, "withdraw")
    if is_restricted and (ground := ground_in_short(facts)):
        parts.append(Part(ground))
    if answer:
        parts += [Part("Ons antwoord", "heading"), Part(answer)]
    parts += [
        Part("Hoe dit tot stand kwam", "heading"),
        Part(
            f"Een mens uit de redactie heeft {read} gelezen en beslist, zonder hulp van een "
            "computerprogramma. De schrijver hoort niet wie de melding deed."
        ),
        *redress(facts),
    ]
    return signed(f"{SUBJECT} {reference}", parts)


def _what_happened_to_reported(facts: Facts) -> str:
    done = _what_we_did(facts)
    if facts.withdrawn:
        return f"{done} De schrijver had de reactie zelf al ingetrokken: lezers zien de tekst niet."
    return done


def _what_we_did(facts: Facts) -> str:
    if facts.outcome == "withdraw":
        return "We hebben het artikel van de site gehaald."
    if facts.outcome == "reopen":
        return "We zijn op onze maatregel teruggekomen: het artikel staat er weer."
    if facts.outcome == KEEP and not facts.url:
        return "We hebben het niet van de site gehaald."
    if facts.outcome == KEEP and facts.status == HIDDEN:
        return "De reactie was al verborgen, en dat blijft zo."
    if facts.outcome == KEEP and facts.withdrawn:
        return "We hebben geen maatregel genomen."
    if facts.outcome == KEEP:
        return "We hebben de reactie laten staan."
    if facts.outcome == HIDE:
        again = "opnieuw " if facts.undoes else ""
        return f"We hebben de reactie {again}verborgen."
    if facts.outcome == LABEL:
        return f"We hebben bij de reactie een label gezet: “{facts.label}”. De tekst zelf blijft staan."
    if facts.outcome == UNLABEL:
        return f"We hebben het label “{facts.label}” bij de reactie weggehaald."
    if facts.withdrawn:
        return "We hebben onze maatregel teruggedraaid."
    return "We hebben de reactie teruggezet: iedereen kan haar weer lezen."
