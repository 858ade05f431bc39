"""A passage goes along to the next version, and is drawn there only when its place is certain."""

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.actions.carry_passages import recompute_passages
from articles.actions.passages import confirm_passage, place_passage
from articles.jobs import recompute_version
from articles.models import Passage
from articles.models.passage import PassageState
from articles.reading.placing import preview_passages
from discussions.actions.passages import remove_passage
from tests.articles import seeds
from tests.articles.texts import CLOSING, MIDDLE, OPENING, PAGE, TITLE, import_text, mark
from tests.factories import make_person

pytestmark = pytest.mark.django_db

SENTENCE = "Bewoners merken daar tot nu toe weinig van, zo blijkt uit gesprekken in drie wijken."
EXTRA = "Het overleg wordt elk jaar langer en de lijst met actiepunten wordt het ook."
# About the same, in words of which too few are left to be sure.
REWRITTEN = "De bewoners zien er tot nu toe niet veel van terug, zeggen drie wijken in gesprekken."


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


def test_passage_that_changed_a_little_takes_its_new_words() -> None:
    mark(import_text(), SENTENCE)
    after = carried(PAGE.replace("tot nu toe weinig", "bijna niets"))
    assert after.state == PassageState.CHANGED
    assert after.exact == SENTENCE.replace("tot nu toe weinig", "bijna niets")
    assert after.version.canonical_text[after.start : after.end] == after.exact
    assert after.score is not None
    assert 0.7 <= after.score < 1


def test_passage_that_changed_much_is_doubtful_and_keeps_its_old_words() -> None:
    claim = mark(import_text(), SENTENCE)
    after = carried(PAGE.replace(SENTENCE, REWRITTEN))
    before = claim.passages.get(version__number=1)
    assert after.state == PassageState.DOUBTFUL
    assert (after.start, after.end) == (None, None)
    assert after.quote == before.quote
    assert after.carried_from == before
    assert not Passage.objects.drawn().filter(version=after.version).exists()
    proposed = after.candidates[0]
    words = after.version.canonical_text[proposed["start"] : proposed["end"]]
    assert words in REWRITTEN


def test_passage_that_is_gone_is_lost() -> None:
    mark(import_text(), SENTENCE)
    after = carried(PAGE.replace(SENTENCE, ""))
    assert after.state == PassageState.ORPHAN
    assert after.exact == SENTENCE
    assert after.candidates == []


def test_words_said_twice_go_by_what_stands_around_them() -> None:
    mark(import_text(), SENTENCE)
    after = carried("\n\n".join((TITLE, f"{SENTENCE} {OPENING}", EXTRA, MIDDLE, CLOSING)))
    assert after.state == PassageState.MOVED
    assert after.prefix.endswith("dat het iets oplevert. ")


def test_words_said_twice_in_the_same_surroundings_are_doubtful() -> None:
    mark(import_text(), SENTENCE)
    after = carried("\n\n".join((TITLE, *[f"{EXTRA} {SENTENCE} {EXTRA}"] * 2, CLOSING)))
    assert after.state == PassageState.DOUBTFUL
    assert len(after.candidates) == 2


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
    after = carried("\n\n".join((TITLE, MIDDLE, f"Een mens kost wel elke week. {EXTRA}")))
    assert after.state == PassageState.DOUBTFUL
    assert len(after.candidates) == 1


def test_short_passage_that_stands_where_it_stood_is_unchanged() -> None:
    mark(import_text(), "kost wel elke week")
    after = carried(PAGE.replace("kost wel elke week opnieuw", "kost wel elke week minder"))
    assert after.state == PassageState.UNCHANGED


def test_doubtful_passage_returns_with_its_text() -> None:
    mark(import_text(), SENTENCE)
    assert carried(PAGE.replace(SENTENCE, REWRITTEN)).state == PassageState.DOUBTFUL
    back = carried(PAGE + "\n\n" + EXTRA)
    assert back.version.number == 3
    assert back.state == PassageState.MOVED
    assert back.version.canonical_text[back.start : back.end] == SENTENCE


def test_passage_given_up_is_not_asked_about_again_until_its_words_are_back() -> None:
    mark(import_text(), SENTENCE)
    lost = carried(PAGE.replace(SENTENCE, REWRITTEN))
    editor = make_person("Els", "editor")
    now = timezone.now()
    Passage.objects.filter(pk=lost.pk).update(
        state=PassageState.ORPHAN, checked_at=now, checked_by=editor
    )
    still = carried(PAGE.replace(SENTENCE, f"{REWRITTEN} Echt."))
    assert (still.state, still.checked_at, still.checked_by) == (PassageState.ORPHAN, now, editor)
    back = carried(PAGE + "\n\n" + EXTRA)
    assert (back.state, back.checked_at) == (PassageState.MOVED, None)


