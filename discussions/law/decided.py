"""PURE: a decision becomes its statement of reasons, without anything about a person."""

from dataclasses import dataclass, field
from datetime import date

from discussions.law import categories
from discussions.law import vocabulary as words
from discussions.law.statement import LONGEST, StatementOfReasons

# Which restriction each measure is, about a comment or about a person. What is not here restricts nobody in
# particular (leaving, restoring, warning; closing a discussion for everyone): it needs no statement of reasons. Nor is
# leaving somebody's reports one of the restrictions of article 17(1): they get the letter, the database does not.
_DISABLED = "DECISION_VISIBILITY_CONTENT_DISABLED"
_OTHER = "DECISION_VISIBILITY_OTHER"
VISIBILITY = {
    "hide": _DISABLED,
    "refuse": _DISABLED,
    "hide_text": _DISABLED,
    "hold": _DISABLED,
    "label": "DECISION_VISIBILITY_CONTENT_LABELLED",
    "move": _OTHER,
}
PROVISION = {
    "limit": "DECISION_PROVISION_PARTIAL_SUSPENSION",
    "read_first": "DECISION_PROVISION_PARTIAL_SUSPENSION",
}
ACCOUNT = {"suspend": "DECISION_ACCOUNT_SUSPENDED"}
ABOUT_COMMENT = frozenset(VISIBILITY)
ABOUT_PERSON = frozenset((*PROVISION, *ACCOUNT))
RESTRICTING = ABOUT_COMMENT | ABOUT_PERSON

MOVED = "Verplaatst naar een andere discussie"
WHOLE_RULES = "De huisregels en de manier waarop de redactie modereert"
SOURCES = {
    "voluntary": words.VOLUNTARY,
    "report": words.OTHER_NOTIFICATION,
    "article_16": words.ARTICLE_16,
    "author": words.OTHER_NOTIFICATION,
}
AUTOMATED = {
    "no": "AUTOMATED_DECISION_NOT_AUTOMATED",
    "partly": "AUTOMATED_DECISION_PARTIALLY",
    "fully": "AUTOMATED_DECISION_FULLY",
}


@dataclass(frozen=True)
class Decided:
    """What a statement needs to know of a decision.

    `measure` is its outcome. `ground` is how letters call the rule or the law, `why` what that asks, and `facts`
    what happened, all without personal data; without a rule and a law it stands on the house rules as a whole.
    `until` is the last day, None for without end.
    """

    public_id: str
    measure: str
    decided_on: date
    content_date: date
    facts: str
    why: str
    source: str
    automated_detection: bool
    automated_decision: str
    rule_code: str = ""
    law: categories.Ground | None = None
    ground: str = ""
    until: date | None = None
    rules_url: str = ""
    scope: tuple[str, ...] = field(default=words.EU)


def puid_of(public_id: str) -> str:
    """The name of a decision in the Commission's database: always the same, so that sending it twice is one."""
    return f"stellingname-{public_id}"


def statement_of(decided: Decided) -> StatementOfReasons:
    """The statement of a restricting decision. Raises KeyError for a measure that restricts nobody."""
    measure = decided.measure
    if measure not in RESTRICTING:
        raise KeyError(measure)
    by_law = decided.law is not None
    place = categories.of_law(decided.law) if decided.law else categories.of_rule(decided.rule_code)
    visibility = VISIBILITY.get(measure, "")
    why = _within("illegal_content_explanation", decided.why) or WHOLE_RULES
    ground = _within("illegal_content_legal_ground", decided.ground) or WHOLE_RULES
    return StatementOfReasons(
        puid=puid_of(decided.public_id),
        decision_visibility=(visibility,) if visibility else (),
        decision_visibility_other=MOVED if visibility == _OTHER else "",
        decision_provision=PROVISION.get(measure, ""),
        decision_account=ACCOUNT.get(measure, ""),
        account_type="ACCOUNT_TYPE_PRIVATE",
        decision_ground=words.ILLEGAL if by_law else words.INCOMPATIBLE,
        decision_ground_reference_url=decided.rules_url,
        illegal_content_legal_ground=ground if by_law else "",
        illegal_content_explanation=why if by_law else "",
        incompatible_content_ground="" if by_law else ground,
        incompatible_content_explanation="" if by_law else why,
        incompatible_content_illegal="" if by_law else "Yes" if place.is_illegal else "No",
        content_type=("CONTENT_TYPE_TEXT",),
        category=place.category,
        category_addition=place.also,
        category_specification=place.keywords,
        category_specification_other=place.described,
        territorial_scope=decided.scope,
        content_language="NL",
        content_date=decided.content_date,
        application_date=decided.decided_on,
        end_date_visibility_restriction=decided.until if visibility else None,
        end_date_service_restriction=decided.until if measure in PROVISION else None,
        end_date_account_restriction=decided.until if measure in ACCOUNT else None,
        decision_facts=_within("decision_facts", decided.facts),
        source_type=SOURCES[decided.source],
        automated_detection="Yes" if decided.automated_detection else "No",
        automated_decision=AUTOMATED[decided.automated_decision],
    )


def _within(name: str, text: str) -> str:
    """A text as long as its field allows; what is cut ends with a sign that it was."""
    text, longest = text.strip(), LONGEST[name]
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
