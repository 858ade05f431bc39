from datetime import date

import pytest

from discussions.moderation.policy import (
    ALL_VERSIONS,
    HOUSE_RULES,
    NORM_LINES,
    HouseRule,
    allowed_outcomes,
    current_rules,
    earlier_versions,
    find_rule,
    is_own_explanation,
    status_after,
)

OLD = HouseRule("HR-9", 1, date(2025, 1, 1), "Oud", "Oude tekst.", "Weg.", "Brief.")
NEW = HouseRule("HR-9", 2, date(2026, 1, 1), "Nieuw", "Nieuwe tekst.", "Weg.", "Brief.")


def test_each_version_of_a_rule_exists_once() -> None:
    keys = [(rule.code, rule.version) for rule in ALL_VERSIONS]
    assert len(keys) == len(set(keys))
    assert all(rule.code.startswith("HR-") and len(rule.code) <= 12 for rule in ALL_VERSIONS)


def test_every_rule_is_complete() -> None:
    for rule in ALL_VERSIONS:
        assert all((rule.title, rule.text, rule.tombstone, rule.letter)), rule.code
        assert len(rule.tombstone) <= 300  # fits the public reason


def test_norm_is_three_lines() -> None:
    assert len(NORM_LINES) == 3


def test_newest_version_is_current_and_the_older_one_stays_readable() -> None:
    assert current_rules([OLD, NEW]) == (NEW,)
    assert current_rules([NEW, OLD]) == (NEW,)
    assert find_rule("HR-9", versions=[OLD, NEW]) == NEW
    assert find_rule("HR-9", 1, versions=[OLD, NEW]) == OLD
    assert earlier_versions("HR-9", versions=[OLD, NEW]) == (OLD,)


@pytest.mark.parametrize(("code", "version"), [("HR-99", None), ("", None), ("HR-1", 99)])
def test_find_rule_knows_nothing_of_another_code(code: str, version: int | None) -> None:
    assert find_rule(code, version) is None


def test_outcomes_go_the_other_way_or_nowhere() -> None:
    assert allowed_outcomes("published") == ("keep", "hide")
    assert allowed_outcomes("hidden") == ("keep", "restore")
    assert status_after("keep", "hidden") == "hidden"
    assert status_after("hide", "published") == "hidden"
    assert status_after("restore", "hidden") == "published"


@pytest.mark.parametrize("rule", HOUSE_RULES, ids=lambda rule: rule.code)
def test_words_of_the_rule_are_no_explanation(rule: HouseRule) -> None:
    assert not is_own_explanation(rule.title, rule)
    assert not is_own_explanation(rule.text, rule)
    assert not is_own_explanation(f"  {rule.text.upper()}!! ", rule)
    assert not is_own_explanation(rule.text.split(". ")[0], rule)
    assert not is_own_explanation(rule.tombstone, rule)
    assert not is_own_explanation(rule.code, rule)


@pytest.mark.parametrize("text", ["", "   ", "...", "nee", "weg ermee"])
def test_less_than_a_sentence_is_no_explanation(text: str) -> None:
    assert not is_own_explanation(text, HOUSE_RULES[0])


def test_sentence_about_the_case_is_an_explanation() -> None:
    assert is_own_explanation("Je noemt Bas dom in je tweede zin.", HOUSE_RULES[0])
