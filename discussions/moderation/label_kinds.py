"""PURE: the labels that the editors can put beside a comment.

A label lets the words stand and says beside them what a reader should know. It is a measure (regulation 2022/2065,
article 17, speaks of visibility), so each stands on a house rule; that a subject is delicate breaks none, and is no
label. A code is permanent: it is in the log, and is never given to another label.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabelKind:
    """`name` is what everybody reads beside the words, `meaning` what it says and what it does not, `rule_code` the
    house rule that it stands on when a moderator names no other."""

    code: str
    name: str
    meaning: str
    rule_code: str


LABEL_KINDS = (
    LabelKind(
        code="LB-1",
        name="feiten betwist",
        meaning="Er zijn bronnen die iets anders zeggen dan deze reactie. Dat hoeft niet te betekenen dat ze niet "
        "klopt: lees ook wat anderen schrijven.",
        rule_code="HR-2",
    ),
    LabelKind(
        code="LB-2",
        name="bron ontbreekt",
        meaning="In deze reactie staat niet waar de schrijver dit op baseert. Of het klopt, zegt het label niet.",
        rule_code="HR-2",
    ),
    LabelKind(
        code="LB-3",
        name="eigen belang",
        meaning="De schrijver heeft zelf belang bij dit onderwerp en schreef dat er niet bij. Over de inhoud zegt het "
        "label niets.",
        rule_code="HR-4",
    ),
)


def find_label(code: str) -> LabelKind | None:
    """The label with this code."""
    return next((kind for kind in LABEL_KINDS if kind.code == code), None)
