"""Every rule and every ground has a place in the Commission's list."""

from discussions.law.categories import Place, of_law, of_rule
from discussions.law.vocabulary import CATEGORIES, KEYWORDS
from discussions.moderation.legal_grounds import LEGAL_GROUNDS
from discussions.moderation.policy import ALL_VERSIONS


def _is_whole(place: Place) -> None:
    assert place.category in CATEGORIES
    assert CATEGORIES.issuperset(place.also)
    assert place.keywords
    assert KEYWORDS.issuperset(place.keywords)
    assert bool(place.described) == ("KEYWORD_OTHER" in place.keywords)


def test_every_house_rule_has_one() -> None:
    for rule in ALL_VERSIONS:
        place = of_rule(rule.code)
        _is_whole(place)
        assert place.described != f"Huisregel {rule.code}", "this rule is not placed yet"


def test_every_ground_in_the_law_has_one() -> None:
    for ground in LEGAL_GROUNDS:
        _is_whole(of_law(ground))


def test_what_stands_on_no_rule_is_another_violation() -> None:
    for code in ("", "HR-99"):
        _is_whole(of_rule(code))
        assert of_rule(code).category == "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
