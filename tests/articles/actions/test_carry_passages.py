"""A passage goes along to the next version only when its place there is certain."""

import pytest

from articles.models import Passage
from articles.models.passage import PassageState
from tests.articles import seeds
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, TITLE, import_text, mark

pytestmark = pytest.mark.django_db

SENTENCE = "Bewoners merken daar tot nu toe weinig van, zo blijkt uit gesprekken in drie wijken."
EXTRA = "Het overleg wordt elk jaar langer en de lijst met actiepunten wordt het ook."


def carried(text: str, *, key: str = "wijk.txt") -> Passage:
    version = import_text(text, key=key)
    return Passage.objects.get(version=version)


def test_passage_stays_when_nothing_before_it_changed() -> None:
    claim = mark(import_text(), SENTENCE)
    after = carried(PAGE + "\n\n" + EXTRA)
    before = claim.passages.get(version__number=1)
    assert after.state == PassageState.UNCHANGED
    assert (after.start, after.end) == (before.start, before.end)
    assert after.carried_from == before
    assert after.claim == claim


def test_passage_moves_along_with_its_text() -> None:
    mark(import_text(), SENTENCE)
    after = carried("\n\n".join((TITLE, OPENING, EXTRA, MIDDLE, CLOSING)))
    assert after.state == PassageState.MOVED
    assert after.version.canonical_text[after.start : after.end] == SENTENCE


def test_passage_moves_although_its_context_changed() -> None:
    mark(import_text(), SENTENCE)
    after = carried("\n\n".join((TITLE, OPENING, CLOSING, f"{EXTRA} {SENTENCE}")))
    assert after.state == PassageState.MOVED
    assert after.prefix.endswith(EXTRA + " ")


def test_passage_is_found_when_only_signs_changed() -> None:
    mark(import_text(), SENTENCE)
    after = carried(PAGE.replace("Bewoners merken", "Bewoners\u00a0merken"))
    assert after.state == PassageState.MOVED
    assert "Bewoners\u00a0merken" in after.exact


def test_passage_that_changed_is_doubtful_and_keeps_its_old_words() -> None:
    claim = mark(import_text(), SENTENCE)
    after = carried(PAGE.replace("tot nu toe weinig", "bijna niets"))
    before = claim.passages.get(version__number=1)
    assert after.state == PassageState.DOUBTFUL
    assert (after.start, after.end) == (None, None)
    assert (after.exact, after.prefix, after.suffix) == (
        before.exact,
        before.prefix,
        before.suffix,
    )
    assert after.carried_from == before
    assert not Passage.objects.drawn().filter(version=after.version).exists()


def test_passage_that_stands_there_twice_elsewhere_is_doubtful() -> None:
    mark(import_text(), SENTENCE)
    after = carried("\n\n".join((TITLE, f"{SENTENCE} {OPENING}", EXTRA, MIDDLE, CLOSING)))
    assert after.state == PassageState.DOUBTFUL


def test_passage_that_stands_where_it_stood_is_certain_beside_a_repetition() -> None:
    mark(import_text(), SENTENCE)
    after = carried("\n\n".join((PAGE, f"{EXTRA} {SENTENCE}")))
    assert after.state == PassageState.UNCHANGED


def test_short_passage_moves_when_the_words_around_it_agree() -> None:
    mark(import_text(), "kost wel elke week")
    after = carried("\n\n".join((TITLE, EXTRA, OPENING, MIDDLE, CLOSING)))
    assert after.state == PassageState.MOVED


def test_short_passage_is_doubtful_among_other_words() -> None:
    mark(import_text(), "kost wel elke week")
    other = OPENING.replace("Dat gaat vaak goed, maar het", "Een begeleider per gezin")
    after = carried("\n\n".join((TITLE, other, MIDDLE, CLOSING)))
    assert after.state == PassageState.DOUBTFUL


def test_short_passage_is_doubtful_when_only_the_words_around_it_changed() -> None:
    mark(import_text(), "kost wel elke week")
    after = carried(PAGE.replace("kost wel elke week opnieuw", "kost wel elke week minder"))
    assert after.state == PassageState.DOUBTFUL


def test_passage_beside_a_repetition_is_doubtful_when_the_words_around_it_changed() -> None:
    mark(import_text(), SENTENCE)
    changed = PAGE.replace("Wie samen wil werken, moet", "Hoe samen te werken? Men moet")
    after = carried("\n\n".join((changed, f"{EXTRA} {SENTENCE}")))
    assert after.state == PassageState.DOUBTFUL


def test_doubtful_passage_returns_with_its_text() -> None:
    mark(import_text(), SENTENCE)
    assert carried(PAGE.replace("tot nu toe weinig", "bijna niets")).state == PassageState.DOUBTFUL
    back = carried(PAGE + "\n\n" + EXTRA)
    assert back.version.number == 3
    assert back.state == PassageState.MOVED
    assert back.version.canonical_text[back.start : back.end] == SENTENCE


def test_passages_before_an_emoji_count_code_points() -> None:
    mark(import_text(), SENTENCE)
    after = carried(PAGE.replace("In elke wijk", "In 👩‍👩‍👧 elke wijk"))
    assert after.state == PassageState.MOVED
    assert after.version.canonical_text[after.start : after.end] == SENTENCE


@pytest.mark.usefixtures("seeded")
def test_edited_seed_carries_all_passages_but_the_edited_one() -> None:
    """Seed 000 with a new paragraph at the top and one word of claim a4 replaced."""
    name = "000_0bb5e7bc34389656.txt"
    text = seeds.raw(name).decode()
    edited = text.replace("\n\n", f"\n\n{EXTRA}\n\n", 1).replace("onvermijdelijk", "te verwachten")
    version = import_text(edited, key=name)
    states = dict(version.passages.values_list("claim__import_key", "state"))
    assert states.pop("a4") == PassageState.DOUBTFUL
    assert set(states) == {"a1", "a2", "a3", "a5", "a6", "a7", "a8"}
    assert set(states.values()) == {PassageState.MOVED}
    for passage in version.passages.drawn():
        assert version.canonical_text[passage.start : passage.end] == passage.exact
