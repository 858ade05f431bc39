"""PURE: where our house rules and grounds in the law stand in the Commission's list of categories."""

from dataclasses import dataclass
from typing import Protocol

_CATEGORY = "STATEMENT_CATEGORY_"


class Ground(Protocol):
    """What is asked of a ground in the law (`discussions.moderation.legal_grounds.LegalGround`)."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def category(self) -> str: ...


@dataclass(frozen=True)
class Place:
    """A category with its nearer specification; `described` says what KEYWORD_OTHER stands for. `is_illegal`: what
    breaks this rule breaks the law too."""

    category: str
    keywords: tuple[str, ...]
    described: str = ""
    also: tuple[str, ...] = ()
    is_illegal: bool = False


_TERMS = f"{_CATEGORY}OTHER_VIOLATION_TC"
_OTHER = ("KEYWORD_OTHER",)

_RULES = {
    "HR-1": Place(f"{_CATEGORY}CYBER_VIOLENCE", ("KEYWORD_CYBER_BULLYING_INTIMIDATION",)),
    "HR-2": Place(
        f"{_CATEGORY}NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
        ("KEYWORD_MISINFORMATION_DISINFORMATION",),
    ),
    "HR-3": Place(
        f"{_CATEGORY}DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        ("KEYWORD_MISSING_PROCESSING_GROUND",),
    ),
    "HR-4": Place(
        f"{_CATEGORY}SCAMS_AND_FRAUD",
        ("KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING", "KEYWORD_HIDDEN_ADVERTISEMENT"),
        also=(f"{_CATEGORY}CONSUMER_INFORMATION",),
    ),
    "HR-5": Place(_TERMS, _OTHER, described="Herhaling van dezelfde tekst"),
    "HR-6": Place(
        f"{_CATEGORY}ILLEGAL_OR_HARMFUL_SPEECH",
        _OTHER,
        described="Verboden bij wet, als huisregel",
        is_illegal=True,
    ),
}
_LAWS = {
    "LAW-1": ("KEYWORD_DISCRIMINATION", "KEYWORD_HATE_SPEECH"),
    "LAW-2": ("KEYWORD_OTHER",),
    "LAW-3": ("KEYWORD_OTHER",),
    "LAW-4": ("KEYWORD_DEFAMATION",),
    "LAW-5": ("KEYWORD_CYBER_HARASSMENT",),
    "LAW-6": ("KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL",),
    "LAW-7": ("KEYWORD_COPYRIGHT_INFRINGEMENT",),
    "LAW-8": ("KEYWORD_MISSING_PROCESSING_GROUND",),
    "LAW-9": ("KEYWORD_OTHER",),
}


def of_rule(code: str) -> Place:
    """Where a house rule stands. What stands on none, or on one that is not placed yet, is another violation of
    the terms."""
    return _RULES.get(code) or Place(
        _TERMS, _OTHER, described=f"Huisregel {code}" if code else "Huisregels"
    )


def of_law(ground: Ground) -> Place:
    """Where a ground in the law stands."""
    keywords = _LAWS.get(ground.code, _OTHER)
    described = ground.name if "KEYWORD_OTHER" in keywords else ""
    return Place(f"{_CATEGORY}{ground.category}", keywords, described)
