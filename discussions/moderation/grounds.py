"""Which rule, or which law, a decision stands on."""

from discussions.models import Decision
from discussions.moderation.legal_grounds import LegalGround, find_ground
from discussions.moderation.policy import HouseRule, find_rule

Ground = HouseRule | LegalGround


def ground_of(decision: Decision) -> Ground | None:
    """The rule, in the version of then, or the law that was applied; None where nothing was held against anybody."""
    if decision.law_code:
        return find_ground(decision.law_code)
    return find_rule(decision.rule_code, decision.rule_version) if decision.rule_code else None


def find_any(code: str) -> Ground | None:
    """The rule of today or the law with this code."""
    return find_ground(code) or find_rule(code)
