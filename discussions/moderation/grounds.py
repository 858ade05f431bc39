"""Which rule, or which law, something stands on."""

from discussions.models import Decision
from discussions.moderation.legal_grounds import LegalGround, find_ground
from discussions.moderation.policy import HouseRule, find_rule

Ground = HouseRule | LegalGround


def chosen_ground(rule_code: str, law_code: str, version: int | None = None) -> Ground | None:
    """The law with this code, or else that version of the rule (of today without a version); None for neither."""
    return find_ground(law_code) if law_code else find_rule(rule_code, version)


def ground_of(decision: Decision) -> Ground | None:
    """The rule, in the version of then, or the law that was applied; None where nothing was held against anybody."""
    return chosen_ground(decision.rule_code, decision.law_code, decision.rule_version)


def find_any(code: str) -> Ground | None:
    """The rule of today or the law with this code, where one code stands for either."""
    return find_ground(code) or find_rule(code)