def test_passage_that_nobody_gave_up_is_looked_for_again() -> None:
    mark(import_text(), SENTENCE)
    assert carried(PAGE.replace(SENTENCE, "")).state == PassageState.ORPHAN
    after = carried(PAGE.replace("tot nu toe weinig", "nu nog weinig"))
    assert after.state == PassageState.CHANGED
    assert after.place is not None


def test_what_was_taken_away_or_replaced_is_not_carried() -> None:
    version, els = import_text(), make_person("Els", "editor")
    claim = mark(version, SENTENCE, OPENING)
    first, second = claim.passages.order_by("ordinal")
    remove_passage(passage=second, editor=els)
    start = version.canonical_text.index(MIDDLE)
    place_passage(
        passage=first, seen=first.decision, place=(start, start + len(MIDDLE)), editor=els
    )
    after = carried(f"{PAGE}\n\n{EXTRA}")
    assert (after.ordinal, after.exact) == (1, MIDDLE)


def test_five_words_move_by_themselves_four_do_not() -> None:
    mark(import_text(), "het kost wel elke week", "kost wel elke week")
    version = import_text(
        "\n\n".join((TITLE, MIDDLE, f"Zo {EXTRA}", f"Want het kost wel elke week. {EXTRA}"))
    )
    states = version.passages.order_by("ordinal").values_list("state", flat=True)
    assert list(states) == [PassageState.MOVED, PassageState.DOUBTFUL]


def test_preview_says_what_carrying_would_do_and_writes_nothing() -> None:
    before = import_text()
    for quote in (SENTENCE, "kost wel elke week", "Pas daarna komt de vraag"):
        mark(before, quote)
    text = PAGE.replace(SENTENCE, REWRITTEN).replace("Pas daarna komt de", "Pas dan komt echt de")
    rows = preview_passages(before, text)
    assert Passage.objects.count() == 3
    version = import_text(text)
    kept = version.passages.in_order()
    assert [(row.state, row.score) for row in rows] == [(one.state, one.score) for one in kept]
    assert [row.is_drawn for row in rows] == [False, True, True]
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[2].old == "Pas daarna komt de vraag"
    assert rows[2].proposed == "Pas dan komt echt de vraag"


def test_recomputing_gives_the_same_and_leaves_decisions_alone(settings: Settings) -> None:
    before = import_text()
    mark(before, SENTENCE)
    mark(before, OPENING)
    after = import_text(PAGE.replace("tot nu toe weinig", "bijna niets").replace("weken", "maand"))
    assert recompute_passages(version=after) == 0
    decided = after.passages.get(claim__number=2)
    Passage.objects.filter(pk=decided.pk).update(checked_at=timezone.now())
    settings.ANCHORING = {**settings.ANCHORING, "certain": 1.0}
    assert recompute_version(after.pk) == 1
    assert recompute_version(after.pk) == 0
    doubtful = after.passages.get(claim__number=1)
    assert (doubtful.state, doubtful.place) == (PassageState.DOUBTFUL, None)
    assert doubtful.exact == SENTENCE, "its old words, not those it was drawn over"
    assert after.passages.get(claim__number=2).state == PassageState.UNCHANGED


def test_recomputing_does_not_overrule_what_an_editor_confirmed(settings: Settings) -> None:
    mark(import_text(), SENTENCE)
    after = carried(PAGE.replace("tot nu toe weinig", "nu nog weinig"))
    assert after.state == PassageState.CHANGED
    confirm_passage(passage=after, seen=after.decision, editor=make_person("Els", "editor"))
    settings.ANCHORING = {**settings.ANCHORING, "certain": 1.0}
    assert recompute_passages(version=after.version) == 0
    confirmed = Passage.objects.get(pk=after.pk)
    assert (confirmed.state, confirmed.place) == (PassageState.CHANGED, after.place)
    assert confirmed.checked_at is not None


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
    assert states.pop("a4") == PassageState.CHANGED
    assert set(states) == {"a1", "a2", "a3", "a5", "a6", "a7", "a8"}
    assert set(states.values()) == {PassageState.MOVED}
    for passage in version.passages.drawn():
        assert version.canonical_text[passage.start : passage.end] == passage.exact
