"""Which rule or law a pair of codes stands for."""

from discussions.moderation.grounds import chosen_ground, find_any
from discussions.moderation.legal_grounds import find_ground
from discussions.moderation.policy import find_rule


def test_the_law_comes_before_the_rule_and_nothing_is_nothing() -> None:
    rule, law = find_rule("HR-1"), find_ground("LAW-3")
    assert rule is not None
    assert law is not None
    assert chosen_ground("HR-1", "") == rule
    assert chosen_ground("", "LAW-3") == law
    assert chosen_ground("HR-1", "LAW-3") == law
    assert chosen_ground("HR-1", "LAW-0") is None, "a law that is none is no reason to take a rule"
    assert chosen_ground("", "") is None
    assert (find_any("HR-1"), find_any("LAW-3"), find_any("")) == (rule, law, None)


def test_a_rule_is_that_of_then_when_its_version_is_given() -> None:
    assert chosen_ground("HR-1", "", 1) == find_rule("HR-1", 1)
    assert chosen_ground("HR-1", "", 99) is None, "not silently the one of today"
