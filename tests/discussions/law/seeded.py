"""Sentences with personal data hidden in them, and ordinary ones without. All people are invented."""

import random

PEOPLE = (
    "An de Wit",
    "Bas Vermeulen",
    "Mo El Amrani",
    "Zoë Kuipers",
    "Jan-Willem van der Meer",
    "Fatima Çelik",
    "Wil Jansen",
    "Door Groot",
    "Sjoerd Hoekstra",
    "Renée 't Hart",
)
_SENTENCES = (
    "De schrijver noemde {} in zijn reactie.",
    "Volgens de melding staat {} in de derde zin.",
    "{} kwam twee keer voor.",
    "De reactie (met daarin {}) is verborgen.",
    'Er stond: "{}", en dat mag niet.',
    "We verborgen dit vanwege {}.\nDe rest bleef staan.",
    "Het ging om {}",
)


def _bsn(chance: random.Random) -> str:
    """Nine digits that pass the eleven test."""
    while True:
        digits = [chance.randrange(1, 10), *(chance.randrange(10) for _ in range(7))]
        last = (
            sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        )
        if last < 10:
            return "".join(map(str, [*digits, last]))


def _names(chance: random.Random) -> str:
    name = chance.choice(PEOPLE)
    last = name.split()[-1]
    return chance.choice(
        [
            name,
            name.lower(),
            name.upper(),
            name.replace(" ", "  "),
            name.replace(" ", "\u00a0"),
            name.replace("ë", "e").replace("Ç", "C").replace("é", "e"),
            f"{name}s",
            f"{name[0]}. {last}",
            f"de heer {last}",
            f"mevrouw {last}",
            f"{last}, {name.split()[0]}",
            name.replace(" ", "\u200b "),
        ]
    )


def _emails(chance: random.Random) -> str:
    name, host = chance.choice(["an.dewit", "bas", "m_amrani", "wil+werk"]), "voorbeeld.example.org"
    return chance.choice(
        [
            f"{name}@{host}",
            f"{name} @ {host}",
            f"{name}(at){host}",
            f"{name} [at] {host}",
            f"mailto:{name}@{host}",
            f"{name}@{host.upper()}",
            f"{name}\uff20{host}",
            f"{name}@\u200b{host}",
        ]
    )


def _phones(chance: random.Random) -> str:
    end = "".join(chance.choices("123456789", k=8))
    return chance.choice(
        [
            f"06{end}",
            f"06-{end}",
            f"06 {end[:2]} {end[2:4]} {end[4:6]} {end[6:]}",
            f"+316{end}",
            f"+31 6 {end}",
            f"0031 6 {end}",
            f"+31 (0)6 {end}",
            f"06.{end[:4]}.{end[4:]}",
            f"0 6 {' '.join(end)}",
            f"06\u2011{end}",
            f"010-{end[:7]}",
            f"(020) {end[:3]} {end[3:7]}",
            f"0512 {end[:6]}",
        ]
    )


def _profiles(chance: random.Random) -> str:
    name = chance.choice(["an-de-wit", "basvermeulen", "mo.elamrani"])
    return chance.choice(
        [
            f"https://www.linkedin.com/in/{name}/",
            f"linkedin.com/in/{name}",
            f"https://facebook.com/{name}",
            f"https://x.com/{name}/status/12",
            f"instagram.com/{name}",
            f"https://mastodon.example.org/@{name}",
            f"@{name.replace('-', '')}@mastodon.example.org",
            f"@{name.replace('-', '')}",
            f"https://voorbeeld.example.org/mensen/{name}/",
            f"/profiel/{name}",
            f"https://bsky.app/profile/{name}.bsky.social",
            f"https://t.me/{name.replace('-', '')}",
        ]
    )


def _citizen_numbers(chance: random.Random) -> str:
    number = _bsn(chance)
    return chance.choice(
        [
            number,
            f"{number[:3]} {number[3:6]} {number[6:]}",
            f"{number[:3]}.{number[3:6]}.{number[6:]}",
            f"{number[:4]}.{number[4:6]}.{number[6:]}",
            f"{number[:2]}-{number[2:5]}-{number[5:]}",
            " ".join(number),
            "".join(chr(ord(sign) + 0xFEE0) for sign in number),
            f"BSN {chance.randrange(10_000_000, 99_999_999)}",
            f"burgerservicenummer: {chance.randrange(100_000_000, 999_999_999)}",
        ]
    )


KINDS = {
    "name": _names,
    "email": _emails,
    "phone": _phones,
    "profile": _profiles,
    "citizen_number": _citizen_numbers,
}


def seeded_cases(seed: int, each: int) -> list[tuple[str, str, str]]:
    """`each` sentences of every kind: kind, what is hidden in it, and the sentence."""
    chance = random.Random(seed)
    cases = []
    for kind, make in KINDS.items():
        for _ in range(each):
            hidden = make(chance)
            cases.append((kind, hidden, chance.choice(_SENTENCES).format(hidden)))
    return cases


ORDINARY = (
    "De reactie ging over een persoon en niet over de stelling.",
    "Wil je dit opnieuw plaatsen, laat dan de woorden over de ander weg.",
    "Door de drukte bleef de melding een dag liggen.",
    "Dit staat in artikel 17 van verordening 2022/2065.",
    "De schrijver plaatste op 12-03-2026 om 14:30 uur vier keer dezelfde tekst.",
    "In 2026 kwamen er 600 meldingen, 20.000 reacties en 150 maatregelen.",
    "Een wijkteam met 12 mensen helpt 1.250 gezinnen.",
    "Het budget is € 1.234.567 per jaar.",
    "De gemeente koos in 2015 voor een andere aanpak.",
    "Zie paragraaf 3.2.1 van het rapport, bladzijde 112.",
    "Meer mensen schreven dat zij dit anders zien.",
    "Grote steden en kleine dorpen verschillen.",
    "Er was een link naar https://voorbeeld.example.org/artikelen/samenwerken/.",
    "Volgens huisregel HR-3 mag niemand te herkennen zijn.",
    "De tekst is een herhaling: dezelfde zin stond er 14 keer.",
    "De redactie heeft dit op 1 maart 2026 verborgen, na een melding.",
    "Een witte, grote auto is geen argument.",
    "ISBN 978-90-01-12345-6 werd genoemd als bron.",
    "De reactie bevatte reclame voor een cursus.",
    "De schrijver dreigde met geweld tegen een medewerker van de gemeente.",
    "Het ging om 3,5 procent van de mensen in 2.400 wijken.",
    "Niet elk kind in een groot gezin heeft hulp nodig.",
    "De melding kwam binnen op dag 365 van de proef 2025-2026.",
    "An sich is dit toegestaan, maar niet met deze woorden.",
    "Je hoort van ons binnen 6 maanden.",
)
