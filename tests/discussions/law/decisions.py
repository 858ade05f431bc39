"""Random decisions, as a site could take them."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from discussions.law.decided import AUTOMATED, RESTRICTING, SOURCES, Decided
from discussions.moderation.legal_grounds import LEGAL_GROUNDS
from discussions.moderation.policy import ALL_VERSIONS

_SIGNS = "abcdefghijklmnopqrstuvwxyz ABC.,!?\n éë€ß漢字🙂\u200b\"'\\<>&"


def random_decisions(seed: int, count: int) -> Iterator[Decided]:
    """`count` decisions: any measure, ground, length of text, source and automation."""
    chance = random.Random(seed)
    for _ in range(count):
        rule, law = chance.choice(ALL_VERSIONS), chance.choice(LEGAL_GROUNDS)
        day = date(2026, 1, 1) + timedelta(chance.randrange(800))
        stands_on = chance.choice(["rule", "rule", "law", "nothing"])
        yield Decided(
            public_id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            measure=chance.choice(sorted(RESTRICTING)),
            decided_on=day,
            content_date=day - timedelta(chance.randrange(2_000)),
            facts="x" + _text(chance, 6_000),
            why=_text(chance, 3_000),
            source=chance.choice(sorted(SOURCES)),
            automated_detection=chance.random() < 0.3,
            automated_decision=chance.choice(sorted(AUTOMATED)),
            rule_code=rule.code if stands_on == "rule" else "",
            law=law if stands_on == "law" else None,
            ground={"rule": rule.name, "law": law.label, "nothing": ""}[stands_on],
            until=chance.choice([None, day, day + timedelta(chance.randrange(400))]),
            rules_url="https://voorbeeld.example.org/huisregels/#" + rule.code,
        )


def _text(chance: random.Random, longest: int) -> str:
    length = chance.choice([0, 1, 40, 40, 40, chance.randrange(longest), longest])
    return "".join(chance.choices(_SIGNS, k=length))
