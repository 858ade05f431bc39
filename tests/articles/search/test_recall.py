"""How much search finds of what it should, against PostgreSQL's bare Dutch stemmer, in figures."""

import pytest

from articles.search.words import forms
from tests.articles.search.lemmas import by_hand, figures, merges, printed, stems_by_postgresql

# Of the labelled pairs: at least this much is found (of "niet": at most this much).
FLOORS = {
    "regels": 0.98,
    "meervoud": 0.99,
    "werkwoord": 0.95,
    "samenstelling": 0.75,
    "tikfout": 0.95,
}


@pytest.mark.django_db
def test_recall_is_what_we_say_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    table = figures(stems_by_postgresql)
    with capsys.disabled():
        print("\n" + printed(table))
    found = {what: (before, after) for what, _n, before, after in table}
    for kind, floor in FLOORS.items():
        before, after = found[kind]
        assert after >= floor, kind
        assert after > before, kind
    assert found["niet"][1] <= 0.02
    assert found["samengevoegd door forms"][1] >= 0.94
    assert found["samengevoegd door forms-t"][1] >= 0.94


def test_the_judged_sample_is_still_what_the_rules_merge() -> None:
    for rule in ("forms", "forms-t"):
        assert all(forms(one) & forms(other) for one, other, _helps in merges(rule))


def test_there_are_enough_labels() -> None:
    assert sum(row.found for row in by_hand()) >= 200
    assert sum(not row.found for row in by_hand()) >= 50
